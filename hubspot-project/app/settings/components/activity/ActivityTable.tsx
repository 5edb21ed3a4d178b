import {
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { AuditEvent } from '../../../../../shared/contract/audit.ts';
import type { SettingsState } from '../../../../../shared/contract/settings.ts';
import { actionText, actorText, changeLines, recordText } from '../../text/activity.ts';
import { momentText } from '../../text/dates.ts';

interface ActivityTableProps {
  readonly events: readonly AuditEvent[];
  readonly owners: SettingsState['owners']['items'];
}

/** One line an event: when, who, what, which record, and from what to what. */
export function ActivityTable({ events, owners }: ActivityTableProps) {
  const { user } = useExtensionContext<'settings'>();
  const names = new Map(
    owners.flatMap(({ id, userId = id, name }) => (userId === null ? [] : [[userId, name]])),
  );
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader>Record</TableHeader>
          <TableHeader>Values</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <TableRow key={event.id}>
            <TableCell width="min">{momentText(event.at, user.locale)}</TableCell>
            <TableCell>{actorText(event.actor, names)}</TableCell>
            <TableCell>{actionText(event.action)}</TableCell>
            <TableCell width="min">{recordText(event)}</TableCell>
            <TableCell>
              <Changes event={event} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Changes({ event }: { readonly event: AuditEvent }) {
  const lines = changeLines(event);
  if (lines.length === 0) return <Text>—</Text>;
  return (
    <Flex direction="column" gap="flush">
      {lines.map((line) => (
        <Text key={line} variant="microcopy">
          {line}
        </Text>
      ))}
    </Flex>
  );
}

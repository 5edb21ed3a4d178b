import {
  Button,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { BulkRun } from '../../../../../shared/contract/settings.ts';
import { resultText, runTitle, stateText, stateVariant } from '../../text/bulk.ts';
import { momentText } from '../../text/dates.ts';
import { SectionHeading } from '../SectionHeading.tsx';

interface BulkTableProps {
  readonly runs: readonly BulkRun[];
  /** The id of the one that stands above. */
  readonly shown: string;
  readonly onShow: (bulkId: string) => void;
}

/** The last runs, newest first, whoever started them. */
export function BulkTable({ runs, shown, onShow }: BulkTableProps) {
  const { user } = useExtensionContext<'settings'>();
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Last enrichments">
        Also those that were started over oppSpot’s API. Choose one to see why records were skipped
        or failed, and to undo it.
      </SectionHeading>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Started</TableHeader>
            <TableHeader>What</TableHeader>
            <TableHeader>State</TableHeader>
            <TableHeader>Result</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <TableRow key={run.id}>
              <TableCell width="min">{momentText(run.createdAt, user.locale)}</TableCell>
              <TableCell>
                {run.id === shown ? (
                  `${runTitle(run)} (shown above)`
                ) : (
                  <Button variant="transparent" size="xs" onClick={() => onShow(run.id)}>
                    {runTitle(run)}
                  </Button>
                )}
              </TableCell>
              <TableCell width="min">
                <StatusTag variant={stateVariant(run)}>{stateText(run)}</StatusTag>
              </TableCell>
              <TableCell>
                <Text variant="microcopy">{resultText(run, user.locale)}</Text>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

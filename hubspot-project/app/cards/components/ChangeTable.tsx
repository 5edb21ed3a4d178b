import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { FieldChange } from '../../../../shared/plan/plan.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { useOwnerNames } from '../hooks/use-owner-names.ts';
import { hasProposal, writesFirst } from '../text/plan.ts';
import { valueInWords } from '../text/values.ts';
import { wordFor } from '../text/words.ts';
import { SourceLinks } from './SourceLinks.tsx';

export interface ChangeTableProps {
  readonly changes: readonly FieldChange[];
  /** Whether it was carried out: then what the field held is no longer what it holds. */
  readonly isPast: boolean;
}

/** Each field: what it holds, what it would hold, by which policy, and why it is or is not written. */
export function ChangeTable({ changes, isPast }: ChangeTableProps) {
  const { dates } = useCardContext();
  const owners = useOwnerNames(changes.some(({ oppspotField }) => oppspotField === 'owner'));
  return (
    <Table density="condensed" flush>
      <TableHead>
        <TableRow>
          <TableHeader>Field</TableHeader>
          <TableHeader>{isPast ? 'Before' : 'Now'}</TableHeader>
          <TableHeader>{isPast ? 'oppSpot’s value' : 'Proposed'}</TableHeader>
          <TableHeader>Source</TableHeader>
          <TableHeader width={120}>Policy</TableHeader>
          <TableHeader width={150}>{isPast ? 'To be written?' : 'Written?'}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {writesFirst(changes).map((change) => (
          <TableRow key={`${change.record.id} ${change.field}`}>
            <TableCell>{change.label}</TableCell>
            <TableCell>{valueInWords(change.before, change.oppspotField, dates, owners)}</TableCell>
            <TableCell>
              {hasProposal(change)
                ? valueInWords(change.after, change.oppspotField, dates, owners)
                : 'nothing'}
            </TableCell>
            <TableCell>
              <SourceLinks evidenceIds={change.evidenceIds} />
            </TableCell>
            <TableCell>
              <Text variant="microcopy">{wordFor('policy', change.policy)}</Text>
            </TableCell>
            <TableCell>
              <Text variant="microcopy">
                {`${change.decision === 'write' ? 'Yes' : 'No'}. ${change.reason}`}
              </Text>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

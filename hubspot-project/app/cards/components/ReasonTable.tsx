import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';
import type { Contribution } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { dateInWords } from '../text/evidence-dates.ts';
import { points } from '../text/numbers.ts';
import { SourceLinks } from './SourceLinks.tsx';

/** Contributions of one component in points of the overall score, so that they add up. */
export function ReasonTable({
  contributions,
}: {
  readonly contributions: readonly Contribution[];
}) {
  const { dates, evidence } = useCardContext();
  return (
    <Table density="condensed" flush>
      <TableHead>
        <TableRow>
          <TableHeader align="right" width="min">
            Points
          </TableHeader>
          <TableHeader>Reason</TableHeader>
          <TableHeader width="min">Date</TableHeader>
          <TableHeader>Source</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {contributions.map(({ reason, overallPoints, date, evidenceIds }) => (
          <TableRow key={`${reason} ${date}`}>
            <TableCell align="right">{points(overallPoints)}</TableCell>
            <TableCell>{reason}</TableCell>
            <TableCell width="min">{dateInWords(date, evidenceIds, evidence, dates)}</TableCell>
            <TableCell>
              <SourceLinks evidenceIds={evidenceIds} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

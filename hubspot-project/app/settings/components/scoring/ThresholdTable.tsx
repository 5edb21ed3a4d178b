import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { ThresholdRow } from '../../../../../shared/contract/scoring-model.ts';
import { countText, shareText } from '../../text/numbers.ts';

interface ThresholdTableProps {
  readonly rows: readonly ThresholdRow[];
  /** What is saved; null while the score decides. */
  readonly probability: number | null;
}

/** Deals, won ones and missed ones by threshold, on the records whose outcome is known. */
export function ThresholdTable({ rows, probability }: ThresholdTableProps) {
  const { user } = useExtensionContext<'settings'>();
  const count = (value: number) => countText(value, user.locale);
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>From</TableHeader>
          <TableHeader>Deals</TableHeader>
          <TableHeader>Won</TableHeader>
          <TableHeader>Won of deals</TableHeader>
          <TableHeader>Won without a deal</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.probability}>
            <TableCell>
              {`${shareText(row.probability, user.locale)}${row.probability === probability ? ' (in use)' : ''}`}
            </TableCell>
            <TableCell width="min">{count(row.deals)}</TableCell>
            <TableCell width="min">{count(row.won)}</TableCell>
            <TableCell width="min">
              {row.deals === 0 ? '—' : shareText(row.won / row.deals, user.locale)}
            </TableCell>
            <TableCell width="min">{count(row.missed)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

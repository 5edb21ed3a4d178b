import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { Signal } from '../../../../shared/evidence/signal.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { dateInWords } from '../text/evidence-dates.ts';
import { capitalised } from '../text/words.ts';
import { SignalTag } from './SignalTag.tsx';
import { SourceLinks } from './SourceLinks.tsx';

/** Every signal with its date, source and how sure it is. */
export function SignalTable({ signals }: { readonly signals: readonly Signal[] }) {
  const { dates, evidence } = useCardContext();
  if (signals.length === 0) return <Text>No signal was found.</Text>;
  return (
    <Table density="condensed" flush>
      <TableHead>
        <TableRow>
          <TableHeader>Signal</TableHeader>
          <TableHeader>Priority</TableHeader>
          <TableHeader width="min">Date</TableHeader>
          <TableHeader>Source</TableHeader>
          <TableHeader>Confidence</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {signals.map((signal) => (
          <TableRow key={signal.id}>
            <TableCell>{signal.title}</TableCell>
            <TableCell>
              <SignalTag signal={signal} />
            </TableCell>
            <TableCell width="min">
              {dateInWords(signal.date, signal.evidenceIds, evidence, dates)}
            </TableCell>
            <TableCell>
              <SourceLinks evidenceIds={signal.evidenceIds} />
            </TableCell>
            <TableCell>{capitalised(signal.confidence)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

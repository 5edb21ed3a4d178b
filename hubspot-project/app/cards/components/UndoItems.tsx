import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { UndoItem, UndoReport } from '../../../../shared/contract/v1.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { undoInWords } from '../text/outcomes.ts';
import { valueInWords } from '../text/values.ts';
import { wordFor } from '../text/words.ts';
import { Section } from './Section.tsx';

/** What undo restored, deleted and left alone, each with the reason. */
export function UndoItems({ undo }: { readonly undo: UndoReport }) {
  const { dates } = useCardContext();
  const back = (item: UndoItem) =>
    item.outcome === 'restored' && item.restoredTo !== undefined
      ? ` to: ${valueInWords(item.restoredTo, item.target.replace('oppspot_', ''), dates)}`
      : '';
  return (
    <Section title="What undo did">
      <Text>{`${undoInWords(undo)}.`}</Text>
      <Table density="condensed" flush>
        <TableHead>
          <TableRow>
            <TableHeader>What</TableHeader>
            <TableHeader>Outcome</TableHeader>
            <TableHeader>Why</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {undo.items.map((item) => (
            <TableRow key={`${item.kind} ${item.target}`}>
              <TableCell>{item.label}</TableCell>
              <TableCell>{`${wordFor('undo', item.outcome)}${back(item)}`}</TableCell>
              <TableCell>{item.reason}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

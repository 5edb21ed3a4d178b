import {
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { SourceCoverage } from '../../../../shared/contract/v1.ts';
import { wordFor } from '../text/words.ts';
import { Credits } from './Credits.tsx';
import { Section } from './Section.tsx';

const variants = {
  found: 'success',
  empty: 'default',
  'not-applicable': 'default',
  'not-configured': 'default',
  failed: 'danger',
  late: 'warning',
} as const;

/** What became of every source: nothing found, nothing to ask and failed are different facts. */
export function SourceTable({ sources }: { readonly sources: readonly SourceCoverage[] }) {
  return (
    <Section title="Sources">
      {sources.length === 0 && <Text>No source was asked.</Text>}
      {sources.length > 0 && (
        <Table density="condensed" flush>
          <TableHead>
            <TableRow>
              <TableHeader>Source</TableHeader>
              <TableHeader>Result</TableHeader>
              <TableHeader>Detail</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {sources.map(({ provider, label, status, detail, fromCache }) => (
              <TableRow key={provider}>
                <TableCell>{label}</TableCell>
                <TableCell>
                  <StatusTag variant={variants[status]}>{wordFor('source', status)}</StatusTag>
                </TableCell>
                <TableCell>
                  {detail}
                  {fromCache && ' Remembered from an earlier look.'}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <Credits sources={sources} />
    </Section>
  );
}

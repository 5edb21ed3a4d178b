import {
  Accordion,
  LineChart,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@hubspot/ui-extensions';
import type { ScorePoint } from '../../../../shared/contract/card.ts';
import { useCardContext } from '../hooks/card-context.ts';
import { chartRows, lineColours } from '../text/history.ts';
import { Section } from './Section.tsx';

/** How the score moved. Nothing before there are two scores to compare. */
export function ScoreHistory({ history }: { readonly history: readonly ScorePoint[] }) {
  const { dates } = useCardContext();
  if (history.length < 2) return null;
  const rows = chartRows(history);
  return (
    <Section title="Score history">
      {rows.length > 0 && (
        <LineChart
          data={rows}
          axes={{
            x: { field: 'at', fieldType: 'datetime', label: 'Enriched' },
            y: { field: 'score', fieldType: 'linear', label: 'Score' },
            options: { groupFieldByColor: 'line', colors: lineColours(rows) },
          }}
          options={{ showLegend: false, showTooltips: true, showDataLabels: history.length < 8 }}
        />
      )}
      <Accordion title={`All ${history.length} scores`} size="xs">
        <Table density="compact" flush>
          <TableHead>
            <TableRow>
              <TableHeader>Enriched</TableHeader>
              <TableHeader>Score</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {[...history].reverse().map(({ enrichmentId, at, score, status }) => (
              <TableRow key={enrichmentId}>
                <TableCell>{dates.moment(at)}</TableCell>
                <TableCell>
                  {`${score ?? 'unknown'}${status === 'undone' ? ' (undone)' : ''}`}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Accordion>
    </Section>
  );
}

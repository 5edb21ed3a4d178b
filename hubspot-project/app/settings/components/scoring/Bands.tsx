import {
  BarChart,
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
import type { ModelView } from '../../../../../shared/contract/scoring-model.ts';
import { countText } from '../../text/numbers.ts';
import { bandScores, bandWords, rateText } from '../../text/scoring.ts';

/** How many records of each band were won: drawn, and as a table for those who do not see the drawing. */
export function Bands({ bands }: { readonly bands: ModelView['bands'] }) {
  const { user } = useExtensionContext<'settings'>();
  const drawn = bands.flatMap(({ name, rate }) =>
    rate === null ? [] : [{ band: bandWords[name], rate: Math.round(rate.value * 100) }],
  );
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'bold' }}>What became of each band</Text>
      {drawn.length > 0 && (
        <BarChart
          data={drawn}
          axes={{
            x: { field: 'band', fieldType: 'category', label: 'Band' },
            y: { field: 'rate', fieldType: 'linear', label: 'Won (%)' },
          }}
          options={{ title: 'Share of records won', showDataLabels: true, showTooltips: true }}
        />
      )}
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Band</TableHeader>
            <TableHeader>Score</TableHeader>
            <TableHeader>Records</TableHeader>
            <TableHeader>Won</TableHeader>
            <TableHeader>Share won, with 95% interval</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {bands.map((band, index) => (
            <TableRow key={band.name}>
              <TableCell>{bandWords[band.name]}</TableCell>
              <TableCell width="min">{bandScores(bands, index)}</TableCell>
              <TableCell width="min">{countText(band.n, user.locale)}</TableCell>
              <TableCell width="min">{countText(band.won, user.locale)}</TableCell>
              <TableCell>{rateText(band, user.locale)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Text variant="microcopy">
        Counted on your own records, each scored by a fit that had not seen it.
      </Text>
    </Flex>
  );
}

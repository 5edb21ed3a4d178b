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
import type { ModelView } from '../../../../../shared/contract/scoring-model.ts';
import { countText } from '../../text/numbers.ts';
import { pointsText } from '../../text/scoring.ts';

/** The points of each fact, and what became of the records that had it. */
export function Scorecard({ model: { base, lines } }: { readonly model: ModelView }) {
  const { user } = useExtensionContext<'settings'>();
  if (lines.length === 0) {
    return <Text>Nothing that is known of your records tells won from lost.</Text>;
  }
  return (
    <Flex direction="column" gap="small">
      <Text>
        Every record starts with {base} points; what is known of it adds or takes away. The sum is
        kept within 0 and 100.
      </Text>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Fact</TableHeader>
            <TableHeader>Value</TableHeader>
            <TableHeader>Points</TableHeader>
            <TableHeader>Won of records</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.flatMap(({ label, bins }) =>
            bins.map((bin) => (
              <TableRow key={`${label} ${bin.label}`}>
                <TableCell>{label}</TableCell>
                <TableCell>{bin.label}</TableCell>
                <TableCell width="min">{pointsText(bin.points, user.locale)}</TableCell>
                <TableCell width="min">
                  {`${countText(bin.won, user.locale)} of ${countText(bin.n, user.locale)}`}
                </TableCell>
              </TableRow>
            )),
          )}
        </TableBody>
      </Table>
    </Flex>
  );
}

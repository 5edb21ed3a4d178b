import {
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
import { baselineName, measureRows } from '../../text/scoring.ts';

/** The figures of a model beside those of what it would replace. */
export function Measures({ model }: { readonly model: ModelView }) {
  const { user } = useExtensionContext<'settings'>();
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Measure</TableHeader>
          <TableHeader>This model</TableHeader>
          <TableHeader>{baselineName(model)}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {measureRows(model, user.locale).map((row) => (
          <TableRow key={row.name}>
            <TableCell>
              <Text>{row.name}</Text>
              <Text variant="microcopy">{row.meaning}</Text>
            </TableCell>
            <TableCell width="min">{row.model}</TableCell>
            <TableCell width="min">{row.baseline}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

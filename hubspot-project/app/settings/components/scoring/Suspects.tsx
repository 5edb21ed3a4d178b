import {
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { ModelView } from '../../../../../shared/contract/scoring-model.ts';

/** Facts that may have been known only after the outcome, and whether they were left out. */
export function Suspects({ suspects }: { readonly suspects: ModelView['suspects'] }) {
  if (suspects.length === 0) {
    return <Text>No fact looks as if it had been filled in after the outcome.</Text>;
  }
  return (
    <Flex direction="column" gap="small">
      <Text>
        A fact that is known only after a sale ended would make the model look better than it is.
      </Text>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Fact</TableHeader>
            <TableHeader>Why it is suspected</TableHeader>
            <TableHeader>Used</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {suspects.map(({ label, why, excluded }) => (
            <TableRow key={label}>
              <TableCell>{label}</TableCell>
              <TableCell>{why}</TableCell>
              <TableCell width="min">
                <StatusTag variant={excluded ? 'default' : 'warning'}>
                  {excluded ? 'Left out' : 'Used'}
                </StatusTag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

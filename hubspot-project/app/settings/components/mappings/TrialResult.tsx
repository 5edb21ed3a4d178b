import {
  Alert,
  Flex,
  StatusTag,
  type StatusTagProps,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { MappingsPreview } from '../../../../../shared/contract/mappings.ts';
import type { Trial } from '../../hooks/useMappings.ts';
import { valueText } from '../../text/values.ts';
import { labelOf, type MappingsEditor } from './context.ts';

type TriedItem = MappingsPreview['items'][number];

const decisions: Readonly<
  Record<TriedItem['decision'], { variant: StatusTagProps['variant']; label: string }>
> = {
  write: { variant: 'success', label: 'Would be written' },
  unchanged: { variant: 'default', label: 'Stands already' },
  skip: { variant: 'warning', label: 'Left alone' },
};

/** Before, after and why, field by field. */
export function TrialResult({ editor, trial }: { editor: MappingsEditor; trial: Trial }) {
  const { fields, draft } = editor;
  if (trial.items.length === 0) return <Text>Nothing would be written to this record.</Text>;
  return (
    <Flex direction="column" gap="small">
      {trial.draft !== draft && (
        <Alert title="You have changed mappings since" variant="warning">
          <Text>This is what they made of record {trial.recordId} before. Try again.</Text>
        </Alert>
      )}
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>oppSpot field</TableHeader>
            <TableHeader>oppSpot has</TableHeader>
            <TableHeader>HubSpot property</TableHeader>
            <TableHeader>Before</TableHeader>
            <TableHeader>After</TableHeader>
            <TableHeader>Decision</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {trial.items.map((item) => (
            <TableRow key={`${item.oppspotField} ${item.crmField}`}>
              <TableCell>{labelOf(fields, item.oppspotField)}</TableCell>
              <TableCell>{valueText(item.value)}</TableCell>
              <TableCell>{item.crmField}</TableCell>
              <TableCell>{valueText(item.before)}</TableCell>
              <TableCell>{valueText(item.after)}</TableCell>
              <TableCell>
                <Decision item={item} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function Decision({ item }: { readonly item: TriedItem }) {
  const { variant, label } = decisions[item.decision];
  return (
    <Flex direction="column" gap="flush" align="start">
      <StatusTag variant={variant}>{label}</StatusTag>
      <Text variant="microcopy">{item.reason}</Text>
    </Flex>
  );
}

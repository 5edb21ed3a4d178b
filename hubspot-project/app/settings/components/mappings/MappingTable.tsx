import {
  Button,
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
import type { FieldState } from '../../../../../shared/contract/settings.ts';
import { mappingOf } from '../../draft/mapping-faults.ts';
import { keyOf, type MappedObject, type MappingDraft, newMapping } from '../../draft/mappings.ts';
import { directionWords, stepsText } from '../../text/mappings.ts';
import { policies } from '../../text/words.ts';
import type { MappingsEditor } from './context.ts';

interface MappingTableProps {
  readonly editor: MappingsEditor;
  readonly object: MappedObject;
  readonly fields: readonly FieldState[];
  readonly onOpen: (oppspotField: string) => void;
}

/** One line a field: its place, which way, when, and what else was decided. */
export function MappingTable({ editor, object, fields, onOpen }: MappingTableProps) {
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>oppSpot field</TableHeader>
          <TableHeader>HubSpot property</TableHeader>
          <TableHeader>Direction</TableHeader>
          <TableHeader>When it is written</TableHeader>
          <TableHeader>On the way</TableHeader>
          <TableHeader>Change</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {fields.map((field) => (
          <MappingRow
            key={field.name}
            editor={editor}
            field={field}
            mapping={newMapping(object, field.name, editor.state)}
            onOpen={() => onOpen(field.name)}
          />
        ))}
      </TableBody>
    </Table>
  );
}

interface MappingRowProps {
  readonly editor: MappingsEditor;
  readonly field: FieldState;
  /** What holds where nothing was changed. */
  readonly mapping: MappingDraft;
  readonly onOpen: () => void;
}

function MappingRow({ editor, field, mapping, onOpen }: MappingRowProps) {
  const key = keyOf(mapping);
  const shown = editor.draft[key] ?? mapping;
  return (
    <TableRow>
      <TableCell>
        <Flex direction="column" gap="flush" align="start">
          <Text>{field.label}</Text>
          <RowState editor={editor} mappingKey={key} />
        </Flex>
      </TableCell>
      <TableCell>
        <Text>{propertyText(editor, shown)}</Text>
      </TableCell>
      <TableCell width="min">
        <Text>{shown.crmField === null ? '—' : directionWords[shown.direction]}</Text>
      </TableCell>
      <TableCell>
        <Text>{policyText(shown)}</Text>
      </TableCell>
      <TableCell>
        <Text>{extrasText(shown)}</Text>
      </TableCell>
      <TableCell>
        <Button size="xs" onClick={onOpen}>
          Change {field.label}
        </Button>
      </TableCell>
    </TableRow>
  );
}

function RowState({ editor, mappingKey }: { editor: MappingsEditor; mappingKey: string }) {
  const wrong = editor.faults.filter((fault) => mappingOf(fault) === mappingKey).length;
  if (wrong > 0) return <StatusTag variant="danger">{wrong} to fix</StatusTag>;
  if (editor.changed.includes(mappingKey)) return <StatusTag variant="warning">Unsaved</StatusTag>;
  return editor.draft[mappingKey] ? <StatusTag variant="info">Your mapping</StatusTag> : null;
}

function propertyText({ properties }: MappingsEditor, { object, crmField }: MappingDraft): string {
  if (crmField === null) return 'Goes nowhere';
  const known = object === 'lead' ? [] : properties[object];
  const property = known.find(({ name }) => name === crmField);
  return property ? `${property.label} (${crmField})` : crmField;
}

function policyText({ crmField, direction, policy }: MappingDraft): string {
  if (crmField === null || direction === 'read') return '—';
  const name = policies.find(({ value }) => value === policy)?.label;
  return name ?? 'As on the Fields tab';
}

function extrasText({ required, defaultValue, transforms }: MappingDraft): string {
  const parts = [
    ...(transforms.length > 0 ? [stepsText(transforms)] : []),
    ...(defaultValue === '' ? [] : [`otherwise “${defaultValue}”`]),
    ...(required ? ['required'] : []),
  ];
  return parts.length === 0 ? '—' : parts.join(' · ');
}

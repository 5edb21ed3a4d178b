import {
  Flex,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import type { FieldState } from '../../../../shared/contract/settings.ts';
import type { FieldPolicy } from '../../../../shared/plan/policy.ts';
import { policies } from '../text/words.ts';
import { type Editor, inputProps } from './editor.ts';

const objects = ['contact', 'company'] as const;

interface FieldTableProps {
  readonly editor: Editor;
  readonly fields: readonly FieldState[];
}

/** A row per field: its policy, and the HubSpot property it goes to on each object. */
export function FieldTable({ editor, fields }: FieldTableProps) {
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader width={280}>Field and policy</TableHeader>
          <TableHeader>On contacts</TableHeader>
          <TableHeader>On companies</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={field.name}>
            <TableCell>
              <PolicySelect editor={editor} field={field} />
            </TableCell>
            {objects.map((object) => (
              <TableCell key={object}>
                <Place place={field.places.find((place) => place.object === object)} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function PolicySelect({ editor, field }: { readonly editor: Editor; readonly field: FieldState }) {
  const { fieldPolicies } = editor.draft;
  const path = `settings.fieldPolicies.${field.name}`;
  return (
    <Select
      {...inputProps(editor, path)}
      label={field.label}
      value={fieldPolicies[field.name] ?? field.defaultPolicy}
      options={policies.map(({ value, label }) => ({
        value,
        label: value === field.defaultPolicy ? `${label} (default)` : label,
      }))}
      onChange={(chosen) =>
        editor.change(
          'fieldPolicies',
          withPolicy(fieldPolicies, field, chosen as FieldPolicy),
          path,
        )
      }
    />
  );
}

/** The default is not stored, so that a field follows it when it changes. */
function withPolicy(
  fieldPolicies: Readonly<Record<string, FieldPolicy>>,
  field: FieldState,
  policy: FieldPolicy,
): Record<string, FieldPolicy> {
  const { [field.name]: _, ...others } = fieldPolicies;
  return policy === field.defaultPolicy ? others : { ...others, [field.name]: policy };
}

function Place({ place }: { readonly place: FieldState['places'][number] | undefined }) {
  if (!place) return <Text variant="microcopy">Not on this object</Text>;
  return (
    <Flex direction="column" gap="extra-small" align="start">
      <Text>{place.crmField}</Text>
      {!place.available && <Tag variant="warning">Not there</Tag>}
      {place.reason !== null && <Text variant="microcopy">{place.reason}</Text>}
    </Flex>
  );
}

import { AutoGrid, Flex, Select, Tag, Text } from '@hubspot/ui-extensions';
import type { FieldState } from '../../../../shared/contract/settings.ts';
import type { FieldPolicy } from '../../../../shared/plan/policy.ts';
import { placesText } from '../text/places.ts';
import { policies } from '../text/words.ts';
import { type Editor, inputProps } from './editor.ts';

interface FieldPoliciesProps {
  readonly editor: Editor;
  readonly fields: readonly FieldState[];
}

/** A policy per field, with the HubSpot property it goes to on each object. */
export function FieldPolicies({ editor, fields }: FieldPoliciesProps) {
  return (
    <AutoGrid columnWidth={280} gap="medium" flexible>
      {fields.map((field) => (
        <Flex key={field.name} direction="column" gap="extra-small">
          <PolicySelect editor={editor} field={field} />
          <Unavailable places={field.places} />
        </Flex>
      ))}
    </AutoGrid>
  );
}

function PolicySelect({ editor, field }: { readonly editor: Editor; readonly field: FieldState }) {
  const { fieldPolicies } = editor.draft;
  const path = `settings.fieldPolicies.${field.name}`;
  return (
    <Select
      {...inputProps(editor, path)}
      label={field.label}
      description={placesText(field.places)}
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

/** Why a property is not there, once where it is the same on every object. */
function Unavailable({ places }: Pick<FieldState, 'places'>) {
  const missing = places.filter(({ available }) => !available);
  const reasons = [...new Set(missing.map(({ reason }) => reason ?? ''))];
  if (missing.length === 0) return null;
  return (
    <Flex direction="column" gap="extra-small" align="start">
      <Tag variant="warning">Not there: {missing.map(({ object }) => object).join(', ')}</Tag>
      {reasons.map((reason) => (
        <Text key={reason} variant="microcopy">
          {reason}
        </Text>
      ))}
    </Flex>
  );
}

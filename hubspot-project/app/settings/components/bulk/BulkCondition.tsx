import { Button, Flex, Input, Select } from '@hubspot/ui-extensions';
import type { CrmField } from '../../../../../shared/contract/mappings.ts';
import {
  type ConditionDraft,
  type Operator,
  operatorsFor,
  takesValue,
  withField,
} from '../../draft/bulk.ts';
import type { Fault } from '../../draft/faults.ts';
import type { Properties } from '../../hooks/useProperties.ts';
import { operatorWords, valueHint } from '../../text/bulk.ts';
import { inputProps } from '../editor.ts';

interface BulkConditionProps {
  /** Names its inputs. */
  readonly path: string;
  /** From 1. */
  readonly position: number;
  readonly condition: ConditionDraft;
  readonly properties: Properties;
  readonly faults: readonly Fault[];
  readonly onChange: (condition: ConditionDraft) => void;
  /** Null where it is the only one. */
  readonly onRemove: (() => void) | null;
}

/** A property, how it is compared, and with what. */
export function BulkCondition(props: BulkConditionProps) {
  const { path, position, condition, properties, faults, onChange, onRemove } = props;
  const { field, operator } = condition;
  const property = properties.items?.find(({ name }) => name === field) ?? null;
  const type = property?.type ?? null;
  const name = `Condition ${position}`;
  const editor = { faults };
  return (
    <Flex gap="small" align="end" wrap="wrap">
      {properties.error === null ? (
        <Select
          {...inputProps(editor, `${path}.field`)}
          label={`${name}: property`}
          placeholder={properties.items === null ? 'Loading the properties' : 'Choose a property'}
          value={field === '' ? undefined : field}
          options={optionsOf(properties.items ?? [])}
          required
          onChange={(chosen) => {
            const found = properties.items?.find((one) => one.name === chosen);
            onChange(withField(condition, String(chosen), found?.type ?? null));
          }}
        />
      ) : (
        <Input
          {...inputProps(editor, `${path}.field`)}
          label={`${name}: property`}
          placeholder="industry"
          value={field}
          required
          onChange={(typed) => onChange({ ...condition, field: typed.trim() })}
        />
      )}
      <Select
        name={`${path}.operator`}
        label={`${name}: comparison`}
        value={operator}
        options={operatorsFor(type).map((value) => ({ value, label: operatorWords[value] }))}
        onChange={(chosen) => onChange({ ...condition, operator: chosen as Operator })}
      />
      {takesValue(operator) && (
        <ConditionValue {...props} property={property} label={`${name}: value`} />
      )}
      {onRemove !== null && (
        <Button size="sm" onClick={onRemove}>
          Remove {name.toLowerCase()}
        </Button>
      )}
    </Flex>
  );
}

interface ConditionValueProps extends BulkConditionProps {
  readonly property: CrmField | null;
  readonly label: string;
}

/** Chosen where HubSpot knows what there is, otherwise typed. */
function ConditionValue({
  path,
  condition,
  faults,
  property,
  label,
  onChange,
}: ConditionValueProps) {
  const { value } = condition;
  const shared = { ...inputProps({ faults }, `${path}.value`), label, required: true };
  const options =
    property?.type === 'boolean'
      ? [
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]
      : (property?.options ?? []);
  if (options.length > 0) {
    return (
      <Select
        {...shared}
        value={value === '' ? undefined : value}
        options={[...options]}
        onChange={(chosen) => onChange({ ...condition, value: String(chosen) })}
      />
    );
  }
  return (
    <Input
      {...shared}
      description={valueHint(property?.type ?? null)}
      value={value}
      onChange={(typed) => onChange({ ...condition, value: typed })}
    />
  );
}

function optionsOf(properties: readonly CrmField[]) {
  return properties
    .map(({ name, label }) => ({ value: name, label: `${label} (${name})` }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
}

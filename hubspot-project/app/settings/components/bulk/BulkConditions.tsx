import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import type { SettingsApi } from '../../api/settings-api.ts';
import { type ConditionDraft, mostConditions, noCondition } from '../../draft/bulk.ts';
import type { Fault } from '../../draft/faults.ts';
import { changed } from '../../draft/lists.ts';
import type { MappedObject } from '../../draft/mappings.ts';
import { useProperties } from '../../hooks/useProperties.ts';
import { BulkCondition } from './BulkCondition.tsx';

interface BulkConditionsProps {
  readonly api: SettingsApi;
  readonly object: MappedObject;
  readonly conditions: readonly ConditionDraft[];
  readonly faults: readonly Fault[];
  readonly onChange: (conditions: readonly ConditionDraft[], path: string) => void;
}

/** Conditions that a record has to meet, all of them. */
export function BulkConditions(props: BulkConditionsProps) {
  const { api, object, conditions, faults, onChange } = props;
  const properties = useProperties(api, object);
  const root = 'bulk.conditions';
  return (
    <Flex direction="column" gap="small" align="start">
      {properties.error !== null && (
        <Alert title="The properties could not be read" variant="warning">
          <Text>
            {properties.error.message} You can type their names as HubSpot has them internally.
          </Text>
        </Alert>
      )}
      {conditions.map((condition, index) => {
        const here = `${root}.${index}`;
        return (
          <BulkCondition
            key={here}
            path={here}
            position={index + 1}
            condition={condition}
            properties={properties}
            faults={faults}
            onChange={(next) => onChange(changed(conditions, index, next), here)}
            onRemove={
              conditions.length > 1 ? () => onChange(conditions.toSpliced(index, 1), root) : null
            }
          />
        );
      })}
      {conditions.length < mostConditions ? (
        <Button size="sm" onClick={() => onChange([...conditions, noCondition], root)}>
          Add a condition
        </Button>
      ) : (
        <Text variant="microcopy">
          HubSpot finds records by {mostConditions} conditions at most. For more, make a list.
        </Text>
      )}
    </Flex>
  );
}

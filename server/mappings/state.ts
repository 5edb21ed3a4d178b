/** Mappings as the contract has them, and as the database keeps them. */
import type { CrmField, FieldMapping, MappingsState } from '../../shared/contract/mappings.ts';
import type { WritableField } from '../../shared/fields/registry.ts';
import { fieldOf } from '../../shared/mapping/check.ts';
import { objectType } from '../../shared/plan/plan.ts';
import { versionOf } from '../settings/version.ts';
import type { FieldMapping as StoredMapping } from '../store/field-mappings.ts';
import type { TenantContext } from '../sync/context.ts';

export function mappingsStateOf({ mappings, places }: TenantContext): MappingsState {
  const items = itemsOf(mappings);
  return {
    version: versionOf(items),
    items,
    defaults: objectType.options.flatMap((object) =>
      places(object).flatMap(({ oppspotField, crmField, rules }) =>
        rules ? [] : [{ object, oppspotField, crmField }],
      ),
    ),
  };
}

/** In the order of object and oppSpot field, whatever the database takes for alphabetical. */
export function itemsOf(mappings: readonly StoredMapping[]): FieldMapping[] {
  return mappings
    .map((stored) => ({
      object: stored.objectType,
      oppspotField: stored.oppspotField,
      crmField: stored.crmField,
      direction: stored.direction,
      policy: stored.policy,
      required: stored.required,
      defaultValue: stored.defaultValue,
      transforms: stored.transforms,
    }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Names a mapping among those of a connection, which has one for a field of an object. */
export function keyOf({ object, oppspotField }: FieldMapping): string {
  return `${object}.${oppspotField}`;
}

/**
 * Mappings without faults as they are kept: fields by the name that the CRM gives them, each with what
 * the CRM said of it.
 */
export function storedFrom(
  items: readonly FieldMapping[],
  fields: readonly CrmField[],
  newId: () => string,
): StoredMapping[] {
  return items.map(({ object, oppspotField, crmField, ...rules }) => {
    const field = fieldOf({ object, crmField }, fields);
    return {
      ...rules,
      id: newId(),
      objectType: object,
      // The contract lets no other names in.
      oppspotField: oppspotField as WritableField,
      crmField: field?.name ?? crmField,
      shape: field
        ? { type: field.type, maxLength: field.maxLength, options: field.options }
        : null,
    };
  });
}

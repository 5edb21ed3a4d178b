import type { FieldMapping as MappingRules } from '../../shared/contract/mappings.ts';
import type { WritableField } from '../../shared/fields/registry.ts';
import type { FieldShape } from '../../shared/mapping/fit.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import type { TenantTransaction } from './database.ts';
import { toJsonb, toText } from './json.ts';

/** Where a tenant wants an oppSpot field to go, in place of the connector's default. */
export interface FieldMapping
  extends Pick<
    MappingRules,
    'crmField' | 'direction' | 'policy' | 'required' | 'defaultValue' | 'transforms'
  > {
  readonly id: string;
  readonly objectType: ObjectType;
  readonly oppspotField: WritableField;
  /** What the CRM said of the field when the mapping was saved; null where nobody asked it. */
  readonly shape: FieldShape | null;
}

/** The connection's mappings, in the order of their object and field. */
export async function listFieldMappings(
  trx: TenantTransaction,
  integrationId: string,
): Promise<FieldMapping[]> {
  const rows = await trx
    .selectFrom('crm_field_mappings')
    .select([
      'id',
      'object_type',
      'oppspot_field',
      'crm_field',
      'direction',
      'policy',
      'required',
      'default_value',
      'transforms',
      'field_shape',
    ])
    .where('integration_id', '=', integrationId)
    .orderBy('object_type')
    .orderBy('oppspot_field')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    objectType: row.object_type,
    // A field that left the registry stays in the table; whoever plans ignores what it does not know.
    oppspotField: row.oppspot_field as WritableField,
    crmField: row.crm_field,
    direction: row.direction,
    policy: row.policy,
    required: row.required,
    defaultValue: row.default_value,
    // Both were checked before `replaceFieldMappings`, which alone writes them.
    transforms: row.transforms as FieldMapping['transforms'],
    shape: row.field_shape as FieldShape | null,
  }));
}

/** Replaces all mappings of the connection by these. */
export async function replaceFieldMappings(
  trx: TenantTransaction,
  integration: { readonly organizationId: string; readonly id: string },
  mappings: readonly FieldMapping[],
): Promise<void> {
  await trx.deleteFrom('crm_field_mappings').where('integration_id', '=', integration.id).execute();
  if (mappings.length === 0) return;
  await trx
    .insertInto('crm_field_mappings')
    .values(
      mappings.map((mapping) => ({
        id: mapping.id,
        organization_id: integration.organizationId,
        integration_id: integration.id,
        object_type: mapping.objectType,
        oppspot_field: mapping.oppspotField,
        crm_field: toText(mapping.crmField),
        direction: mapping.direction,
        policy: mapping.policy,
        required: mapping.required,
        default_value: mapping.defaultValue === null ? null : toText(mapping.defaultValue),
        transforms: toJsonb(mapping.transforms),
        field_shape: mapping.shape && toJsonb(mapping.shape),
      })),
    )
    .execute();
}

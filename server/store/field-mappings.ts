import type { WritableField } from '../../shared/fields/registry.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import type { FieldPolicy } from '../../shared/plan/policy.ts';
import type { TenantTransaction } from './database.ts';
import { toText } from './json.ts';
import type { MappingDirection } from './tables/organizations.ts';

/** Where a tenant wants an oppSpot field to go, in place of the connector's default. */
export interface FieldMapping {
  readonly id: string;
  readonly objectType: ObjectType;
  readonly oppspotField: WritableField;
  readonly crmField: string;
  readonly direction: MappingDirection;
  /** Null takes the tenant's, then the registry's policy for the field. */
  readonly policy: FieldPolicy | null;
}

/** The connection's mappings, in the order of their object and field. */
export async function listFieldMappings(
  trx: TenantTransaction,
  integrationId: string,
): Promise<FieldMapping[]> {
  const rows = await trx
    .selectFrom('crm_field_mappings')
    .select(['id', 'object_type', 'oppspot_field', 'crm_field', 'direction', 'policy'])
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
      })),
    )
    .execute();
}

/** What a run knows of its tenant: settings, connection, and which CRM field carries what. */
import { defaultPolicy, type WritableField, writableFields } from '../../shared/fields/registry.ts';
import type { MappedField } from '../../shared/plan/build.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import { defaultSettings, type TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmConnector, ProvisionReport } from '../crm/connector.ts';
import { listFieldMappings } from '../store/field-mappings.ts';
import { getIntegration } from '../store/integrations.ts';
import { getSettings } from '../store/organizations.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { Tenant } from './service.ts';

export interface TenantContext {
  readonly tenant: Tenant;
  readonly settings: TenantSettings;
  readonly connector: CrmConnector;
  /** Null until our fields were created in the CRM for the first time. */
  readonly provisioned: ProvisionReport | null;
  /** Where the tenant's fields go, whether or not the account has all those places. */
  readonly places: (object: ObjectType) => readonly PlacedField[];
  readonly mapping: (object: ObjectType) => readonly MappedField[];
  /** Fields of ours that this account does not have, and why. */
  readonly unavailable: (object: ObjectType) => readonly UnavailableField[];
}

export interface PlacedField extends MappedField {
  /** Why the account does not have the field; null when it has, or when nobody has looked yet. */
  readonly missing: string | null;
}

export interface UnavailableField {
  readonly label: string;
  readonly reason: string;
}

/** @throws AppError when the connection is gone */
export async function loadContext(deps: SyncDependencies, tenant: Tenant): Promise<TenantContext> {
  const connector = await deps.connectorFor(tenant);
  const { settings, provisioned, rows } = await deps.database.withOrganization(
    tenant.organizationId,
    async (trx) => ({
      settings: (await getSettings(trx, tenant.organizationId)) ?? defaultSettings(),
      provisioned: (await getIntegration(trx, tenant.integrationId))?.provisioned ?? null,
      rows: await listFieldMappings(trx, tenant.integrationId),
    }),
  );
  const places = (object: ObjectType): PlacedField[] => {
    const own = rows.filter((row) => row.objectType === object && row.direction !== 'read');
    return writableFields.flatMap((field) => {
      const chosen = own.find((row) => row.oppspotField === field.name);
      const crmField = chosen?.crmField ?? connector.defaultMapping(object)[field.name];
      if (!crmField) return [];
      const policy =
        chosen?.policy ?? settings.fieldPolicies[field.name] ?? defaultPolicy(field.name);
      const missing = exists(object, crmField)
        ? connector.objectionTo(object, crmField)
        : whyMissing(provisioned, crmField);
      const oppspotField = field.name satisfies WritableField;
      return [{ oppspotField, crmField, label: field.label, policy, missing }];
    });
  };
  const exists = (object: ObjectType, crmField: string): boolean => {
    const available = provisioned?.available[object];
    return !available || !connector.isOwnField(crmField) || available.includes(crmField);
  };
  return {
    tenant,
    settings,
    connector,
    provisioned,
    places,
    mapping: (object) =>
      places(object)
        .filter(({ missing }) => missing === null)
        .map(({ missing, ...field }) => field),
    unavailable: (object) =>
      places(object).flatMap(({ label, missing }) =>
        missing === null ? [] : [{ label, reason: missing }],
      ),
  };
}

function whyMissing(provisioned: ProvisionReport | null, crmField: string): string {
  const skipped = provisioned?.skipped.find(({ field }) => field.endsWith(`.${crmField}`));
  return skipped?.reason ?? 'The CRM account does not have the field.';
}

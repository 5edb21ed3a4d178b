/** What a run knows of its tenant: settings, connection, and which CRM field carries what. */
import { defaultPolicy, type WritableField, writableFields } from '../../shared/fields/registry.ts';
import type { MappedField } from '../../shared/plan/build.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import type { FieldPolicy } from '../../shared/plan/policy.ts';
import { defaultSettings, type TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmConnector, ProvisionReport } from '../crm/connector.ts';
import { type FieldMapping, listFieldMappings } from '../store/field-mappings.ts';
import { getIntegration } from '../store/integrations.ts';
import { getSettings } from '../store/organizations.ts';
import { getScoringInUse, type ScoringInUse } from '../store/score-models.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { Tenant } from './service.ts';

/** What the rest of a context follows from. */
interface ContextParts {
  readonly tenant: Tenant;
  readonly settings: TenantSettings;
  readonly connector: CrmConnector;
  /** Null until our fields were created in the CRM for the first time. */
  readonly provisioned: ProvisionReport | null;
  /** The tenant's own, of every object. */
  readonly mappings: readonly FieldMapping[];
  readonly scoring: ScoringInUse;
}

export interface TenantContext extends ContextParts {
  /** Where the tenant's fields go, whether or not the account has all those places. */
  readonly places: (object: ObjectType) => readonly PlacedField[];
  readonly mapping: (object: ObjectType) => readonly MappedField[];
  /** Fields of the CRM whose values oppSpot works with. */
  readonly readings: (object: ObjectType) => readonly FieldMapping[];
  /** What has to be read of a record besides what the connector reads by itself. */
  readonly fieldsToRead: (object: ObjectType) => readonly string[];
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
  const stored = await deps.database.withOrganization(tenant.organizationId, async (trx) => ({
    settings: (await getSettings(trx, tenant.organizationId)) ?? defaultSettings(),
    provisioned: (await getIntegration(trx, tenant.integrationId))?.provisioned ?? null,
    mappings: await listFieldMappings(trx, tenant.integrationId),
    scoring: await getScoringInUse(trx, tenant),
  }));
  return contextOf({ tenant, connector, ...stored });
}

/** The same tenant as if these mappings were saved. */
export function withMappings(
  { tenant, settings, connector, provisioned, scoring }: TenantContext,
  mappings: readonly FieldMapping[],
): TenantContext {
  return contextOf({ tenant, settings, connector, provisioned, mappings, scoring });
}

function contextOf(parts: ContextParts): TenantContext {
  const { connector, provisioned } = parts;
  const own = (object: ObjectType) =>
    parts.mappings.filter(({ objectType }) => objectType === object);

  /** Where each field goes, and why the account never had that place. */
  const placed = once((object) => {
    const mappings = own(object);
    // A field that a mapping names carries nothing else.
    const taken = new Set(mappings.map(({ crmField }) => crmField));
    return writableFields.flatMap(({ name, label }) => {
      const chosen = mappings.find(({ oppspotField }) => oppspotField === name);
      const byDefault = connector.defaultMapping(object)[name];
      const crmField = chosen?.crmField ?? (byDefault && !taken.has(byDefault) ? byDefault : null);
      if (!crmField || chosen?.direction === 'read') return [];
      const policy = policyOf(parts, { oppspotField: name, crmField, policy: chosen?.policy });
      const field: MappedField = {
        oppspotField: name,
        crmField,
        label,
        policy,
        ...(chosen && { rules: chosen }),
      };
      return [
        { field, never: exists(object, crmField) ? null : whyMissing(provisioned, crmField) },
      ];
    });
  });
  // Never remembered: a connector learns of hidden fields while it reads.
  const missingNow = (object: ObjectType, { field, never }: ReturnType<typeof placed>[number]) =>
    never ?? connector.objectionTo(object, field.crmField);
  const places = (object: ObjectType): PlacedField[] =>
    placed(object).map((one) => ({ ...one.field, missing: missingNow(object, one) }));
  const exists = (object: ObjectType, crmField: string): boolean => {
    const available = provisioned?.available[object];
    return !available || !connector.isOwnField(crmField) || available.includes(crmField);
  };
  const mapping = (object: ObjectType): MappedField[] =>
    placed(object)
      .filter((one) => missingNow(object, one) === null)
      .map(({ field }) => field);
  const readings = once((object) => own(object).filter(({ direction }) => direction !== 'write'));
  return {
    ...parts,
    places,
    mapping,
    readings,
    fieldsToRead: (object) => [
      ...new Set([...mapping(object), ...readings(object)].map(({ crmField }) => crmField)),
    ],
    unavailable: (object) =>
      places(object).flatMap(({ label, missing }) =>
        missing === null ? [] : [{ label, reason: missing }],
      ),
  };
}

/** Asked for every record of a batch, found out once. */
function once<T>(find: (object: ObjectType) => T): (object: ObjectType) => T {
  const found = new Map<ObjectType, T>();
  return (object) => {
    const known = found.get(object) ?? find(object);
    found.set(object, known);
    return known;
  };
}

/**
 * When a mapped field is written: by its own policy, by the settings', or by the registry's. `always`
 * is the registry's for our own fields of the CRM; elsewhere a value that a person typed stays.
 */
export function policyOf(
  { settings, connector }: Pick<ContextParts, 'settings' | 'connector'>,
  mapping: {
    readonly oppspotField: WritableField;
    readonly crmField: string;
    readonly policy?: FieldPolicy | null | undefined;
  },
): FieldPolicy {
  const { oppspotField, crmField, policy } = mapping;
  const byDefault = defaultPolicy(oppspotField);
  return (
    policy ??
    settings.fieldPolicies[oppspotField] ??
    (byDefault === 'always' && !connector.isOwnField(crmField) ? 'overwrite-if-ours' : byDefault)
  );
}

function whyMissing(provisioned: ProvisionReport | null, crmField: string): string {
  const skipped = provisioned?.skipped.find(({ field }) => field.endsWith(`.${crmField}`));
  return skipped?.reason ?? 'The CRM account does not have the field.';
}

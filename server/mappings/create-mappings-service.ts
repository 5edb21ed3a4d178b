import { isDeepStrictEqual } from 'node:util';
import type { CrmField, FieldMapping, MappingsUpdate } from '../../shared/contract/mappings.ts';
import type { WritableField } from '../../shared/fields/registry.ts';
import { checkMappings } from '../../shared/mapping/check.ts';
import type { Actor } from '../audit/actor.ts';
import { crmLabel } from '../crm/labels.ts';
import { versionOf } from '../settings/version.ts';
import { recordAudit } from '../store/audit-events.ts';
import {
  listFieldMappings,
  replaceFieldMappings,
  type FieldMapping as StoredMapping,
} from '../store/field-mappings.ts';
import { lockIntegration } from '../store/integrations.ts';
import { loadContext, policyOf, type TenantContext, withMappings } from '../sync/context.ts';
import type { SyncDependencies } from '../sync/dependencies.ts';
import type { Tenant } from '../sync/service.ts';
import { changeBetween } from './change.ts';
import { invalidMappings, mappingsChanged, neverEnriched } from './errors.ts';
import { FieldListsMemory } from './field-lists.ts';
import { previewOf, readKnown } from './preview.ts';
import type { MappingsService } from './service.ts';
import { itemsOf, mappingsStateOf, storedFrom } from './state.ts';

/** A page that is opened asks the CRM; one that is opened twice at once asks it once. */
const openedMs = 2_000;
/** A page that saves has just been shown. */
const shownMs = 60_000;

export function createMappingsService(deps: SyncDependencies): MappingsService {
  const memory = new FieldListsMemory(() => deps.runtime.now().getTime());

  /**
   * The mappings as they would be kept. A field that a remembered list lacks may have been made since.
   * @throws InvalidInput `invalid_mappings`
   */
  async function checked(
    context: TenantContext,
    items: readonly FieldMapping[],
  ): Promise<StoredMapping[]> {
    const { tenant, connector } = context;
    const listed = (maxAgeMs: number) => memory.read(tenant.integrationId, connector, maxAgeMs);
    let fields = await listed(shownMs);
    if (faultsOf(context, items, fields).length > 0) fields = await listed(0);
    const faults = faultsOf(context, items, fields);
    if (faults.length > 0) throw invalidMappings(faults);
    return storedFrom(items, fields, () => deps.runtime.newId());
  }

  return {
    async fields(tenant, object) {
      const connector = await deps.connectorFor(tenant);
      const fields = await memory.read(tenant.integrationId, connector, openedMs);
      return fields.filter((field) => object === undefined || field.object === object);
    },

    read: async (tenant) => mappingsStateOf(await loadContext(deps, tenant)),

    async save(tenant, actor, update) {
      const context = await loadContext(deps, tenant);
      const stored = itemsOf(context.mappings);
      if (!sameItems(update.items, stored)) {
        if (update.version !== versionOf(stored)) throw mappingsChanged();
        await store(deps, tenant, actor, update, await checked(context, update.items));
      }
      return mappingsStateOf(await loadContext(deps, tenant));
    },

    async preview(tenant, { object, recordId, items }) {
      const loaded = await loadContext(deps, tenant);
      const context = withMappings(loaded, await checked(loaded, items));
      const record = { object, id: recordId };
      const { enrichment, lastWritten } = await deps.database.withOrganization(
        tenant.organizationId,
        (trx) => readKnown(trx, tenant, record),
      );
      if (!enrichment) throw neverEnriched();
      const fields = context.fieldsToRead(object);
      const found = (await context.connector.readRecords(object, [recordId], fields)).get(recordId);
      if (!found?.ok) throw found?.error ?? new Error('the connector answered for another record');
      const own = items.filter((item) => item.object === object);
      return previewOf(context, own, found.record, enrichment, lastWritten);
    },
  };
}

function faultsOf(
  context: TenantContext,
  items: readonly FieldMapping[],
  fields: readonly CrmField[],
) {
  return checkMappings(items, {
    crm: crmLabel[context.connector.crm],
    fields,
    policyOf: ({ oppspotField, crmField, policy }) =>
      policyOf(context, { oppspotField: nameOf(oppspotField), crmField, policy }),
    defaultOf: ({ object, oppspotField }) =>
      context.connector.defaultMapping(object)[nameOf(oppspotField)],
  });
}

/** The contract lets no other names in. */
const nameOf = (oppspotField: string) => oppspotField as WritableField;

/** In whatever order they were sent. */
function sameItems(one: readonly FieldMapping[], other: readonly FieldMapping[]): boolean {
  return (
    one.length === other.length &&
    one.every((item) => other.some((candidate) => isDeepStrictEqual(item, candidate)))
  );
}

async function store(
  deps: SyncDependencies,
  { organizationId, integrationId }: Tenant,
  actor: Actor,
  { version }: MappingsUpdate,
  wanted: readonly StoredMapping[],
): Promise<void> {
  await deps.database.withOrganization(organizationId, async (trx) => {
    await lockIntegration(trx, integrationId);
    const before = itemsOf(await listFieldMappings(trx, integrationId));
    const after = itemsOf(wanted);
    // The same request, sent twice, may have been faster.
    if (isDeepStrictEqual(before, after)) return;
    if (versionOf(before) !== version) throw mappingsChanged();
    await replaceFieldMappings(trx, { organizationId, id: integrationId }, wanted);
    await recordAudit(trx, {
      id: deps.runtime.newId(),
      at: deps.runtime.now(),
      organizationId,
      integrationId,
      actor,
      action: 'mappings.changed',
      ...changeBetween(before, after),
    });
  });
}

import { isDeepStrictEqual } from 'node:util';
import type { CompleteSettingsUpdate, SettingsState } from '../../shared/contract/settings.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import { isCrmError } from '../crm/errors.ts';
import { crmLabel } from '../crm/labels.ts';
import type { FieldFault } from '../errors.ts';
import { recordAudit } from '../store/audit-events.ts';
import { getIntegration, type Integration } from '../store/integrations.ts';
import { lockSettings, updateSettings } from '../store/organizations.ts';
import { loadContext, type TenantContext } from '../sync/context.ts';
import type { SyncDependencies } from '../sync/dependencies.ts';
import { provisionAgain } from '../sync/provisioning.ts';
import type { Tenant } from '../sync/service.ts';
import { accountFaults, needsAccount } from './account-faults.ts';
import { AccountListsMemory } from './account-lists.ts';
import { changeBetween } from './change.ts';
import { administratorsOnly, invalidSettings, settingsChanged } from './errors.ts';
import { faultsOf } from './faults.ts';
import type { SettingsService } from './service.ts';
import { settled } from './settled.ts';
import { settingsStateOf } from './state.ts';
import { versionOf } from './version.ts';

/** A page that is opened asks the CRM; one that is opened twice at once asks it once. */
const openedMs = 2_000;
/** A page that saves has just been shown. */
const shownMs = 60_000;

/** @param deps the same object as the orchestration's, so that a repair and a first run share one provisioning */
export function createSettingsService(deps: SyncDependencies): SettingsService {
  const memory = new AccountListsMemory(() => deps.runtime.now().getTime());

  async function stateOf(context: TenantContext, maxAgeMs: number): Promise<SettingsState> {
    const { tenant, connector } = context;
    const lists = await memory.read(tenant.integrationId, connector, maxAgeMs);
    return settingsStateOf(context, await integrationOf(deps, tenant), lists);
  }

  /** A choice that a remembered list lacks may have been made in the CRM since. */
  async function faultsInAccount(
    { connector, settings, tenant }: TenantContext,
    wanted: TenantSettings,
  ): Promise<FieldFault[]> {
    if (!needsAccount(wanted, settings)) return [];
    const faultsWithin = async (maxAgeMs: number) =>
      accountFaults(
        wanted,
        settings,
        await memory.read(tenant.integrationId, connector, maxAgeMs),
        crmLabel[connector.crm],
      );
    const faults = await faultsWithin(shownMs);
    return faults.length === 0 ? faults : faultsWithin(0);
  }

  return {
    read: async (tenant) => stateOf(await loadContext(deps, tenant), openedMs),

    async owners(tenant) {
      const { connector } = await loadContext(deps, tenant);
      const { owners } = await memory.read(tenant.integrationId, connector, shownMs);
      return owners.items.map(({ id, name }) => ({ id, name }));
    },

    async save(tenant, crmUserId, update) {
      const context = await loadContext(deps, tenant);
      await requireAdministrator(context, crmUserId);
      const wanted = settled(update);
      if (!isDeepStrictEqual(wanted, context.settings)) {
        if (update.version !== versionOf(context.settings)) throw settingsChanged();
        const faults = [...faultsOf(update), ...(await faultsInAccount(context, wanted))];
        if (faults.length > 0) throw invalidSettings(faults);
        await store(deps, tenant, { version: update.version, wanted });
      }
      return stateOf(await loadContext(deps, tenant), shownMs);
    },

    async repair(tenant, crmUserId) {
      const context = await loadContext(deps, tenant);
      await requireAdministrator(context, crmUserId);
      return stateOf(await provisionAgain(deps, context), shownMs);
    },

    async requireAdministrator(tenant, crmUserId) {
      try {
        await requireAdministrator(await loadContext(deps, tenant), crmUserId);
      } catch (error) {
        if (!isCrmError(error) || error.kind !== 'needs_reauthorisation') throw error;
      }
    },
  };
}

/**
 * The CRM shows the page to administrators only, but what a page asks can be asked without it. Where
 * the connection may not know who administers the account, the CRM's own door has to do.
 */
async function requireAdministrator(
  { connector }: TenantContext,
  crmUserId: string,
): Promise<void> {
  if ((await connector.isAdministrator(crmUserId)) === false) {
    throw administratorsOnly(crmLabel[connector.crm]);
  }
}

interface Save {
  readonly version: CompleteSettingsUpdate['version'];
  readonly wanted: TenantSettings;
}

async function store(
  deps: SyncDependencies,
  { organizationId, integrationId }: Tenant,
  { version, wanted }: Save,
): Promise<void> {
  await deps.database.withOrganization(organizationId, async (trx) => {
    const stored = await lockSettings(trx, organizationId);
    // The same request, sent twice by HubSpot, may have been faster.
    if (isDeepStrictEqual(stored, wanted)) return;
    if (versionOf(stored) !== version) throw settingsChanged();
    await updateSettings(trx, organizationId, wanted);
    await recordAudit(trx, {
      id: deps.runtime.newId(),
      at: deps.runtime.now(),
      organizationId,
      integrationId,
      action: 'settings.changed',
      ...changeBetween(stored, wanted),
    });
  });
}

async function integrationOf(deps: SyncDependencies, tenant: Tenant): Promise<Integration> {
  const integration = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    getIntegration(trx, tenant.integrationId),
  );
  // The connector was made from it a moment ago.
  if (!integration) throw new Error(`Connection ${tenant.integrationId} is gone.`);
  return integration;
}

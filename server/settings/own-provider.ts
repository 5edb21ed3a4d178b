/** The provider that a tenant brought: naming it, and asking it on the tenant's behalf. */
import type { OwnProviderState, OwnProviderUpdate } from '../../shared/contract/own-provider.ts';
import { type Actor, actingAs } from '../audit/actor.ts';
import { MemoryCache } from '../cache/memory.ts';
import { integrationNotFound } from '../connections/errors.ts';
import { AppError } from '../errors.ts';
import type { Fetcher } from '../research/fetcher/fetcher.ts';
import { askOwnProvider, type OwnFinding } from '../research/own-provider/ask.ts';
import type { ResearchSubject } from '../research/provider.ts';
import { companyKey } from '../research/subject.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { Database, TenantTransaction } from '../store/database.ts';
import { getIntegration } from '../store/integrations.ts';
import {
  deleteOwnProvider,
  getOwnProvider,
  putOwnProvider,
  revealOwnSecret,
  type StoredProvider,
} from '../store/tenant-providers.ts';
import type { Tenant } from '../sync/service.ts';

/** `read`, `save` and `remove` throw AppError `integration_not_found`. */
export interface OwnProviderService {
  read(tenant: Tenant): Promise<OwnProviderState>;
  /** @throws AppError `secret_missing` when there is none yet, or it was for another address */
  save(tenant: Tenant, actor: Actor, update: OwnProviderUpdate): Promise<OwnProviderState>;
  remove(tenant: Tenant, actor: Actor): Promise<OwnProviderState>;
  /** Who asks the tenant's provider about companies; null where it brought none. */
  open(tenant: Tenant): Promise<((subject: ResearchSubject) => Promise<OwnFinding>) | null>;
}

export interface OwnProviderDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Runtime;
  /** Refuses addresses that are not on the public internet. */
  readonly fetcher: Fetcher;
  readonly timeoutMs: number;
}

/** Providers charge by the answer: in this process one is asked again only after so long. */
const keepMs = 6 * 3_600_000;

export function createOwnProviderService(deps: OwnProviderDependencies): OwnProviderService {
  const { database, keyRing, runtime, fetcher, timeoutMs } = deps;
  // In this process alone, by connection: the answers are the tenant's.
  const kept = new MemoryCache({ now: () => runtime.now() });

  const stored = ({ organizationId, integrationId }: Tenant) =>
    database.withOrganization(organizationId, (trx) => getOwnProvider(trx, integrationId));

  return {
    read: ({ organizationId, integrationId }) =>
      database.withOrganization(organizationId, async (trx) => {
        await requireIntegration(trx, integrationId);
        return stateOf(await getOwnProvider(trx, integrationId));
      }),

    async save(tenant, actor, update) {
      const { organizationId, integrationId } = tenant;
      const { secret, ...values } = { ...update, url: update.url.replace(/\/+$/, '') };
      return actingAs(actor, () =>
        database.withOrganization(organizationId, async (trx) => {
          await requireIntegration(trx, integrationId);
          const before = await getOwnProvider(trx, integrationId);
          const keepsSecret = before !== null && originOf(before.url) === originOf(values.url);
          if (secret === undefined && !keepsSecret) throw secretMissing();
          const at = runtime.now();
          const provider = { ...values, id: runtime.newId(), at };
          await putOwnProvider(trx, keyRing, tenant, provider, secret ?? null);
          await recordAudit(trx, {
            id: runtime.newId(),
            at,
            organizationId,
            integrationId,
            action: 'settings.changed',
            before: before && { ownProvider: shown(before) },
            after: { ownProvider: values, ...(secret && { secretReplaced: true }) },
          });
          return stateOf(await getOwnProvider(trx, integrationId));
        }),
      );
    },

    async remove({ organizationId, integrationId }, actor) {
      return actingAs(actor, () =>
        database.withOrganization(organizationId, async (trx) => {
          await requireIntegration(trx, integrationId);
          const before = await getOwnProvider(trx, integrationId);
          if (!before) return stateOf(null);
          await deleteOwnProvider(trx, integrationId);
          await recordAudit(trx, {
            id: runtime.newId(),
            at: runtime.now(),
            organizationId,
            integrationId,
            action: 'settings.changed',
            before: { ownProvider: shown(before) },
            after: { ownProvider: null },
          });
          return stateOf(null);
        }),
      );
    },

    async open(tenant) {
      const found = await stored(tenant);
      if (!found) return null;
      const secret = await revealOwnSecret(keyRing, tenant.organizationId, found);
      const provider = { ...shown(found), secret };
      return async (subject) => {
        const key = `${tenant.integrationId} ${found.updatedAt.getTime()} ${companyKey(subject)}`;
        const earlier = await kept.get<OwnFinding>(key);
        if (earlier) return { ...earlier, source: { ...earlier.source, fromCache: true } };
        const finding = await askOwnProvider({ fetcher, runtime, timeoutMs }, provider, subject);
        const { status } = finding.source;
        if (status === 'found' || status === 'empty') await kept.set(key, finding, keepMs);
        return finding;
      };
    },
  };
}

async function requireIntegration(trx: TenantTransaction, integrationId: string): Promise<void> {
  if (!(await getIntegration(trx, integrationId))) throw integrationNotFound();
}

const originOf = (url: string) => new URL(url).origin;

const shown = ({ kind, name, url, minLikelihood }: StoredProvider) => ({
  kind,
  name,
  url,
  minLikelihood,
});

function stateOf(found: StoredProvider | null): OwnProviderState {
  return {
    provider: found && { ...shown(found), updatedAt: found.updatedAt.toISOString() },
  };
}

function secretMissing(): AppError {
  return new AppError('Enter the secret of this provider: none is kept for its address.', {
    code: 'secret_missing',
    status: 400,
    field: 'secret',
  });
}

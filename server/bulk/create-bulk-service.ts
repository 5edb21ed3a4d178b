/** Bulk enrichments and the queue, for whoever asks. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BulkEnrichment, BulkRequest } from '../../shared/contract/bulk.ts';
import { integrationNotFound } from '../connections/errors.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Runtime } from '../runtime.ts';
import {
  addBulk,
  type Bulk,
  countBulk,
  endBulk,
  finishBulk,
  getBulk,
  listBulk,
  reopenBulk,
} from '../store/bulk-enrichments.ts';
import { cursorOf, positionOf } from '../store/cursor.ts';
import type { Database, TenantTransaction } from '../store/database.ts';
import { getIntegration } from '../store/integrations.ts';
import { cancelWaiting, listQueue, listWritten, replayDead } from '../store/queue-list.ts';
import { pausedUntil } from '../store/work.ts';
import { idempotencyKeyReused, notConnected, nothingToUndo } from '../sync/errors.ts';
import type { Tenant } from '../sync/service.ts';
import { bulkNotFound, bulkRunning, itemNotFound, notDead, notWaiting } from './errors.ts';
import type { BulkOwner, BulkService, StartOptions } from './service.ts';
import { bulkView, itemView } from './view.ts';

export interface BulkDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly runtime: Runtime;
}

const REASONS_AT_MOST = 10;
const LOOK_EVERY_MS = 1_000;

export function createBulkService(deps: BulkDependencies): BulkService {
  const { database, jobs, runtime } = deps;

  async function view(trx: TenantTransaction, organizationId: string, bulk: Bulk) {
    const now = runtime.now();
    const counts = await countBulk(trx, organizationId, bulk.id, now, REASONS_AT_MOST);
    return bulkView(bulk, counts, await pausedUntil(trx, bulk.integrationId), now);
  }

  async function own(trx: TenantTransaction, owner: BulkOwner, bulkId: string): Promise<Bulk> {
    const bulk = await getBulk(trx, owner.organizationId, bulkId);
    const isOwn = !owner.integrationId || bulk?.integrationId === owner.integrationId;
    if (!bulk || !isOwn) throw bulkNotFound();
    return bulk;
  }

  /** Does something with a bulk enrichment and tells how it stands afterwards. */
  function changed(
    owner: BulkOwner,
    bulkId: string,
    change: (trx: TenantTransaction, bulk: Bulk) => Promise<void>,
  ): Promise<BulkEnrichment> {
    return database.withOrganization(owner.organizationId, async (trx) => {
      await change(trx, await own(trx, owner, bulkId));
      return view(trx, owner.organizationId, await own(trx, owner, bulkId));
    });
  }

  async function start(
    tenant: Tenant,
    request: Omit<BulkRequest, 'integrationId'>,
    { origin, idempotencyKey }: StartOptions,
    more: { readonly kind: 'enrich' | 'undo'; readonly undoOf: string | null },
  ): Promise<BulkEnrichment> {
    const now = runtime.now();
    return database.withOrganization(tenant.organizationId, async (trx) => {
      const integration = await getIntegration(trx, tenant.integrationId);
      if (!integration) throw integrationNotFound();
      if (integration.status !== 'connected') throw notConnected();
      if (request.selection.kind === 'bulk') await own(trx, tenant, request.selection.bulkId);
      const { bulk, isNew } = await addBulk(trx, tenant, {
        id: runtime.newId(),
        ...more,
        origin,
        object: request.object,
        selection: request.selection,
        mode: request.mode,
        refresh: request.refresh,
        priority: request.priority,
        maxAttempts: request.maxAttempts,
        scheduledFor: request.scheduledFor ? new Date(request.scheduledFor) : now,
        idempotencyKey,
        createdAt: now,
      });
      if (!isNew && !isSame(bulk, request)) throw idempotencyKeyReused();
      if (isNew) await jobs.wake(trx, 'collect-bulk', { ...tenant, bulkId: bulk.id });
      return view(trx, tenant.organizationId, bulk);
    });
  }

  return {
    start: (tenant, request, options) =>
      start(tenant, request, options, { kind: 'enrich', undoOf: null }),

    get: (owner, bulkId) => changed(owner, bulkId, async () => {}),

    list: (owner, limit) =>
      database.withOrganization(owner.organizationId, async (trx) => {
        const { integrationId } = owner;
        const found = await listBulk(trx, owner.organizationId, {
          ...(integrationId && { integrationId }),
          limit,
        });
        const views: BulkEnrichment[] = [];
        for (const bulk of found) views.push(await view(trx, owner.organizationId, bulk));
        return views;
      }),

    async *watch(owner, bulkId, signal) {
      let told = '';
      while (!signal.aborted) {
        const now = await this.get(owner, bulkId);
        const json = JSON.stringify(now);
        if (json !== told) yield now;
        told = json;
        if (now.finishedAt !== null) return;
        await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
      }
    },

    cancel: (owner, bulkId) =>
      changed(owner, bulkId, async (trx) => {
        const { organizationId } = owner;
        const end = { state: 'cancelled', error: null } as const;
        await endBulk(trx, organizationId, bulkId, end, runtime.now());
        await cancelWaiting(trx, organizationId, { bulkId }, runtime.now());
      }),

    retry: (owner, bulkId) =>
      changed(owner, bulkId, async (trx, { integrationId }) => {
        const { organizationId } = owner;
        const replayed = await replayDead(trx, organizationId, { bulkId }, runtime.now());
        if (replayed.length === 0) return;
        await reopenBulk(trx, organizationId, [bulkId]);
        await jobs.wake(trx, 'sync-turn', { organizationId, integrationId });
      }),

    async undo(owner, bulkId) {
      const { organizationId } = owner;
      const bulk = await database.withOrganization(organizationId, async (trx) => {
        const found = await own(trx, owner, bulkId);
        if (found.finishedAt === null) throw bulkRunning();
        const isUndoable = found.kind === 'enrich' && found.mode === 'write';
        const written = isUndoable ? await listWritten(trx, organizationId, bulkId, null, 1) : [];
        if (written.length === 0) throw nothingToUndo();
        return found;
      });
      const request = {
        object: bulk.object,
        selection: { kind: 'bulk', bulkId },
        mode: 'write',
        refresh: false,
        priority: bulk.priority,
        maxAttempts: bulk.maxAttempts,
      } as const;
      const tenant = { organizationId, integrationId: bulk.integrationId };
      const options = { origin: bulk.origin, idempotencyKey: `undo-${bulkId}` };
      return start(tenant, request, options, { kind: 'undo', undoOf: bulkId });
    },

    queue: (owner, { integrationId, cursor, limit, ...filter }) =>
      database.withOrganization(owner.organizationId, async (trx) => {
        const of = owner.integrationId ?? integrationId;
        const rows = await listQueue(
          trx,
          owner.organizationId,
          { ...filter, ...(of && { integrationId: of }) },
          cursor === undefined ? null : positionOf(cursor),
          limit + 1,
        );
        const shown = rows.slice(0, limit);
        const last = shown.at(-1);
        const isMore = last !== undefined && rows.length > limit;
        return {
          items: shown.map(itemView),
          nextCursor: isMore ? cursorOf({ at: last.received_at, id: last.id }) : null,
        };
      }),

    retryItem: (owner, itemId) =>
      changedItem(owner, itemId, notDead, async (trx, filter) => {
        const { organizationId } = owner;
        const [replayed] = await replayDead(trx, organizationId, filter, runtime.now());
        if (!replayed) return false;
        const { bulkId, integrationId } = replayed;
        if (bulkId) await reopenBulk(trx, organizationId, [bulkId]);
        await jobs.wake(trx, 'sync-turn', { organizationId, integrationId });
        return true;
      }),

    cancelItem: (owner, itemId) =>
      changedItem(owner, itemId, notWaiting, async (trx, filter, bulkId) => {
        const { organizationId } = owner;
        const now = runtime.now();
        const count = await cancelWaiting(trx, organizationId, filter, now);
        if (bulkId) await finishBulk(trx, { organizationId }, [bulkId], now);
        return count > 0;
      }),
  };

  function changedItem(
    { organizationId, integrationId }: BulkOwner,
    itemId: string,
    refusal: () => Error,
    change: (
      trx: TenantTransaction,
      filter: { readonly itemId: string },
      bulkId: string | null,
    ) => Promise<boolean>,
  ) {
    return database.withOrganization(organizationId, async (trx) => {
      const filter = { itemId, ...(integrationId && { integrationId }) };
      const [before] = await listQueue(trx, organizationId, filter, null, 1);
      if (!before) throw itemNotFound();
      if (!(await change(trx, filter, before.bulk_id))) throw refusal();
      const [after] = await listQueue(trx, organizationId, filter, null, 1);
      if (!after) throw itemNotFound();
      return itemView(after);
    });
  }
}

function isSame(bulk: Bulk, request: Omit<BulkRequest, 'integrationId'>): boolean {
  return (
    bulk.object === request.object &&
    bulk.mode === request.mode &&
    bulk.refresh === request.refresh &&
    JSON.stringify(sorted(bulk.selection)) === JSON.stringify(sorted(request.selection))
  );
}

/** Postgres keeps an object's keys in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

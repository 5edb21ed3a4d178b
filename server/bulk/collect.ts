/** Looks up which records a bulk enrichment is about and puts them into the queue, page by page. */
import type { ObjectType } from '../../shared/plan/plan.ts';
import { actingAs } from '../audit/actor.ts';
import type { CrmConnector, RecordFilter } from '../crm/connector.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Jobs, JobTurn } from '../jobs/jobs.ts';
import { inBulk } from '../limits/urgency.ts';
import type { Runtime } from '../runtime.ts';
import {
  type Bulk,
  endBulk,
  findCollecting,
  finishBulk,
  getBulk,
  noteCollected,
} from '../store/bulk-enrichments.ts';
import type { Database } from '../store/database.ts';
import { listWritten } from '../store/queue-list.ts';
import { enqueue, type NewQueueItem } from '../store/sync-queue.ts';
import { storedError } from '../sync/errors.ts';
import type { Tenant } from '../sync/service.ts';

export interface CollectDependencies {
  readonly database: Database;
  readonly connectorFor: (tenant: Tenant) => Promise<CrmConnector>;
  readonly jobs: Jobs;
  readonly runtime: Runtime;
}

/** As many as a turn takes, so that the first turn is full. */
const RECORDS_AT_ONCE = 1_000;
/** A bulk enrichment that could not be worked on for so long is not wanted any more. */
const EXPIRES_AFTER_MS = 7 * 86_400_000;

interface Page {
  readonly records: readonly { readonly id: string; readonly undoes: string | null }[];
  /** Null when it is the last. */
  readonly cursor: string | null;
  readonly expected: number | null;
}

/**
 * Goes on until all its records are in the queue. A page and how far it is are one commit, so whoever
 * takes it up after a crash goes on behind the last page.
 * @throws AppError that is worth another try
 */
export async function collectBulk(deps: CollectDependencies, turn: JobTurn): Promise<void> {
  const { bulkId, ...tenant } = turn;
  if (bulkId === undefined) return;
  for (;;) {
    const bulk = await deps.database.withOrganization(tenant.organizationId, (trx) =>
      getBulk(trx, tenant.organizationId, bulkId),
    );
    if (bulk?.state !== 'collecting') return;
    let page: Page;
    try {
      page = await inBulk(() => pageOf(deps, tenant, bulk));
    } catch (error) {
      if (isAppError(error) && error.retryable) throw error;
      await deps.database.withOrganization(tenant.organizationId, (trx) =>
        endBulk(
          trx,
          tenant.organizationId,
          bulkId,
          { state: 'failed', error: storedError(error) },
          deps.runtime.now(),
        ),
      );
      return;
    }
    await keepPage(deps, tenant, bulk, page);
  }
}

/** Has those collected that nobody is at: whoever was is dead. */
export async function callCollectors({
  database,
  jobs,
}: Pick<CollectDependencies, 'database' | 'jobs'>): Promise<void> {
  const found = await database.asSystem((trx) => findCollecting(trx));
  await jobs.wakeNow('collect-bulk', found);
}

async function keepPage(
  { database, jobs, runtime }: CollectDependencies,
  tenant: Tenant,
  bulk: Bulk,
  page: Page,
): Promise<void> {
  const { organizationId } = tenant;
  await database.withOrganization(organizationId, async (trx) => {
    const now = await getBulk(trx, organizationId, bulk.id, { forUpdate: true });
    // Somebody cancelled it, or another process is a page ahead.
    if (now?.state !== 'collecting' || now.cursor !== bulk.cursor) return;
    const items = page.records.map((record) => itemOf(bulk, record, runtime));
    const add = () => enqueue(trx, tenant, items);
    const added = await (bulk.actor ? actingAs(bulk.actor, add) : add());
    const isOurs = [...added.values()].filter((item) => items.some(({ id }) => id === item.id));
    const { cursor, expected } = page;
    await noteCollected(trx, organizationId, bulk.id, { added: isOurs.length, cursor, expected });
    if (cursor === null) await finishBulk(trx, tenant, [bulk.id], runtime.now());
    await jobs.wake(trx, 'sync-turn', tenant);
  });
}

function itemOf(
  bulk: Bulk,
  { id, undoes }: Page['records'][number],
  runtime: Runtime,
): NewQueueItem {
  const receivedAt = runtime.now();
  const from = Math.max(receivedAt.getTime(), bulk.scheduledFor.getTime());
  return {
    id: runtime.newId(),
    callbackId: `bulk-${bulk.id}-${bulk.object}-${undoes ?? id}`,
    origin: bulk.origin,
    kind: bulk.kind,
    record: { object: bulk.object, id },
    undoes,
    mode: bulk.mode,
    refresh: bulk.refresh,
    priority: bulk.priority,
    maxAttempts: bulk.maxAttempts,
    bulkId: bulk.id,
    receivedAt,
    scheduledFor: bulk.scheduledFor > receivedAt ? bulk.scheduledFor : null,
    expiresAt: new Date(from + EXPIRES_AFTER_MS),
  };
}

async function pageOf(deps: CollectDependencies, tenant: Tenant, bulk: Bulk): Promise<Page> {
  const { selection, cursor } = bulk;
  switch (selection.kind) {
    case 'records': {
      const from = Number(cursor ?? 0);
      const ids = [...new Set(selection.recordIds)];
      const next = from + RECORDS_AT_ONCE;
      return {
        records: ids.slice(from, next).map(toRecord),
        cursor: next < ids.length ? String(next) : null,
        expected: ids.length,
      };
    }
    case 'bulk': {
      const written = await deps.database.withOrganization(tenant.organizationId, (trx) =>
        listWritten(trx, tenant.organizationId, selection.bulkId, cursor, RECORDS_AT_ONCE),
      );
      return {
        records: written.map(({ recordId, enrichmentId }) => ({
          id: recordId,
          undoes: enrichmentId,
        })),
        cursor: written.length === RECORDS_AT_ONCE ? (written.at(-1)?.id ?? null) : null,
        expected: null,
      };
    }
    case 'list':
      return listed(deps, tenant, bulk.object, cursor, selection);
    case 'filter': {
      const { conditions } = selection;
      const filter: RecordFilter =
        conditions.length === 0 ? { kind: 'all' } : { kind: 'fields', conditions };
      return listed(deps, tenant, bulk.object, cursor, filter);
    }
  }
}

async function listed(
  { connectorFor }: CollectDependencies,
  tenant: Tenant,
  object: ObjectType,
  after: string | null,
  filter: RecordFilter,
): Promise<Page> {
  const connector = await connectorFor(tenant);
  const page = await connector.listRecords(object, { filter, after, limit: RECORDS_AT_ONCE });
  if (page.next !== null && page.next === after) {
    throw new AppError('The CRM gives the same page of records again and again.', {
      code: 'list_does_not_end',
      status: 502,
    });
  }
  return { records: page.ids.map(toRecord), cursor: page.next, expected: page.total };
}

const toRecord = (id: string) => ({ id, undoes: null });

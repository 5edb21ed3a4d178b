/**
 * Turns at a connection's work. One takes as many rows as make full calls to the CRM, and whoever took
 * all it could calls the next; so connections take turns, however much each of them has waiting.
 */
import { inBulk } from '../limits/urgency.ts';
import {
  claimWork,
  countWorkers,
  findWorkOwners,
  hasDueWork,
  keepWork,
  type WorkTable,
} from '../store/work.ts';
import type { Tenant } from '../sync/service.ts';
import type { QueueDependencies, WorkOn } from './dependencies.ts';

const CLAIM_MS = 60_000;
const CLAIM_RENEWAL_MS = 15_000;

const jobOf = { crm_sync_queue: 'sync-turn', webhook_events: 'event-turn' } as const;

export interface Turns {
  /**
   * Takes one turn, and sees to it that there is another where more is due.
   * @param turnsAtOnce how many a connection may have, in all processes
   */
  take(table: WorkTable, tenant: Tenant, turnsAtOnce: number): Promise<void>;
  /** Calls for a turn wherever something is due. @param takeHeld also what a dead worker had */
  call(takeHeld: boolean): Promise<void>;
  /** Works in this process until nothing is due any more. */
  drain(): Promise<void>;
}

export function createTurns(
  deps: QueueDependencies,
  work: Readonly<Record<WorkTable, WorkOn>>,
  rowsAtOnce: (table: WorkTable, tenant: Tenant) => Promise<number>,
): Turns {
  const { database, runtime, logger, jobs } = deps;

  /** @returns whether there was anything to do */
  async function workOnBatch(
    table: WorkTable,
    tenant: Tenant,
    takeHeld: boolean,
    turnsAtOnce: number,
  ): Promise<boolean> {
    const { organizationId } = tenant;
    const claim = () => ({ worker, until: new Date(runtime.now().getTime() + CLAIM_MS) });
    const worker = runtime.newId();
    const limit = await rowsAtOnce(table, tenant);
    const ids = await database.withOrganization(organizationId, async (trx) => {
      const filter = { dueBefore: runtime.now(), takeHeld };
      if ((await countWorkers(trx, table, tenant, filter.dueBefore)) >= turnsAtOnce) return [];
      const taken = await claimWork(trx, table, tenant, claim(), filter, limit);
      if (taken.length === limit) await jobs.wake(trx, jobOf[table], tenant);
      return taken;
    });
    if (ids.length === 0) return false;
    const timer = setInterval(() => {
      database
        .withOrganization(organizationId, (trx) => keepWork(trx, table, tenant, claim()))
        .catch((error: unknown) => {
          // The claim outlasts several missed renewals.
          logger.warn({ err: error, table }, 'a claim was not renewed');
        });
    }, CLAIM_RENEWAL_MS);
    try {
      await inBulk(() => work[table](deps, tenant, { worker }, ids));
    } finally {
      clearInterval(timer);
    }
    return true;
  }

  async function owners(table: WorkTable, takeHeld: boolean): Promise<Tenant[]> {
    const filter = { dueBefore: runtime.now(), takeHeld };
    return database.asSystem((trx) => findWorkOwners(trx, table, filter));
  }

  async function drainTable(table: WorkTable): Promise<void> {
    await Promise.all(
      (await owners(table, false)).map(async (tenant) => {
        try {
          while (await workOnBatch(table, tenant, false, Number.POSITIVE_INFINITY));
        } catch (error) {
          logger.warn({ err: error, table }, 'work was interrupted');
        }
      }),
    );
  }

  return {
    async take(table, tenant, turnsAtOnce) {
      try {
        if (!(await workOnBatch(table, tenant, false, turnsAtOnce))) return;
      } catch (error) {
        // Its rows come back when its claim is over; the job itself has done what it could.
        logger.warn({ err: error, table }, 'a turn was interrupted');
        return;
      }
      await database.withOrganization(tenant.organizationId, async (trx) => {
        const isMore = await hasDueWork(trx, table, tenant, runtime.now());
        if (isMore) await jobs.wake(trx, jobOf[table], tenant);
      });
    },

    async call(takeHeld) {
      for (const table of ['webhook_events', 'crm_sync_queue'] as const) {
        const found = await owners(table, takeHeld);
        if (takeHeld) await release(found, table);
        await jobs.wakeNow(jobOf[table], found);
      }
    },

    async drain() {
      await Promise.all([drainTable('webhook_events'), drainTable('crm_sync_queue')]);
    },
  };

  /** At the start of the only process there can be: whoever had taken rows is dead. */
  async function release(tenants: readonly Tenant[], table: WorkTable): Promise<void> {
    for (const tenant of tenants) {
      await database.withOrganization(tenant.organizationId, (trx) =>
        claimWork(
          trx,
          table,
          tenant,
          { worker: '', until: runtime.now() },
          { dueBefore: runtime.now(), takeHeld: true },
          0,
        ),
      );
    }
  }
}

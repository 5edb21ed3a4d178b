/** Works off what is due: one batch after the other for each connection, connections side by side. */
import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import {
  claimWork,
  deleteDoneWork,
  findWorkOwners,
  keepWork,
  type WorkTable,
} from '../store/inbound-work.ts';
import type { Tenant } from '../sync/service.ts';
import type { InboundDependencies, WorkOn } from './dependencies.ts';

/** As many as fit into one call to a CRM. */
const BATCH_SIZE = 100;
const CLAIM_MS = 60_000;
const CLAIM_RENEWAL_MS = 15_000;
const LANES_AT_ONCE = 8;
const POLL_MS = 1_000;
/** So that what comes in one burst goes in one batch. */
const GATHER_MS = 25;
/** HubSpot repeats executions for three days and deliveries for one. */
const KEEP_DONE_MS = 4 * 86_400_000;

export interface Lanes {
  /** Works until nothing is due any more. @param takeHeld also what a dead worker had */
  drain(takeHeld?: boolean): Promise<void>;
  /** Works whenever something is due. Resolves after the abort, when what was begun has ended. */
  run(signal: AbortSignal, takeHeld: boolean): Promise<void>;
  /** Something has just come in. */
  wake(): void;
}

export function createLanes(
  deps: InboundDependencies,
  work: Readonly<Record<WorkTable, WorkOn>>,
): Lanes {
  const lanes = new Map<string, Promise<void>>();
  const turns = pLimit(LANES_AT_ONCE);
  let awake = Promise.withResolvers<void>();
  let stopping = false;

  /** Starts a lane wherever there is work and none yet. */
  async function startLanes(takeHeld: boolean): Promise<void> {
    const filter = { dueBefore: deps.runtime.now(), takeHeld };
    for (const table of ['webhook_events', 'workflow_executions'] as const) {
      const owners = await deps.database.asSystem((trx) => findWorkOwners(trx, table, filter));
      for (const owner of owners) {
        const key = `${table} ${owner.integrationId}`;
        if (lanes.has(key)) continue;
        const lane = turns(() => workOff(table, owner, takeHeld))
          .catch((error: unknown) => {
            deps.logger.warn({ err: error, table }, 'inbound work was interrupted');
          })
          .finally(() => lanes.delete(key));
        lanes.set(key, lane);
      }
    }
  }

  async function workOff(table: WorkTable, tenant: Tenant, takeHeld: boolean): Promise<void> {
    let held = takeHeld;
    while (!stopping && (await workOnBatch(table, tenant, held))) held = false;
    const doneBefore = new Date(deps.runtime.now().getTime() - KEEP_DONE_MS);
    await deps.database.withOrganization(tenant.organizationId, (trx) =>
      deleteDoneWork(trx, table, tenant, doneBefore),
    );
  }

  /** @returns whether there was anything to do */
  async function workOnBatch(table: WorkTable, tenant: Tenant, takeHeld: boolean) {
    const claim = () => ({ worker, until: new Date(deps.runtime.now().getTime() + CLAIM_MS) });
    const worker = deps.runtime.newId();
    const filter = { dueBefore: deps.runtime.now(), takeHeld };
    const { organizationId } = tenant;
    const ids = await deps.database.withOrganization(organizationId, (trx) =>
      claimWork(trx, table, tenant, claim(), filter, BATCH_SIZE),
    );
    if (ids.length === 0) return false;
    const timer = setInterval(() => {
      deps.database
        .withOrganization(organizationId, (trx) => keepWork(trx, table, tenant, claim()))
        .catch((error: unknown) => {
          // The claim outlasts several missed renewals.
          deps.logger.warn({ err: error, table }, 'a claim was not renewed');
        });
    }, CLAIM_RENEWAL_MS);
    try {
      await work[table](deps, tenant, { worker }, ids);
    } finally {
      clearInterval(timer);
    }
    return true;
  }

  async function settled(): Promise<void> {
    while (lanes.size > 0) await Promise.all(lanes.values());
  }

  return {
    async drain(takeHeld = false) {
      await startLanes(takeHeld);
      await settled();
    },
    async run(signal, takeHeld) {
      let held = takeHeld;
      while (!signal.aborted) {
        awake = Promise.withResolvers<void>();
        try {
          await startLanes(held);
          held = false;
        } catch (error) {
          deps.logger.warn({ err: error }, 'inbound work could not be looked up');
        }
        const pause = delay(POLL_MS, undefined, { signal }).catch(() => {});
        await Promise.race([awake.promise, pause]);
      }
      stopping = true;
      await settled();
    },
    wake() {
      setTimeout(() => awake.resolve(), GATHER_MS).unref();
    },
  };
}

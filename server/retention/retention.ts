/** Holds every kind of data to the time it may be kept. */
import type { Logger } from 'pino';
import type { Runtime } from '../runtime.ts';
import { deleteOldHistory, eraseConnectionFromHistory } from '../store/audit-erasure.ts';
import { recordAudit } from '../store/audit-events.ts';
import { deleteOldSnapshots } from '../store/company-snapshots.ts';
import {
  deleteConnection,
  deletePartOfConnection,
  findConnectionsToDelete,
} from '../store/connection-removal.ts';
import type { Database, SystemTransaction, TenantTransaction } from '../store/database.ts';
import {
  blankRuns,
  deleteExpired,
  deleteGoneRecords,
  deleteInbound,
  deleteOldKeys,
  deleteRuns,
  deleteSnapshots,
  dropPreviews,
  everyOrganization,
  type Sweep,
} from '../store/retention.ts';
import { deleteOldMarks } from '../store/source-marks.ts';
import type { RunOwner } from '../store/sync-logs.ts';
import { cutOff } from './windows.ts';

export interface RetentionDependencies {
  readonly database: Database;
  readonly runtime: Pick<Runtime, 'newId'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** How much was deleted or blanked, by kind. */
export type RetentionReport = Readonly<Record<string, number>>;

/** Rows of one transaction: on the embedded database everybody else waits for it. */
const batchSize = 500;

type TenantStep = (trx: TenantTransaction, organizationId: string, sweep: Sweep) => Promise<number>;

/**
 * Deletes what has had its time, in small transactions. What is not done when it is interrupted, the next
 * one does. One organisation that fails holds no other up.
 */
export async function enforceRetention(
  deps: RetentionDependencies,
  now: Date,
  signal?: AbortSignal,
): Promise<RetentionReport> {
  const { database, logger } = deps;
  const counts = new Map<string, number>();
  const count = (kind: string, rows: number) => counts.set(kind, (counts.get(kind) ?? 0) + rows);

  async function untilDone(kind: string, batch: () => Promise<number>): Promise<void> {
    for (;;) {
      if (signal?.aborted) return;
      const rows = await batch();
      if (rows === 0) return;
      count(kind, rows);
    }
  }

  async function guarded(what: object, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.warn({ err: error, ...what }, 'retention was not enforced; it is tried again');
    }
  }

  const connections = await database.asSystem((trx) => findConnectionsToDelete(trx, now));
  for (const owner of connections) {
    await guarded(owner, async () => {
      await untilDone('rows of connections', () =>
        database.withOrganization(owner.organizationId, (trx) =>
          deletePartOfConnection(trx, owner, now, batchSize),
        ),
      );
      if (!signal?.aborted && (await removeConnection(deps, owner, now))) count('connections', 1);
    });
  }

  const steps: Readonly<Record<string, readonly [Date, TenantStep]>> = {
    previews: [cutOff('waiting-previews', now), dropPreviews],
    'enrichment details': [cutOff('enrichment-details', now), blankRuns],
    runs: [cutOff('run-rows', now), deleteRuns],
    inbound: [cutOff('inbound-work', now), deleteInbound],
    'gone records': [cutOff('gone-records', now), deleteGoneRecords],
    'score snapshots': [cutOff('score-snapshots', now), deleteSnapshots],
    'replaced keys': [now, deleteOldKeys],
  };
  for (const organizationId of await database.asSystem(everyOrganization)) {
    for (const [kind, [before, step]] of Object.entries(steps)) {
      await guarded({ organizationId, kind }, () =>
        untilDone(kind, () =>
          database.withOrganization(organizationId, (trx) =>
            step(trx, organizationId, { before, limit: batchSize }),
          ),
        ),
      );
    }
  }

  const shared: Readonly<Record<string, (trx: SystemTransaction) => Promise<number>>> = {
    history: (trx) => deleteOldHistory(trx, cutOff('history', now), batchSize),
    'authorisation attempts': (trx) =>
      deleteExpired(trx, 'oauth_attempts', {
        before: cutOff('authorisation-attempts', now),
        limit: batchSize,
      }),
    nonces: (trx) => deleteExpired(trx, 'salesforce_nonces', { before: now, limit: batchSize }),
    'company snapshots': (trx) =>
      deleteOldSnapshots(trx, cutOff('company-snapshots', now), batchSize),
    'source marks': (trx) => deleteOldMarks(trx, cutOff('source-marks', now), batchSize),
    'research cache': (trx) =>
      deleteExpired(trx, 'research_cache', { before: now, limit: batchSize }),
  };
  for (const [kind, step] of Object.entries(shared)) {
    await guarded({ kind }, () => untilDone(kind, () => database.asSystem(step)));
  }
  return Object.fromEntries(counts);
}

/** @returns false when it was connected again meanwhile */
async function removeConnection(
  { database, runtime }: RetentionDependencies,
  owner: RunOwner,
  now: Date,
): Promise<boolean> {
  return database.withOrganization(owner.organizationId, async (trx) => {
    const removed = await deleteConnection(trx, owner, now);
    if (removed && !removed.organizationDeleted) {
      await eraseConnectionFromHistory(trx, owner);
      await recordAudit(trx, {
        id: runtime.newId(),
        at: now,
        ...owner,
        action: 'connection.deleted',
      });
    }
    return removed !== null;
  });
}

/**
 * The engine: pg-boss says who works on what, our own rows say what there is to do. A job is a turn at
 * one connection's work and names nothing but the connection; losing one loses no work.
 */
import { randomUUID } from 'node:crypto';
import { PgBoss, type WorkHandler } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database, TenantTransaction } from '../store/database.ts';
import { jobSchema, jobSqlIn } from '../store/job-sql.ts';
import type { RunOwner } from '../store/sync-logs.ts';

/** Kinds of jobs, and how each is queued. */
export const jobQueues = {
  /** A turn at a connection's `crm_sync_queue`. */
  'sync-turn': { policy: 'short', retryLimit: 2 },
  /** A turn at a connection's `webhook_events`. */
  'event-turn': { policy: 'short', retryLimit: 2 },
  /** The records of a bulk enrichment are looked up and put into the queue. */
  'collect-bulk': { policy: 'short', retryLimit: 2 },
  /** A connection's own score is learned from what became of its records. */
  'train-score': { policy: 'short', retryLimit: 2 },
  /** The CRM is asked what became of a connection's records. */
  'read-outcomes': { policy: 'short', retryLimit: 0 },
  /** What is done by the clock: set-ups, uninstalls, keep-alive, retention, stale enrichments. */
  chores: { policy: 'stately', retryLimit: 0 },
} as const;

export type JobQueue = keyof typeof jobQueues;

/** A process that says nothing for so long is dead, and its jobs go to others. */
const HEARTBEAT_SECONDS = 20;
/** No turn takes longer. */
const LONGEST_JOB_SECONDS = 900;
/** Ended jobs say nothing that our own rows do not. */
const KEEP_ENDED_SECONDS = 300;

export interface JobTurn extends RunOwner {
  readonly bulkId?: string;
}

export interface Jobs {
  /**
   * Somebody takes a turn at the connection's work. In the transaction that adds the work: both are
   * there, or neither. Does nothing in a process that has no engine (tests, one command).
   */
  wake(trx: TenantTransaction, queue: JobQueue, turn: JobTurn): Promise<void>;
  /** The same outside of a transaction. */
  wakeNow(queue: JobQueue, turns: readonly JobTurn[]): Promise<void>;
}

/** For processes that work off what is due themselves, one call after the other. */
export const noJobs: Jobs = { wake: async () => {}, wakeNow: async () => {} };

export interface JobEngine extends Jobs {
  /**
   * Takes jobs until `stop`.
   * @param atOnce how many of them side by side
   */
  work(queue: JobQueue, atOnce: number, handle: (turn: JobTurn) => Promise<void>): Promise<void>;
  /** Sends a chores job every minute; one process of all takes it. */
  everyMinute(): Promise<void>;
  /** Takes no more jobs and waits for those under way, at most so many milliseconds. */
  stop(patienceMs: number): Promise<void>;
}

/**
 * Starts the engine on the application's own database and makes its tables there.
 * @param role a `sender` only adds jobs; a `worker` also looks after them
 */
export async function startJobs(
  database: Database,
  role: 'sender' | 'worker',
  logger: Pick<Logger, 'warn'>,
): Promise<JobEngine> {
  const { jobs: connection } = database;
  const isWorker = role === 'worker';
  const boss = new PgBoss({
    schema: jobSchema,
    ...(connection.kind === 'own'
      ? { connectionString: connection.connectionString, max: isWorker ? 4 : 2 }
      : { backend: 'pglite' as const, db: connection.sql }),
    supervise: isWorker,
    schedule: isWorker,
    useListenNotify: isWorker && connection.kind === 'own',
    // A rebuild would hold the one connection of the embedded database.
    reindex: connection.kind === 'own',
    monitorVacuum: connection.kind === 'own',
  });
  boss.on('error', (error) => logger.warn({ err: error }, 'the job engine had a fault'));
  boss.on('warning', (warning) => logger.warn({ warning }, 'the job engine warns'));
  try {
    await boss.start();
    for (const [name, options] of Object.entries(jobQueues)) {
      await boss.createQueue(name, {
        ...options,
        notify: true,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: LONGEST_JOB_SECONDS,
        deleteAfterSeconds: KEEP_ENDED_SECONDS,
      });
      // So that no queue is looked up while one of our transactions holds the only connection.
      await boss.findJobs(name, { id: randomUUID() });
    }
    await connection.grant();
  } catch (error) {
    // Its timers would keep the process alive.
    await boss.stop({ graceful: false, close: true }).catch(() => {});
    throw error;
  }
  const workers = new Map<JobQueue, string[]>();
  const stirred = (queue: JobQueue) => {
    if (connection.kind === 'own') return;
    // There is nobody else to tell, and nobody who would be told by the database.
    for (const id of workers.get(queue) ?? []) setTimeout(() => boss.notifyWorker(id)).unref();
  };
  const key = (turn: JobTurn) => turn.bulkId ?? turn.integrationId;

  return {
    async wake(trx, queue, turn) {
      await boss.send(queue, turn, { singletonKey: key(turn), db: jobSqlIn(trx) });
      stirred(queue);
    },
    async wakeNow(queue, turns) {
      if (turns.length === 0) return;
      await boss.insert(
        queue,
        turns.map((turn) => ({ data: turn, singletonKey: key(turn) })),
      );
      stirred(queue);
    },
    async work(queue, atOnce, handle) {
      const handler: WorkHandler<JobTurn> = async (jobs) => {
        for (const { data } of jobs) await handle(data);
      };
      const options = {
        localConcurrency: atOnce,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 1,
        heartbeatRefreshSeconds: HEARTBEAT_SECONDS / 4,
      };
      const id = await boss.work<JobTurn>(queue, options, handler);
      workers.set(queue, [...(workers.get(queue) ?? []), id]);
    },
    async everyMinute() {
      await boss.schedule('chores', '* * * * *', {}, { singletonKey: 'chores' });
      await boss.send('chores', {}, { singletonKey: 'chores' });
    },
    async stop(patienceMs) {
      await boss.stop({ graceful: true, timeout: patienceMs, close: true });
    },
  };
}

/** What a process does without being asked: turns at the queues, recovery, and chores. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { callCollectors, collectBulk } from './bulk/collect.ts';
import { doChores } from './connections/upkeep.ts';
import { type JobEngine, startJobs } from './jobs/jobs.ts';
import type { Runtime } from './runtime.ts';
import { trainScore } from './scoring/train.ts';
import { readOutcomesOf } from './scoring/upkeep.ts';
import type { Services } from './services.ts';

const RECOVERY_INTERVAL_MS = 10_000;
/** How often it is looked for work that nobody was called for. */
const LOOK_INTERVAL_MS = 1_000;
/** A record that is being enriched ends within this time, in milliseconds. */
const PATIENCE_MS = 20_000;

/** How many turns one process takes side by side. */
export interface WorkerLoad {
  readonly syncTurns: number;
  readonly eventTurns: number;
}

/** A server has a processor to itself; beside the embedded database there is one connection for all. */
const usualLoad = {
  postgres: { syncTurns: 4, eventTurns: 2 },
  pglite: { syncTurns: 2, eventTurns: 1 },
} as const satisfies Record<string, WorkerLoad>;

/** Of one connection at a time: one's calls fill the pauses of another. */
const MOST_TURNS_OF_A_CONNECTION = 3;

/** One turn is always left to others, also while a connection's CRM does not answer. */
function ofOneConnection(turns: number): number {
  return Math.max(1, Math.min(MOST_TURNS_OF_A_CONNECTION, turns - 1));
}

export interface RunningWorker {
  /** Takes no more work and waits for what is under way. What does not end in time is taken over by others. */
  close(): Promise<void>;
}

/** Works until `close`. */
export async function startWorker(
  services: Services,
  runtime: Runtime,
  logger: Logger,
  load: WorkerLoad = usualLoad[services.database.kind],
): Promise<RunningWorker> {
  const { database, inbound, jobs } = services;
  const { turns } = inbound;
  const engine = await startJobs(database, 'worker', logger);
  jobs.use(engine);
  const stopping = new AbortController();
  const { signal } = stopping;
  try {
    await engine.work('sync-turn', load.syncTurns, (tenant) =>
      turns.take('crm_sync_queue', tenant, ofOneConnection(load.syncTurns)),
    );
    await engine.work('event-turn', load.eventTurns, (tenant) =>
      turns.take('webhook_events', tenant, ofOneConnection(load.eventTurns)),
    );
    await engine.work('collect-bulk', 1, (turn) => collectBulk(services.collecting, turn));
    await engine.work('train-score', 1, (tenant) => trainScore(services.scoringWork, tenant));
    await engine.work('read-outcomes', 1, (tenant) =>
      readOutcomesOf(services.scoringWork, tenant, signal),
    );
    await engine.work('chores', 1, () =>
      doChores(services.chores, { database, runtime, logger }, signal),
    );
    await engine.everyMinute();
    // The embedded database has one process: whoever held work before is dead.
    await turns.call(database.kind === 'pglite');
  } catch (error) {
    // Or a process that says it could not start would go on taking jobs.
    await stop(engine, stopping, []).catch(() => {});
    throw error;
  }
  const loops = [
    services.feeds.run(signal),
    repeatUntil(signal, RECOVERY_INTERVAL_MS, 'recovery', logger, () => services.sync.recover()),
    repeatUntil(signal, LOOK_INTERVAL_MS, 'a look at the queues', logger, async () => {
      await turns.call(false);
      await callCollectors({ database, jobs: engine });
    }),
  ];
  return { close: () => stop(engine, stopping, loops) };
}

async function stop(engine: JobEngine, stopping: AbortController, loops: Promise<void>[]) {
  stopping.abort();
  await Promise.all([engine.stop(PATIENCE_MS), ...loops]);
}

/**
 * One that fails is tried again after the pause. Ten times as long as it took is paused at least: with
 * thousands of busy connections a look must not be what a worker is busy with.
 */
async function repeatUntil(
  signal: AbortSignal,
  pauseMs: number,
  what: string,
  logger: Logger,
  work: () => Promise<unknown>,
): Promise<void> {
  let tookMs = 0;
  while (!signal.aborted) {
    await delay(Math.max(pauseMs, tookMs * 10), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const begun = performance.now();
    try {
      await work();
    } catch (error) {
      logger.warn({ err: error }, `${what} was interrupted`);
    }
    tookMs = performance.now() - begun;
  }
}

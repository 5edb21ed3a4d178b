/** How many processes share what CRMs allow, by their heartbeats in the database. */
import type { Database } from '../store/database.ts';
import { beat, type LiveProcesses, leave } from '../store/processes.ts';

/** How long after a change all processes know of it, in milliseconds. */
export const heartbeatMs = 5_000;
const countsForMs = 30_000;
/** Its last calls are over by then, and count no longer. */
const countsAfterStopMs = 25_000;
/** Without the database for longer, others may soon take us for gone. */
const trustedForMs = 15_000;

export interface Presence {
  /** Resolves when the others have been counted for the first time. */
  readonly known: Promise<void>;
  /** Null while the database has not answered for a while: others may count on us being gone. */
  live(): LiveProcesses | null;
  /** Tells the others whether we can reach the shared count, and counts them anew. */
  setApart(apart: boolean): Promise<void>;
  stop(): Promise<void>;
}

export interface PresenceOptions {
  readonly database: Pick<Database, 'asSystem'>;
  readonly instanceId: string;
  /** What the process does, for whoever reads the table. */
  readonly role: string;
}

/** Beats until it is stopped. A beat that fails is no error: the next one comes soon. */
export function startPresence({ database, instanceId, role }: PresenceOptions): Presence {
  let apart = false;
  let live: LiveProcesses = { count: 1, anotherIsApart: false };
  let countedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> = Promise.resolve();

  /** One after the other, so that an older answer never replaces a newer one. */
  const next = () => {
    running = running.then(async () => {
      const askedAt = performance.now();
      try {
        live = await database.asSystem((trx) =>
          beat(trx, { instanceId, role, apart, countsForMs }),
        );
        countedAt = askedAt;
      } catch {
        // `live` tells when it has been too long.
      }
    });
    return running;
  };
  const timer = setInterval(() => void next(), heartbeatMs);
  timer.unref();

  return {
    known: next(),
    live: () => (performance.now() - countedAt > trustedForMs ? null : live),
    setApart(value) {
      apart = value;
      return next();
    },
    async stop() {
      clearInterval(timer);
      await running;
      await database.asSystem((trx) => leave(trx, instanceId, countsAfterStopMs)).catch(() => {});
    },
  };
}

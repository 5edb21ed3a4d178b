/** One worker at a time under a key: across processes on Postgres, in this process on the embedded database. */
import pg from 'pg';

export interface SessionLocks {
  /** Runs `work` while nobody else runs one under the same key. */
  withLock<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Whoever holds a lock calls out and answers within seconds; after this the waiting one is told. */
const lockTimeoutMs = 60_000;

/**
 * Locks of Postgres, each on a connection of its own: it is held over network calls, so it may neither
 * sit in a transaction nor take a connection that the work itself will ask for.
 * https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export function postgresLocks(databaseUrl: string): SessionLocks {
  return {
    async withLock(key, work) {
      const client = new pg.Client({
        connectionString: databaseUrl,
        application_name: 'oppspot-smartsync-lock',
        connectionTimeoutMillis: lockTimeoutMs,
        keepAlive: true,
      });
      // A connection that dies must not end the process; the lock is free then, and the next call tells.
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query(`set lock_timeout = ${lockTimeoutMs}`);
        await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [key]);
        return await work();
      } finally {
        // Ends the session, and with it the lock.
        await client.end().catch(() => {});
      }
    },
  };
}

/** The embedded database has one process. */
export function processLocks(): SessionLocks {
  const last = new Map<string, Promise<unknown>>();
  return {
    async withLock(key, work) {
      const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
      const settled = turn.catch(() => {});
      last.set(key, settled);
      try {
        return await turn;
      } finally {
        if (last.get(key) === settled) last.delete(key);
      }
    },
  };
}

/** The only way to the tables: transactions that have taken a role which row level security binds. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { type DataDirectoryLock, lockDataDirectory } from './data-directory-lock.ts';
import { DatabaseUnavailable, DataDirectoryInUse, isDatabaseTrouble } from './errors.ts';
import { grantJobs, type JobSql, jobSqlOver } from './job-sql.ts';
import { migrate } from './migrate.ts';
import { createPglitePool } from './pglite.ts';
import { beginningAs, RoleDialect } from './role-driver.ts';
import type { Tables } from './schema.ts';
import { postgresLocks, processLocks, type SessionLocks } from './session-lock.ts';

/** A transaction confined to one organisation's rows. */
export type TenantTransaction = Transaction<Tables>;
/** A transaction that sees across organisations, but only what finding the organisation needs. */
export type SystemTransaction = Transaction<Tables>;

export type DatabaseKind = 'pglite' | 'postgres';

export interface Database {
  readonly kind: DatabaseKind;

  /**
   * Runs `fn` in a transaction that sees and writes rows of this organisation and no others. It
   * commits when `fn` resolves. No network call belongs inside: on PGlite there is one connection.
   * @throws DatabaseUnavailable when there is no connection; Error when a transaction is open already
   */
  withOrganization<T>(
    organizationId: string,
    fn: (trx: TenantTransaction) => Promise<T>,
  ): Promise<T>;

  /** Runs `fn` before the organisation is known: token and account look-up, the shared cache. */
  asSystem<T>(fn: (trx: SystemTransaction) => Promise<T>): Promise<T>;

  /**
   * Runs `work` while no other process runs one under the same key. `work` may call out and open
   * transactions of its own; it must not be in one.
   * @throws DatabaseUnavailable when the lock cannot be had
   */
  withLock<T>(key: string, work: () => Promise<T>): Promise<T>;

  /** How pg-boss reaches this database. */
  readonly jobs: JobConnection;

  /** Applies pending migrations; gives their file names. Safe from several processes at once. */
  migrate(): Promise<string[]>;

  /** @throws DatabaseUnavailable when the database does not answer */
  ping(): Promise<void>;

  /** Waits for running transactions, then frees connections, files and the data directory. */
  close(): Promise<void>;
}

/**
 * Where the data is: a directory for the embedded database, a Postgres, or an open PGlite that the
 * caller keeps (tests).
 */
export type DatabaseLocation =
  | { readonly dataDir: string }
  | { readonly databaseUrl: string }
  | { readonly pglite: PGlite };

export interface DatabaseOptions {
  readonly logger?: Pick<Logger, 'warn'>;
  /** Connections to Postgres; the embedded database always has one. Default 10. */
  readonly poolSize?: number;
  /** How long a transaction waits for a connection. Default 10 seconds. */
  readonly acquireTimeoutMs?: number;
}

/**
 * A database server gives pg-boss connections of its own, on which it can be told of new jobs; the
 * embedded database has only one connection, which it shares.
 */
export type JobConnection = (
  | { readonly kind: 'own'; readonly connectionString: string }
  | { readonly kind: 'shared'; readonly sql: JobSql }
) & {
  /** Lets our transactions send jobs, once pg-boss has made its tables. */
  grant(): Promise<void>;
};

/** A statement that runs longer is ended by the server. PGlite has no timers and ignores it. */
const statementTimeout = '30s';

/**
 * Opens the database without changing it; call `migrate()` before first use.
 *
 * The embedded database survives the death of the process at any moment, but was not seen to sync
 * to disk: a power failure may lose the last transactions. Use Postgres where that matters.
 * @throws DataDirectoryInUse when another process has the data directory open
 */
export async function openDatabase(
  location: DatabaseLocation,
  options: DatabaseOptions = {},
): Promise<Database> {
  const acquireTimeoutMs = options.acquireTimeoutMs ?? 10_000;
  if ('pglite' in location) {
    const pool = createPglitePool(location.pglite, { acquireTimeoutMs });
    return new PooledDatabase('pglite', pool, processLocks(), shared(pool), options);
  }
  if ('dataDir' in location) {
    return openDataDirectory(resolve(location.dataDir), acquireTimeoutMs, options);
  }
  const pool = new pg.Pool({
    connectionString: location.databaseUrl,
    application_name: 'oppspot-smartsync',
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: acquireTimeoutMs,
    keepAlive: true,
  });
  const jobs: JobConnection = {
    kind: 'own',
    connectionString: location.databaseUrl,
    grant: () => grantJobs(pool),
  };
  return new PooledDatabase('postgres', pool, postgresLocks(location.databaseUrl), jobs, options);
}

async function openDataDirectory(
  directory: string,
  acquireTimeoutMs: number,
  options: DatabaseOptions,
): Promise<Database> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDataDirectory(join(directory, 'database.lock'));
  try {
    // 27 MB of WASM that a server on Postgres never needs.
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create(join(directory, 'database'));
    const pool = createPglitePool(pglite, { acquireTimeoutMs });
    return new PooledDatabase('pglite', pool, processLocks(), shared(pool), options, {
      pglite,
      lock,
    });
  } catch (error) {
    lock.release();
    throw new Error(
      `The database in ${directory} cannot be opened: ${String(error)}. Restore a backup of that folder or choose another DATA_DIR.`,
      { cause: error },
    );
  }
}

const shared = (pool: pg.Pool): JobConnection => ({
  kind: 'shared',
  sql: jobSqlOver(pool),
  grant: () => grantJobs(pool),
});

const roles = { tenant: 'smartsync_app', system: 'smartsync_system' } as const;

class PooledDatabase implements Database {
  readonly kind: DatabaseKind;
  readonly jobs: JobConnection;
  readonly #pool: pg.Pool;
  readonly #locks: SessionLocks;
  readonly #queries: Kysely<Tables>;
  readonly #embedded: { pglite: PGlite; lock: DataDirectoryLock } | null;
  /** Set while the current chain of calls has a transaction open. */
  readonly #current = new AsyncLocalStorage<{ open: boolean }>();
  #closed: Promise<void> | null = null;

  constructor(
    kind: DatabaseKind,
    pool: pg.Pool,
    locks: SessionLocks,
    jobs: JobConnection,
    options: DatabaseOptions,
    embedded: { pglite: PGlite; lock: DataDirectoryLock } | null = null,
  ) {
    this.kind = kind;
    this.#pool = pool;
    this.#locks = locks;
    this.jobs = jobs;
    this.#embedded = embedded;
    this.#queries = new Kysely<Tables>({ dialect: new RoleDialect({ pool }) });
    // Without a listener a connection that dies would end the process. The pool listens to the idle
    // ones only; of one in use the next statement tells.
    pool.on('error', (error) =>
      options.logger?.warn({ err: error }, 'an idle database connection was lost'),
    );
    pool.on('connect', (client) => client.on('error', () => {}));
  }

  withOrganization<T>(
    organizationId: string,
    fn: (trx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.#transaction(roles.tenant, organizationId, fn);
  }

  asSystem<T>(fn: (trx: SystemTransaction) => Promise<T>): Promise<T> {
    return this.#transaction(roles.system, '', fn);
  }

  async #transaction<T>(
    role: string,
    organizationId: string,
    fn: (trx: Transaction<Tables>) => Promise<T>,
  ): Promise<T> {
    this.#assertUsable();
    if (this.#current.getStore()?.open) {
      // On one connection it would wait for itself; on several it would still be another transaction.
      throw new Error('A transaction is open already: pass it on instead of opening a second one.');
    }
    const state = { open: true };
    try {
      const scope = { role, organizationId, statementTimeout };
      const transaction = this.#queries.transaction();
      return await beginningAs(scope, () =>
        transaction.execute((trx) => this.#current.run(state, () => fn(trx))),
      );
    } catch (error) {
      throw isDatabaseTrouble(error) ? new DatabaseUnavailable(error) : error;
    } finally {
      state.open = false;
    }
  }

  async withLock<T>(key: string, work: () => Promise<T>): Promise<T> {
    this.#assertUsable();
    if (this.#current.getStore()?.open) {
      throw new Error('A transaction is open: nothing that calls out belongs inside.');
    }
    try {
      return await this.#locks.withLock(key, work);
    } catch (error) {
      throw isDatabaseTrouble(error) ? new DatabaseUnavailable(error) : error;
    }
  }

  migrate(): Promise<string[]> {
    this.#assertUsable();
    return migrate(this.#pool);
  }

  async ping(): Promise<void> {
    this.#assertUsable();
    try {
      await this.#pool.query('select 1');
    } catch (error) {
      throw new DatabaseUnavailable(error);
    }
  }

  #assertUsable(): void {
    if (this.#embedded && !this.#embedded.lock.held && !this.#closed) {
      throw new DataDirectoryInUse(
        'Another process has taken over the data directory; restart this one.',
      );
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    // Not `destroy()` of the query builder: it ends the pool only if a query ever went through it.
    await this.#pool.end();
    if (!this.#embedded) return;
    try {
      // Closing writes; a directory that is another process's by now is left alone.
      if (this.#embedded.lock.held) await this.#embedded.pglite.close();
    } finally {
      this.#embedded.lock.release();
    }
  }
}

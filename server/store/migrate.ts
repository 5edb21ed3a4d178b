/**
 * Numbered SQL files, applied in order and once each. The number is inserted first, inside the
 * migration's own transaction and under an advisory lock, so that two starting processes cannot
 * both apply it; the checksum tells when an applied file was edited afterwards.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** Lower-case hex SHA-256 of the text with unix line ends. */
  readonly checksum: string;
}

export const migrationsDirectory: string = join(import.meta.dirname, 'migrations');

/** Any constant of our own; advisory locks are per database. */
const advisoryLock = 7_206_401_852;
/** How long a starting process waits for another one that is migrating. */
const lockTimeout = '60s';

/**
 * The migrations of a directory in their order.
 * @throws Error when a file is not named `0001_words.sql` or numbers are not 1, 2, 3, …
 */
export async function readMigrations(directory = migrationsDirectory): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
      if (number !== index + 1) {
        throw new Error(`Migration ${name} should be number ${index + 1}, named 0001_words.sql.`);
      }
      const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database up to the newest migration and gives the names of those it applied.
 * @throws Error when a file was changed after it had been applied, or a statement fails; the failed
 * migration leaves nothing behind
 */
export async function migrate(pool: Pool, directory = migrationsDirectory): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const roles = await readFile(join(import.meta.dirname, 'roles.sql'), 'utf8');
  const client = await pool.connect();
  try {
    await inTransaction(client, async () => {
      await client.query(roles);
      await client.query(`create table if not exists schema_migrations (
        number integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`);
      // Nobody but the owner has business here, whatever a host grants on new tables.
      await client.query('alter table schema_migrations enable row level security');
    });
    const applied: string[] = [];
    for (const migration of migrations) {
      if (await applyOnce(client, migration)) applied.push(migration.name);
    }
    return applied;
  } finally {
    client.release();
  }
}

function applyOnce(client: PoolClient, migration: Migration): Promise<boolean> {
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ checksum: string }>(
      'select checksum from schema_migrations where number = $1',
      [migration.number],
    );
    const known = rows[0];
    if (known) {
      if (known.checksum === migration.checksum) return false;
      throw new Error(
        `Migration ${migration.name} was changed after it had been applied; restore it and add a new one.`,
      );
    }
    await client.query(
      'insert into schema_migrations (number, name, checksum) values ($1, $2, $3)',
      [migration.number, migration.name, migration.checksum],
    );
    try {
      await client.query(migration.sql);
    } catch (error) {
      throw new Error(`Migration ${migration.name} failed: ${String(error)}`, { cause: error });
    }
    return true;
  });
}

async function inTransaction<T>(client: PoolClient, fn: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '${lockTimeout}'`);
    await client.query('select pg_advisory_xact_lock($1)', [advisoryLock]);
    const result = await fn();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { migrate, migrationsDirectory, readMigrations } from '../../server/store/migrate.ts';
import { createPglitePool } from '../../server/store/pglite.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe.each(databases)('migrations on $name', ({ openEmpty }) => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let directory: string;

  beforeEach(async () => {
    database = await openEmpty();
    pool =
      'pglite' in database.location
        ? createPglitePool(database.location.pglite, { acquireTimeoutMs: 1_000 })
        : new pg.Pool({
            connectionString:
              'databaseUrl' in database.location ? database.location.databaseUrl : '',
          });
    directory = mkdtempSync(join(tmpdir(), 'smartsync-migrations-'));
    cpSync(migrationsDirectory, directory, { recursive: true });
  });
  afterEach(async () => {
    await pool.end();
    await database.close();
    rmSync(directory, { recursive: true });
  });

  const next = async () => String((await readMigrations(directory)).length + 1).padStart(4, '0');

  it('are applied in order and once', async () => {
    const names = (await readMigrations(directory)).map(({ name }) => name);
    expect(await migrate(pool, directory)).toEqual(names);
    expect(await migrate(pool, directory)).toEqual([]);
    const extra = `${await next()}_extra.sql`;
    writeFileSync(join(directory, extra), 'create table extra (id integer);');
    expect(await migrate(pool, directory)).toEqual([extra]);
  });

  it('are each applied by one of two processes that start together', async () => {
    // On PGlite there is one process; there two calls on its pool stand for it.
    const other = 'pglite' in database.location ? database : await openDatabase(database.location);
    const [ours, theirs] = await Promise.all([database.migrate(), other.migrate()]);
    if (other !== database) await other.close();
    const names = (await readMigrations()).map(({ name }) => name);
    expect([...ours, ...theirs].sort()).toEqual(names);
    await database.asSystem((trx) => trx.selectFrom('organizations').select('id').execute());
  });

  it('that fail leave nothing behind and say which it was', async () => {
    const name = `${await next()}_broken.sql`;
    writeFileSync(join(directory, name), 'create table half (id integer); select * from nowhere;');
    await expect(migrate(pool, directory)).rejects.toThrow(
      `Migration ${name} failed: error: relation "nowhere" does not exist`,
    );
    expect(await database.asOwner(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
    writeFileSync(join(directory, name), 'create table half (id integer);');
    expect(await migrate(pool, directory)).toEqual([name]);
  });

  it('are not to be changed after they were applied', async () => {
    await migrate(pool, directory);
    const [first] = await readMigrations(directory);
    appendFileSync(join(directory, first?.name ?? ''), '\n-- a late thought\n');
    await expect(migrate(pool, directory)).rejects.toThrow(
      `Migration ${first?.name} was changed after it had been applied`,
    );
  });

  it('refuse to run with a role that would see through the policies', async () => {
    await migrate(pool, directory);
    const roles = readFileSync(join(migrationsDirectory, '../roles.sql'), 'utf8');
    const client = await pool.connect();
    try {
      // Undone in the end: roles belong to the whole server.
      await client.query('begin');
      await client.query('alter role smartsync_app bypassrls');
      await expect(client.query(roles)).rejects.toThrow(/smartsync_app must be nologin/);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('a migrations folder', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'smartsync-migrations-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it.each([
    ['a gap', ['0001_a.sql', '0003_c.sql'], '0003_c.sql should be number 2'],
    ['a number twice', ['0001_a.sql', '0001_b.sql'], '0001_b.sql should be number 2'],
    ['a name without number', ['first.sql'], 'first.sql should be number 1'],
  ])('with %s is refused', async (_what, names, message) => {
    for (const name of names) writeFileSync(join(directory, name), 'select 1;');
    await expect(readMigrations(directory)).rejects.toThrow(message);
  });

  it('has the same checksums whatever the line ends', async () => {
    writeFileSync(join(directory, '0001_a.sql'), 'select 1;\nselect 2;\n');
    const [unix] = await readMigrations(directory);
    writeFileSync(join(directory, '0001_a.sql'), 'select 1;\r\nselect 2;\r\n');
    const [dos] = await readMigrations(directory);
    expect(dos?.checksum).toBe(unix?.checksum);
  });
});

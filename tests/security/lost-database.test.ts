import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../server/store/database.ts';
import { DatabaseUnavailable } from '../../server/store/errors.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { type CutProxy, startCutProxy } from './support/cut-proxy.ts';

const postgres = databases.find(({ name }) => name === 'postgres');

describe.runIf(postgres)('a connection to Postgres that is lost', () => {
  it('in a pause of a transaction fails that transaction and nothing else', async () => {
    const { direct, database, proxy } = await openThroughProxy();
    const lost = database.withOrganization(randomUUID(), async (trx) => {
      const { rows } = await sql<Backend>`select pg_backend_pid() as pid`.execute(trx);
      proxy.cut();
      // No statement is under way that could be told of it.
      await ended(direct, rows[0]);
      await sql`select 1`.execute(trx);
    });
    await expect(lost).rejects.toThrow(DatabaseUnavailable);
    expect(await database.asSystem(async () => 'goes on')).toBe('goes on');
  });

  it('while nobody uses it is replaced', async () => {
    const { direct, database, proxy } = await openThroughProxy();
    const backend = await database.asSystem(async (trx) => {
      const { rows } = await sql<Backend>`select pg_backend_pid() as pid`.execute(trx);
      return rows[0];
    });
    proxy.cut();
    await ended(direct, backend);
    expect(await database.asSystem(async () => 'goes on')).toBe('goes on');
  });
});

describe.each(databases)('$name in trouble', (kind) => {
  const { open } = sharedDatabase(kind);

  it.each([
    ['a full disk', '53100'],
    ['no memory left', '53200'],
    ['a failing file system', '58030'],
  ])('with %s is unavailable for now, which is no fault of the request', async (_, code) => {
    const database = await open();
    const failing = database.asSystem((trx) =>
      sql`do ${sql.raw(`$$ begin raise exception 'trouble' using errcode = '${code}'; end $$`)}`.execute(
        trx,
      ),
    );
    await expect(failing).rejects.toMatchObject({ status: 503, retryable: true });
  });
});

interface Backend {
  readonly pid: number;
}

async function openThroughProxy(): Promise<{
  direct: TestDatabase;
  database: Database;
  proxy: CutProxy;
}> {
  const direct = await postgres?.open();
  if (!direct) throw new Error('There is no Postgres.');
  onTestFinished(() => direct.close());
  if (!('databaseUrl' in direct.location)) throw new Error('Only Postgres has an address.');
  const url = new URL(direct.location.databaseUrl);
  const proxy = await startCutProxy({ host: url.hostname, port: Number(url.port || 5432) });
  url.host = `127.0.0.1:${proxy.port}`;
  const database = await openDatabase({ databaseUrl: url.href });
  onTestFinished(() => database.close());
  return { direct, database, proxy };
}

/** Waits until the server has noticed that its client is gone, and with it our own side. */
async function ended(direct: TestDatabase, backend: Backend | undefined): Promise<void> {
  const alive = () => direct.asOwner('select from pg_stat_activity where pid = $1', [backend?.pid]);
  while ((await alive()).length > 0) await new Promise((resolve) => setImmediate(resolve));
}

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { DatabaseUnavailable } from '../../server/store/errors.ts';
import { createOrganization } from '../../server/store/organizations.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe.each(databases)('transactions on $name', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open({ acquireTimeoutMs: 1_000 });
  });
  afterAll(() => database.close());

  const add = (id: string) =>
    database.withOrganization(id, (trx) => createOrganization(trx, { id, name: 'Example' }));
  const exists = async (id: string) =>
    (await database.asOwner('select from organizations where id = $1', [id])).length === 1;

  it('are undone as a whole when their function fails', async () => {
    const id = randomUUID();
    const failing = database.withOrganization(id, async (trx) => {
      await createOrganization(trx, { id, name: 'Example' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await exists(id)).toBe(false);
  });

  it('leave the pool usable after a statement failed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const failing = database.withOrganization(randomUUID(), (trx) =>
        sql`select 1 / 0`.execute(trx),
      );
      await expect(failing).rejects.toMatchObject({ code: '22012' });
      await database.ping();
      const id = randomUUID();
      await add(id);
      expect(await exists(id)).toBe(true);
    }
  });

  it('leave the pool usable after many statements failed at once beside ones that did not', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const outcomes = await Promise.allSettled(
      ids.flatMap((id) => [
        add(id),
        database.withOrganization(id, (trx) => sql`select * from nowhere`.execute(trx)),
        database.ping(),
      ]),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    expect(await Promise.all(ids.map(exists))).toEqual(ids.map(() => true));
  });

  it('do not mix when they run at once', async () => {
    const ids = Array.from({ length: 30 }, () => randomUUID());
    await Promise.all(ids.map(add));
    const seen = await Promise.all(
      ids.map((id) =>
        database.withOrganization(id, async (trx) => {
          await sql`select 1`.execute(trx);
          return (await trx.selectFrom('organizations').select('id').execute()).map(
            (row) => row.id,
          );
        }),
      ),
    );
    expect(seen).toEqual(ids.map((id) => [id]));
  });

  it('are refused inside one another instead of waiting for ever', async () => {
    const nested = database.withOrganization(randomUUID(), () =>
      database.asSystem(async () => 'never'),
    );
    await expect(nested).rejects.toThrow('A transaction is open already');
    await database.ping();
  });

  it('can follow one another in one chain of calls', async () => {
    const id = randomUUID();
    await add(id);
    const found = await database.withOrganization(id, (trx) =>
      trx.selectFrom('organizations').select('id').executeTakeFirst(),
    );
    expect(await database.asSystem(async () => found?.id)).toBe(id);
  });

  it('tell an unreachable database from a wrong statement', async () => {
    const away = await openDatabase({ databaseUrl: 'postgresql://nobody@127.0.0.1:9/none' });
    await expect(away.asSystem(async () => 1)).rejects.toMatchObject({
      code: 'database_unavailable',
      status: 503,
      retryable: true,
    });
    await expect(away.ping()).rejects.toThrow(DatabaseUnavailable);
    await away.close();
  });
});

it('a second use of PGlite’s only connection inside a transaction ends with an error', async () => {
  const pglite = databases.find(({ name }) => name === 'pglite');
  const database = await pglite?.open({ acquireTimeoutMs: 200 });
  const waiting = database?.withOrganization(randomUUID(), () => database.ping());
  await expect(waiting).rejects.toThrow(DatabaseUnavailable);
  await database?.ping();
  await database?.close();
});

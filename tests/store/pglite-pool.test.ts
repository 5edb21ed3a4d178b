import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPglitePool } from '../../server/store/pglite.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe('a pool over PGlite', () => {
  let database: TestDatabase | undefined;
  let pool: Pool;

  beforeAll(async () => {
    database = await databases.find(({ name }) => name === 'pglite')?.openEmpty();
    if (!database || !('pglite' in database.location)) throw new Error('PGlite is always there.');
    pool = createPglitePool(database.location.pglite, { acquireTimeoutMs: 5_000 });
  });
  afterAll(async () => {
    await pool.end();
    await database?.close();
  });

  it('answers every query although others fail around it and lose their connection', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) =>
        index % 3 === 0
          ? pool.query('select $1::integer / 0', [index])
          : pool.query<{ value: number }>('select $1::integer as value', [index]),
      ),
    );
    expect(
      outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? outcome.value.rows[0]?.value : outcome.reason.code,
      ),
    ).toEqual(outcomes.map((_, index) => (index % 3 === 0 ? '22012' : index)));
  });

  it('answers a query sent at the very moment another one fails', async () => {
    for (let round = 0; round < 20; round += 1) {
      const next = await pool
        .query('select $1::integer / 0', [round])
        .catch(() => pool.query<{ value: number }>('select $1::integer as value', [round]));
      expect(next.rows).toEqual([{ value: round }]);
    }
  });

  it('hands over a clean session when a connection is dropped inside a transaction', async () => {
    const client = await pool.connect();
    await client.query('create table kept (id integer)');
    await client.query('begin');
    await client.query('insert into kept values (1)');
    await client.query(`set application_name = 'leaked'`);
    client.release(true);
    const { rows } = await pool.query(
      `select count(*)::integer as kept, current_setting('application_name') = 'leaked' as leaked from kept`,
    );
    expect(rows).toEqual([{ kept: 0, leaked: false }]);
  });
});

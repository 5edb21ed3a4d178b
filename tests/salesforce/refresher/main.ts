/** One of several processes: `main.ts <database url> <login url> <rounds>`. */
import pg from 'pg';
import type { WithLock } from '../../../server/crm/salesforce/session/session.ts';
import { type Run, refreshUntil } from './refresher.ts';

const [databaseUrl, loginUrl = '', rounds] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
const run: Run = async (statement, parameters) => (await pool.query(statement, parameters)).rows;

/** Held by the connection, outside any transaction. */
const withLock: WithLock = async (key, work) => {
  const connection = await pool.connect();
  try {
    await connection.query('select pg_advisory_lock(hashtext($1))', [key]);
    return await work();
  } finally {
    await connection.query('select pg_advisory_unlock(hashtext($1))', [key]);
    connection.release();
  }
};

await refreshUntil(
  Number(rounds),
  { clientId: 'app', clientSecret: 'secret', loginUrl },
  run,
  withLock,
);
await pool.end();

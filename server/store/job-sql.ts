/** How pg-boss reaches the database: with its own rights, over our connections. */
import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Tables } from './schema.ts';

/** What pg-boss calls a database. */
export interface JobSql {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Where pg-boss keeps its tables; no tenant data stands in them but ids. */
export const jobSchema = 'pgboss';

/** May use the jobs' tables, and none of ours. */
const jobRole = 'smartsync_jobs';

/**
 * pg-boss inside a transaction of ours, so that a job stands or falls with the rows it is about. The
 * transaction's own role has no rights on jobs; it is taken up again after each statement.
 */
export function jobSqlIn(trx: Transaction<Tables>): JobSql {
  return {
    async executeSql(text, values = []) {
      const { rows } = await sql<{ role: string }>`
        select current_setting('role') as role, set_config('role', ${jobRole}, true)
      `.execute(trx);
      const result = await trx.executeQuery(CompiledQuery.raw(text, values));
      await sql`select set_config('role', ${rows[0]?.role ?? 'none'}, true)`.execute(trx);
      return { rows: result.rows };
    },
  };
}

/** pg-boss by itself: it owns its schema. */
export function jobSqlOver(pool: Pool): JobSql {
  return {
    async executeSql(text, values) {
      const result = await pool.query(text, values);
      // Several statements in one text have several results.
      const last = Array.isArray(result) ? result.at(-1) : result;
      return { rows: last?.rows ?? [] };
    },
  };
}

/** Lets our transactions send jobs; safe to repeat. */
export async function grantJobs(pool: Pool): Promise<void> {
  await pool.query(`
    grant usage on schema ${jobSchema} to ${jobRole};
    grant select, insert, update, delete on all tables in schema ${jobSchema} to ${jobRole};
    grant execute on all functions in schema ${jobSchema} to ${jobRole};
  `);
}

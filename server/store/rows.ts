/** Many rows as one parameter of a statement: its text, and so its plan, does not grow with them. */
import { type RawBuilder, sql } from 'kysely';
import { toJsonb } from './json.ts';

/**
 * Rows to select from, by a name of their own: `from ${rowsOf('run', 'id uuid, score smallint', rows)}`.
 * A member that a row lacks is null; instants may be `Date`s.
 * @param name and `columns` are SQL, and so never from outside
 */
export function rowsOf(
  name: string,
  columns: string,
  rows: readonly object[],
): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${toJsonb(rows)}::jsonb) as ${sql.raw(`${name}(${columns})`)}`;
}

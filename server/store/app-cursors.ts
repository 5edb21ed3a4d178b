/** How far this installation has read the lists that CRMs keep for apps. */
import type { SystemTransaction } from './database.ts';

/** Null before the first reading. */
export async function readCursor(trx: SystemTransaction, name: string): Promise<string | null> {
  const row = await trx
    .selectFrom('app_cursors')
    .select('cursor')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.cursor ?? null;
}

export async function moveCursor(
  trx: SystemTransaction,
  name: string,
  { cursor, at }: { readonly cursor: string; readonly at: Date },
): Promise<void> {
  await trx
    .insertInto('app_cursors')
    .values({ name, cursor, updated_at: at })
    .onConflict((taken) => taken.column('name').doUpdateSet({ cursor, updated_at: at }))
    .execute();
}

/** What public sources said when somebody looked at them last. All tenants share it. */
import { sql } from 'kysely';
import type { Seen } from '../research/marks.ts';
import type { SystemTransaction } from './database.ts';
import { toText } from './json.ts';
import { rowsOf } from './rows.ts';

interface SourceMark extends Seen {
  readonly seenAt: Date;
}

/** By subject; what nobody has looked at yet has no entry. */
export async function getSourceMarks(
  trx: SystemTransaction,
  subjects: readonly string[],
): Promise<Map<string, SourceMark>> {
  if (subjects.length === 0) return new Map();
  const rows = await trx
    .selectFrom('source_marks')
    .selectAll()
    .where(sql<boolean>`subject = any(${subjects.map(toText)}::text[])`)
    .execute();
  return new Map(
    rows.map(({ subject, digest, validators, seen_at }) => [
      subject,
      { digest, validators, seenAt: seen_at },
    ]),
  );
}

/** Keeps what was seen; of two looks the later one stays. */
export async function keepSourceMarks(
  trx: SystemTransaction,
  seen: ReadonlyMap<string, Seen>,
  at: Date,
): Promise<void> {
  if (seen.size === 0) return;
  const rows = [...seen].map(([subject, { digest, validators }]) => ({
    subject: toText(subject),
    digest: toText(digest),
    validators,
  }));
  // In one order, so that two processes never wait for each other.
  await sql`
    insert into source_marks as known (subject, digest, validators, seen_at)
    select seen.subject, seen.digest, seen.validators, ${at}::timestamptz
    from ${rowsOf('seen', 'subject text, digest text, validators jsonb', rows)}
    order by seen.subject collate "C"
    on conflict (subject) do update
    set digest = excluded.digest, validators = excluded.validators, seen_at = excluded.seen_at
    where known.seen_at <= excluded.seen_at`.execute(trx);
}

/** @returns how many rows went */
export async function deleteOldMarks(
  trx: SystemTransaction,
  before: Date,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from source_marks where subject in (
      select subject from source_marks where seen_at < ${before} limit ${limit})`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

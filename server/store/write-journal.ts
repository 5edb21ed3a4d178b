/** The write journal: every operation is committed here before the CRM is called. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { WriteOperation } from '../crm/connector.ts';
import type { RejectedField } from '../crm/errors.ts';
import { rowsOf } from './rows.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { JournalState, StoredError, WriteJournalTable } from './tables/sync.ts';

export interface NewJournalEntry {
  readonly id: string;
  readonly runId: string;
  readonly position: number;
  readonly operation: WriteOperation;
  /** What a task or deal is created for; null for other operations. */
  readonly subject: string | null;
  /** Current values of the fields the operation changes. */
  readonly before: Readonly<Record<string, CrmValue>>;
  /** Fields whose current value is one we wrote. */
  readonly beforeOurs: readonly string[];
  /** The entry this one takes back. */
  readonly undoes: string | null;
}

export interface JournalEntry extends NewJournalEntry {
  readonly state: JournalState;
  readonly crmId: string | null;
  readonly crmUrl: string | null;
  readonly rejected: readonly RejectedField[];
  readonly error: StoredError | null;
}

type Trx = Transaction<Tables>;

function toEntry(row: Selectable<WriteJournalTable>): JournalEntry {
  return {
    id: row.id,
    runId: row.sync_log_id,
    position: row.position,
    operation: row.operation,
    subject: row.subject,
    before: row.before_image,
    beforeOurs: row.before_ours,
    undoes: row.undoes,
    state: row.state,
    crmId: row.crm_id,
    crmUrl: row.crm_url,
    rejected: row.rejected,
    error: row.error,
  };
}

/**
 * Adds what is about to be written. An entry whose operation key stands already, also one that
 * another process commits at this moment, is left out.
 * @returns ids of the entries that were added
 */
export async function addJournalEntries(
  trx: Trx,
  owner: RunOwner,
  entries: readonly NewJournalEntry[],
  now: Date,
): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const rows = entries.map((entry) => ({ ...entry, key: entry.operation.key }));
  const columns = `id uuid, "runId" uuid, position smallint, key text, subject text, operation jsonb,
    before jsonb, "beforeOurs" text[], undoes uuid`;
  // The same order everywhere: two batches that want the same keys must not wait for each other. The
  // predicate of the partial index stands as constants: parameters would not match it.
  const added = await sql<{ id: string }>`
    insert into crm_write_journal (id, organization_id, integration_id, sync_log_id, position,
      operation_key, subject, operation, before_image, before_ours, state, rejected, undoes, created_at,
      updated_at)
    select entry.id, ${owner.organizationId}, ${owner.integrationId}, entry."runId", entry.position,
      entry.key, entry.subject, entry.operation, entry.before, entry."beforeOurs", 'pending', '[]',
      entry.undoes, ${now}::timestamptz, ${now}::timestamptz
    from ${rowsOf('entry', columns, rows)}
    order by entry.key collate "C"
    on conflict (organization_id, integration_id, operation_key) where state in ('pending', 'applied')
      do nothing
    returning id`.execute(trx);
  return new Set(added.rows.map(({ id }) => id));
}

export async function journalOfRuns(
  trx: Trx,
  owner: RunOwner,
  runIds: readonly string[],
): Promise<JournalEntry[]> {
  if (runIds.length === 0) return [];
  const rows = await trx
    .selectFrom('crm_write_journal')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where(sql<boolean>`sync_log_id = any(${[...runIds]}::uuid[])`)
    .orderBy('sync_log_id')
    .orderBy('position')
    .execute();
  return rows.map(toEntry);
}

export interface JournalOutcome {
  readonly id: string;
  readonly state: JournalState;
  readonly crmId?: string | null;
  readonly crmUrl?: string | null;
  readonly rejected?: readonly RejectedField[];
  readonly error?: StoredError | null;
}

/**
 * Records what became of entries. A first outcome stands: somebody who lost the run cannot overwrite
 * what the one who took it over found. Only an undo changes it afterwards.
 */
export async function recordOutcomes(
  trx: Trx,
  owner: RunOwner,
  outcomes: readonly JournalOutcome[],
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map((outcome) => ({
    ...outcome,
    // What an outcome says nothing of stays; null is something it says.
    tellsId: outcome.crmId !== undefined,
    tellsUrl: outcome.crmUrl !== undefined,
    tellsError: outcome.error !== undefined,
  }));
  const columns = `id uuid, state text, "crmId" text, "crmUrl" text, rejected jsonb, error jsonb,
    "tellsId" boolean, "tellsUrl" boolean, "tellsError" boolean`;
  await sql`
    update crm_write_journal as entry
    set state = outcome.state, updated_at = ${now}::timestamptz, attempts = entry.attempts + 1,
      crm_id = case when "tellsId" then "crmId" else entry.crm_id end,
      crm_url = case when "tellsUrl" then "crmUrl" else entry.crm_url end,
      rejected = coalesce(outcome.rejected, entry.rejected),
      error = case when "tellsError" then nullif(outcome.error, 'null') else entry.error end
    from ${rowsOf('outcome', columns, rows)}
    where entry.organization_id = ${owner.organizationId} and entry.id = outcome.id
      and entry.state = case outcome.state when 'undone' then 'applied' else 'pending' end`.execute(
    trx,
  );
}

/** The newest task or deal of every subject, whatever became of it. */
export async function newestCreations(
  trx: Trx,
  owner: RunOwner,
  subjects: readonly string[],
): Promise<Map<string, JournalEntry>> {
  if (subjects.length === 0) return new Map();
  const rows = await trx
    .selectFrom('crm_write_journal')
    .selectAll()
    .distinctOn('subject')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('subject', 'in', [...subjects])
    .orderBy('subject')
    .orderBy('created_at', 'desc')
    .execute();
  return new Map(
    rows.flatMap((row) => (row.subject === null ? [] : [[row.subject, toEntry(row)]])),
  );
}

export interface EarlierCreations {
  /** How many were ever created for the subject, undone ones included: the next one's number. */
  readonly count: number;
  /** The newest that still stands; null when all were undone. */
  readonly standing: { readonly entry: JournalEntry; readonly createdAt: Date } | null;
}

/** Tasks and deals we created earlier, by subject. A subject without any has no entry. */
export async function findEarlierCreations(
  trx: Trx,
  owner: RunOwner,
  subjects: readonly string[],
): Promise<Map<string, EarlierCreations>> {
  if (subjects.length === 0) return new Map();
  // Of every subject the newest that stands, or else one that was undone, and how many there were.
  const rows = await trx
    .selectFrom('crm_write_journal')
    .selectAll()
    .select((eb) =>
      eb.fn
        .countAll()
        .over((over) => over.partitionBy('subject'))
        .as('creations'),
    )
    .distinctOn('subject')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where(sql<boolean>`subject = any(${[...subjects]}::text[])`)
    .where('state', 'in', ['pending', 'applied', 'undone'])
    .orderBy('subject')
    .orderBy(sql`state = 'undone'`)
    .orderBy('created_at', 'desc')
    .execute();
  return new Map(
    rows.flatMap((row): [string, EarlierCreations][] => {
      if (row.subject === null) return [];
      const stands = row.state !== 'undone';
      const standing = stands ? { entry: toEntry(row), createdAt: row.created_at } : null;
      return [[row.subject, { count: Number(row.creations), standing }]];
    }),
  );
}

/** The write journal: every operation is committed here before the CRM is called. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { WriteOperation } from '../crm/connector.ts';
import type { RejectedField } from '../crm/errors.ts';
import { toJsonb } from './json.ts';
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
  // The same order everywhere: two batches that want the same keys must not wait for each other.
  const ordered = [...entries].sort((a, b) => (a.operation.key < b.operation.key ? -1 : 1));
  const added = await trx
    .insertInto('crm_write_journal')
    .values(
      ordered.map((entry) => ({
        id: entry.id,
        organization_id: owner.organizationId,
        integration_id: owner.integrationId,
        sync_log_id: entry.runId,
        position: entry.position,
        operation_key: entry.operation.key,
        subject: entry.subject,
        operation: toJsonb(entry.operation),
        before_image: toJsonb(entry.before),
        before_ours: [...entry.beforeOurs],
        state: 'pending' as const,
        rejected: '[]',
        undoes: entry.undoes,
        created_at: now,
        updated_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'integration_id', 'operation_key'])
        // The predicate of the partial index, as constants: parameters would not match it.
        .where(sql<boolean>`state in ('pending', 'applied')`)
        .doNothing(),
    )
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
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
    .where('sync_log_id', 'in', [...runIds])
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
  for (const outcome of outcomes) {
    await trx
      .updateTable('crm_write_journal')
      .set((eb) => ({
        state: outcome.state,
        updated_at: now,
        attempts: eb('attempts', '+', 1),
        ...(outcome.crmId !== undefined && { crm_id: outcome.crmId }),
        ...(outcome.crmUrl !== undefined && { crm_url: outcome.crmUrl }),
        ...(outcome.rejected && { rejected: toJsonb(outcome.rejected) }),
        ...(outcome.error !== undefined && {
          error: outcome.error && toJsonb(outcome.error),
        }),
      }))
      .where('organization_id', '=', owner.organizationId)
      .where('id', '=', outcome.id)
      .where('state', '=', outcome.state === 'undone' ? 'applied' : 'pending')
      .execute();
  }
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
  const rows = await trx
    .selectFrom('crm_write_journal')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('subject', 'in', [...subjects])
    .where('state', 'in', ['pending', 'applied', 'undone'])
    .orderBy('created_at', 'desc')
    .execute();
  const found = new Map<string, EarlierCreations>();
  for (const row of rows) {
    if (row.subject === null) continue;
    const earlier = found.get(row.subject);
    const stands = row.state !== 'undone';
    found.set(row.subject, {
      count: (earlier?.count ?? 0) + 1,
      standing:
        earlier?.standing ?? (stands ? { entry: toEntry(row), createdAt: row.created_at } : null),
    });
  }
  return found;
}

/** What became of runs after their writes were carried out: one transaction for a part of a batch. */
import type { Enrichment } from '../../shared/contract/v1.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import { recordAudit } from '../store/audit-events.ts';
import { rememberWritten } from '../store/entity-mappings.ts';
import { erasedCode } from '../store/record-erasure.ts';
import {
  endRuns,
  isActive,
  lockRuns,
  type Run,
  type RunEnd,
  type RunState,
} from '../store/sync-logs.ts';
import { type JournalEntry, type JournalOutcome, recordOutcomes } from '../store/write-journal.ts';
import { answerOf, statusAfter } from './answer.ts';
import type { SyncDependencies } from './dependencies.ts';
import { elapsed } from './elapsed.ts';
import { writtenEvent } from './history.ts';
import { acceptedValues } from './journal.ts';
import type { Tenant } from './service.ts';

/** A run whose plan is committed, with its journal as it stood then. */
export interface CommittedRun {
  readonly run: Pick<Run, 'id' | 'operation' | 'record' | 'startedAt' | 'actor'>;
  /** What was decided; null for runs that decide nothing of their own. */
  readonly draft: Enrichment | null;
  readonly entries: readonly JournalEntry[];
}

interface EndedRun extends CommittedRun {
  /** As it is in its row. */
  readonly state: RunState;
  /** Null where somebody has ended it already. */
  readonly end: RunEnd | null;
}

/**
 * Records outcomes, what we wrote, how the runs ended and that in the history.
 * @returns what the enrichments among them came to, by run id; a run whose row is gone has none
 */
export async function recordEnds(
  deps: SyncDependencies,
  tenant: Tenant,
  committed: readonly CommittedRun[],
  outcomes: ReadonlyMap<string, JournalOutcome>,
): Promise<Map<string, Enrichment>> {
  const now = deps.runtime.now();
  const ids = committed.map(({ run }) => run.id);
  const told = committed.flatMap(({ entries }) =>
    entries.flatMap(({ id }) => outcomes.get(id) ?? []),
  );
  const ended = await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const states = await lockRuns(trx, tenant, ids);
    await recordOutcomes(trx, tenant, told, now);
    const known = committed.flatMap((one): EndedRun[] => {
      const state = states.get(one.run.id);
      if (!state) return [];
      const entries = one.entries.map((entry) => withOutcome(entry, outcomes.get(entry.id)));
      const end = isActive(state.status) ? endOf(one.run, entries, now) : null;
      return [{ ...one, entries, state, end }];
    });
    await rememberWritten(
      trx,
      tenant,
      known.flatMap(({ run, entries, state, end }) => {
        // That it was looked at and nothing had changed is remembered, too.
        const isDone = run.operation === 'enrich' && end?.status === 'completed';
        const values = writtenNow(entries, outcomes) ?? (isDone ? {} : null);
        // Of an erased person's run, which stays for a deal of her company, nothing is remembered.
        if (!values || state.errorCode === erasedCode) return [];
        return [{ record: run.record, values, enrichmentId: run.id }];
      }),
      now,
    );
    const ends = known.flatMap(({ end }) => end ?? []);
    const held = await endRuns(trx, tenant, ends, { leaseOwner: deps.instanceId });
    const events = known
      .filter(({ run }) => held.has(run.id))
      .flatMap((one) => eventOf(deps, tenant, one) ?? []);
    await recordAudit(trx, ...events);
    return known;
  });
  return new Map(
    ended.flatMap(({ run, draft, entries, state, end }): [string, Enrichment][] => {
      if (!draft || state.errorCode === erasedCode) return [];
      return [[run.id, answerOf(draft, end ?? state, entries)]];
    }),
  );
}

/** Open writes may still come: they are told when the run has ended. */
function eventOf(deps: SyncDependencies, tenant: Tenant, { run, entries, end }: EndedRun) {
  const { operation } = run;
  if (operation === 'undo' || !end?.finishedAt) return null;
  return writtenEvent(deps, { ...tenant, ...run, operation }, entries, end.finishedAt);
}

function endOf(
  { id, startedAt }: CommittedRun['run'],
  entries: readonly JournalEntry[],
  now: Date,
): RunEnd {
  const status = statusAfter(entries);
  const open = status === 'applying';
  const failure = entries.find((entry) => entry.state === 'failed')?.error ?? null;
  return {
    id,
    status,
    error: open ? null : failure,
    finishedAt: open ? null : now,
    durationMs: elapsed(startedAt, now),
  };
}

function withOutcome(entry: JournalEntry, outcome: JournalOutcome | undefined): JournalEntry {
  if (!outcome) return entry;
  return {
    ...entry,
    state: outcome.state,
    crmId: outcome.crmId ?? entry.crmId,
    crmUrl: outcome.crmUrl ?? entry.crmUrl,
    rejected: outcome.rejected ?? entry.rejected,
    error: outcome.error ?? entry.error,
  };
}

/** Values of the run's record that were written by these outcomes; null when there are none. */
function writtenNow(
  entries: readonly JournalEntry[],
  outcomes: ReadonlyMap<string, JournalOutcome>,
): Record<string, CrmValue> | null {
  for (const entry of entries) {
    if (entry.operation.kind === 'update' && outcomes.get(entry.id)?.state === 'applied') {
      return acceptedValues(entry);
    }
  }
  return null;
}

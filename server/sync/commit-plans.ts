/** Plans and the intents that follow from them are committed before the CRM is called. */
import type { WritePlan } from '../../shared/plan/plan.ts';
import type { TenantTransaction } from '../store/database.ts';
import { getEntityMemories, type ReadRecord, rememberRead } from '../store/entity-mappings.ts';
import { asStored } from '../store/json.ts';
import { keepSnapshots, type TakenSnapshot } from '../store/score-snapshots.ts';
import { lockRuns, planRuns } from '../store/sync-logs.ts';
import {
  addJournalEntries,
  type JournalEntry,
  type NewJournalEntry,
} from '../store/write-journal.ts';
import { draftAnswer } from './answer.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { elapsed } from './elapsed.ts';
import type { ClaimedRun } from './enrich.ts';
import { LeaseLost } from './errors.ts';
import { failRunsIn } from './fail-runs.ts';
import { journalEntries } from './journal.ts';
import { lookedFor } from './looked-for.ts';
import { dealSubject, taskSubject } from './planning.ts';
import type { PreparedRecord } from './prepared.ts';
import type { CommittedRun } from './record-ends.ts';
import { distinctReadings, emailHash, refusalsNow } from './refusal.ts';
import { transactionsOf } from './slices.ts';

export interface PlannedRun {
  readonly run: ClaimedRun;
  readonly prepared: PreparedRecord;
}

interface Committed {
  readonly committed: CommittedRun[];
  /**
   * By run id: the record was suppressed or erased since it was read; `LeaseLost`; or the database
   * failed. Of the last ones nothing was committed.
   */
  readonly failures: Map<string, unknown>;
}

/**
 * Commits in parts, each in one transaction: after it, recovery can finish every run of the part without
 * asking anybody again. The other parts start again if the process dies in between.
 */
export async function commitPlans(
  deps: SyncDependencies,
  context: TenantContext,
  planned: readonly PlannedRun[],
): Promise<Committed> {
  const committed: CommittedRun[] = [];
  const failures = new Map<string, unknown>();
  const { organizationId } = context.tenant;
  for (const part of transactionsOf(planned)) {
    try {
      const done = await deps.database.withOrganization(organizationId, (trx) =>
        commitPart(deps, context, trx, part),
      );
      committed.push(...done.committed);
      for (const [id, error] of done.failures) failures.set(id, error);
    } catch (error) {
      for (const { run } of part) failures.set(run.id, error);
    }
  }
  return { committed, failures };
}

async function commitPart(
  deps: SyncDependencies,
  context: TenantContext,
  trx: TenantTransaction,
  part: readonly PlannedRun[],
): Promise<Committed> {
  const { tenant } = context;
  const ids = part.map(({ run }) => run.id);
  const states = await lockRuns(trx, tenant, ids);
  // A run whose row is gone is over: its record was erased meanwhile.
  const isOurs = ({ run }: PlannedRun) => states.get(run.id)?.leaseOwner === deps.instanceId;
  const failures = new Map<string, unknown>(
    part
      .filter((one) => !isOurs(one))
      .map(({ run }) => [run.id, new LeaseLost('another process has taken the run over')]),
  );
  const ours = part.filter(isOurs);
  const refusals = await refusalsNow(
    trx,
    tenant,
    ours.flatMap(({ run, prepared: { record, asRead } }) =>
      distinctReadings(asRead, record, run.request.pick),
    ),
  );
  const refused = ours.flatMap(({ run }) => {
    const error = refusals.get(run.request.recordId);
    return error ? [{ run, error }] : [];
  });
  await failRunsIn(deps, trx, tenant, refused);
  for (const { run, error } of refused) failures.set(run.id, error);
  const allowed = ours.filter(({ run }) => !failures.has(run.id));
  return { committed: await commit(deps, context, trx, allowed), failures };
}

/** @param planned runs of one object */
async function commit(
  deps: SyncDependencies,
  context: TenantContext,
  trx: TenantTransaction,
  planned: readonly PlannedRun[],
): Promise<CommittedRun[]> {
  const { tenant, connector } = context;
  const [first] = planned;
  if (!first) return [];
  const { object } = first.prepared.record.ref;
  const now = deps.runtime.now();
  const recordIds = planned.map(({ prepared }) => prepared.record.ref.id);
  const memories = await getEntityMemories(trx, tenant, object, recordIds);
  const lastWritten = (id: string) => memories.get(id)?.lastWritten ?? {};
  // What goes to the CRM is what recovery would send.
  const entries = asStored(
    planned
      .filter(({ run }) => run.operation === 'enrich')
      .flatMap(({ run, prepared: { plan, record } }) =>
        journalEntries(
          deps.runtime,
          run.id,
          plan,
          { task: taskSubject(record), deal: dealSubject(record) },
          lastWritten(record.ref.id),
        ),
      ),
  );
  const added = await addJournalEntries(trx, tenant, entries, now);
  const byRun = Map.groupBy(entries, ({ runId }) => runId);
  const unavailable = context.unavailable(object);
  const decided = planned.map(({ run, prepared }) => {
    const own = byRun.get(run.id) ?? [];
    const plan = withoutTaken(
      prepared.plan,
      own.filter(({ id }) => !added.has(id)),
    );
    const { id: runId, startedAt } = run;
    const draft = draftAnswer(prepared, plan, {
      runId,
      crm: connector.crm,
      startedAt,
      unavailable,
    });
    return { run, prepared, draft, entries: own.filter(({ id }) => added.has(id)).map(asPending) };
  });
  await planRuns(
    trx,
    tenant,
    decided.map(({ run: { id, operation, startedAt }, prepared, draft }) => ({
      id,
      result: draft,
      score: prepared.decision.score.value,
      researchMs: prepared.researchMs,
      ...(operation === 'preview'
        ? { status: 'previewed', finishedAt: now, durationMs: elapsed(startedAt, now) }
        : { status: 'applying', finishedAt: null, durationMs: null }),
    })),
  );
  const read = planned.map((one) => asRemembered(one, lastWritten(one.prepared.asRead.ref.id)));
  await rememberRead(trx, tenant, object, read);
  await keepSnapshots(trx, tenant, object, planned.flatMap(asSnapshot));
  return decided.map(({ run: { id, operation, startedAt }, prepared, draft, entries: own }) => ({
    run: { id, operation, startedAt, record: prepared.record.ref, actor: null },
    draft,
    entries: own,
  }));
}

/** Of what was scored; a preview is not, for nothing may come of it. */
function asSnapshot({ run, prepared: { decision, record } }: PlannedRun): TakenSnapshot[] {
  if (run.operation !== 'enrich' || decision.score.value === null) return [];
  return [{ recordId: record.ref.id, runId: run.id, snapshot: decision.snapshot }];
}

function asPending(entry: NewJournalEntry): JournalEntry {
  return { ...entry, state: 'pending', crmId: null, crmUrl: null, rejected: [], error: null };
}

/** What a preview looked for is no news: nothing came of it yet. */
function asRemembered(
  { run, prepared: { asRead, plan, research } }: PlannedRun,
  lastWritten: Readonly<Record<string, unknown>>,
): ReadRecord {
  const written = plan.changes.flatMap(({ decision, after }) =>
    decision === 'write' ? [after] : [],
  );
  const earlier = Object.values(lastWritten) as typeof written;
  const email = asRead.person?.email;
  return {
    id: asRead.ref.id,
    lookedFor: run.operation === 'enrich' ? lookedFor(asRead, [...earlier, ...written]) : null,
    emailHash: email ? emailHash(email) : null,
    marks: research.marks,
  };
}

/** The plan without what another enrichment committed between our look at the journal and now. */
function withoutTaken(plan: WritePlan, taken: readonly NewJournalEntry[]): WritePlan {
  if (taken.length === 0) return plan;
  const kinds = new Set(taken.map(({ operation }) => operation.kind));
  const skip = (action: 'task' | 'deal') => ({
    action,
    code: 'exists',
    reason: `Another enrichment created this ${action} at the same moment.`,
  });
  return {
    ...plan,
    task: kinds.has('create-task') ? null : plan.task,
    deal: kinds.has('create-deal') ? null : plan.deal,
    skipped: [
      ...plan.skipped,
      ...(kinds.has('create-task') ? [skip('task')] : []),
      ...(kinds.has('create-deal') ? [skip('deal')] : []),
    ],
  };
}

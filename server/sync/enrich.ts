/** The pipeline of claimed runs: prepare, commit the plan, carry it out, finish. Batch first. */
import type { Enrichment, EnrichRequest } from '../../shared/contract/v1.ts';
import type { WritePlan } from '../../shared/plan/plan.ts';
import { crmLabel } from '../crm/labels.ts';
import { isAppError } from '../errors.ts';
import { getEntityMemories } from '../store/entity-mappings.ts';
import { isMissingReference } from '../store/errors.ts';
import { rememberLookedFor } from '../store/record-life.ts';
import { type NewRun, updateRun } from '../store/sync-logs.ts';
import { addJournalEntries, type NewJournalEntry } from '../store/write-journal.ts';
import { draftAnswer } from './answer.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { LeaseLost } from './errors.ts';
import { elapsed, failRun, finishRuns } from './finish.ts';
import { journalEntries } from './journal.ts';
import { lookedFor } from './looked-for.ts';
import { dealSubject, taskSubject } from './planning.ts';
import { prepareRecords } from './prepare.ts';
import type { PreparedRecord } from './prepared.ts';
import type { StepReport } from './progress.ts';
import { provisionOnce } from './provisioning.ts';

export interface ClaimedRun {
  readonly id: string;
  readonly operation: NewRun['operation'];
  readonly request: EnrichRequest;
  readonly startedAt: Date;
}

export type EnrichResult =
  | { readonly ok: true; readonly enrichment: Enrichment }
  | { readonly ok: false; readonly error: unknown };

/**
 * Enriches records of one object; their runs are ours already. One result per run, by run id.
 * Never throws: what goes wrong stands in the runs' rows and in the results.
 */
export async function enrichClaimed(
  deps: SyncDependencies,
  loaded: TenantContext,
  runs: readonly ClaimedRun[],
  report: StepReport,
): Promise<Map<string, EnrichResult>> {
  const results = new Map<string, EnrichResult>();
  const [first] = runs;
  if (!first) return results;
  let context = loaded;
  try {
    // A preview writes nothing at all, not even the definitions of our fields.
    if (first.operation === 'enrich') {
      if (!loaded.provisioned) report(preparing(loaded));
      context = await provisionOnce(deps, loaded);
    }
    const items = runs.map(({ id, request }) => ({ runId: id, request }));
    const prepared = await prepareRecords(deps, context, first.request.object, items, report);
    const planned: PlannedRun[] = [];
    for (const run of runs) {
      const result = prepared.get(run.id);
      if (result?.ok) planned.push({ run, prepared: result.prepared });
      else results.set(run.id, await fail(deps, context, run, result?.error));
    }
    report({ step: 'plan', provider: null, state: 'started', message: 'Planning' });
    await commitPlans(deps, context, planned);
    report({ step: 'plan', provider: null, state: 'done', message: 'Planned' });
    const ids = planned.map(({ run }) => run.id);
    for (const [id, enrichment] of await finishRuns(deps, context, ids, false, report)) {
      results.set(id, { ok: true, enrichment });
    }
  } catch (failure) {
    // A run whose row is gone is over: its record was erased meanwhile.
    const error = isMissingReference(failure) ? new LeaseLost('a run was erased') : failure;
    for (const run of runs) {
      if (!results.has(run.id)) results.set(run.id, await fail(deps, context, run, error));
    }
  }
  return results;
}

/** The first run of a connection takes longer; that it began is known from the first. */
function preparing({ connector }: TenantContext): Parameters<StepReport>[0] {
  const message = `Preparing ${crmLabel[connector.crm]}`;
  return { step: 'read', provider: null, state: 'started', message };
}

interface PlannedRun {
  readonly run: ClaimedRun;
  readonly prepared: PreparedRecord;
}

/** One transaction: after it, recovery can finish every run without asking anybody again. */
async function commitPlans(
  deps: SyncDependencies,
  context: TenantContext,
  planned: readonly PlannedRun[],
): Promise<void> {
  const { tenant, connector } = context;
  const now = deps.runtime.now();
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const first = planned[0]?.prepared.record.ref.object;
    const recordIds = planned.map(({ prepared }) => prepared.record.ref.id);
    const memories = first
      ? await getEntityMemories(trx, tenant, first, recordIds)
      : new Map<string, never>();
    const entries = planned
      .filter(({ run }) => run.operation === 'enrich')
      .flatMap(({ run, prepared: { plan, record } }) =>
        journalEntries(
          deps.runtime,
          run.id,
          plan,
          { task: taskSubject(record), deal: dealSubject(record) },
          memories.get(record.ref.id)?.lastWritten ?? {},
        ),
      );
    const added = await addJournalEntries(trx, tenant, entries, now);
    for (const { run, prepared } of planned) {
      const { decision } = prepared;
      const preview = run.operation === 'preview';
      const taken = entries.filter((entry) => entry.runId === run.id && !added.has(entry.id));
      const plan = withoutTaken(prepared.plan, taken);
      const draft = draftAnswer(prepared, plan, {
        runId: run.id,
        crm: connector.crm,
        startedAt: run.startedAt,
        unavailable: context.unavailable(run.request.object),
      });
      const held = await updateRun(
        trx,
        tenant,
        run.id,
        {
          status: preview ? 'previewed' : 'applying',
          plan,
          result: draft,
          score: decision.score.value,
          researchMs: prepared.researchMs,
          ...(preview && { finishedAt: now, durationMs: elapsed(run.startedAt, now) }),
        },
        { leaseOwner: deps.instanceId },
      );
      if (!held) throw new LeaseLost('another process has taken the run over');
    }
    const written = planned.filter(({ run }) => run.operation === 'enrich');
    const digests = written.map(({ prepared: { asRead, plan } }) => {
      const values = plan.changes.flatMap(({ decision, after }) =>
        decision === 'write' ? [after] : [],
      );
      const earlier = Object.values(memories.get(asRead.ref.id)?.lastWritten ?? {});
      return [asRead.ref.id, lookedFor(asRead, [...earlier, ...values])] as const;
    });
    if (first) await rememberLookedFor(trx, tenant, first, new Map(digests));
  });
}

/** The plan without what another enrichment committed between our look at the journal and now. */
function withoutTaken(plan: WritePlan, taken: readonly NewJournalEntry[]): WritePlan {
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

async function fail(
  deps: SyncDependencies,
  context: TenantContext,
  run: ClaimedRun,
  error: unknown,
): Promise<EnrichResult> {
  // Somebody else finishes it: its row is not ours to write.
  if (error instanceof LeaseLost) return { ok: false, error };
  if (!isAppError(error)) deps.logger.error({ err: error, runId: run.id }, 'enrichment failed');
  await failRun(deps, context.tenant, run, error);
  return { ok: false, error };
}

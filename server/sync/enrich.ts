/** The pipeline of claimed runs: prepare, commit the plan, carry it out, finish. Batch first. */
import type { Enrichment, EnrichRequest } from '../../shared/contract/v1.ts';
import type { WritePlan } from '../../shared/plan/plan.ts';
import { crmLabel } from '../crm/labels.ts';
import { type AppError, isAppError } from '../errors.ts';
import type { TenantTransaction } from '../store/database.ts';
import { getEntityMemories, rememberAddresses } from '../store/entity-mappings.ts';
import { isMissingReference } from '../store/errors.ts';
import { rememberLookedFor } from '../store/record-life.ts';
import { type NewRun, updateRun } from '../store/sync-logs.ts';
import { addJournalEntries, type NewJournalEntry } from '../store/write-journal.ts';
import { draftAnswer } from './answer.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { LeaseLost } from './errors.ts';
import { elapsed, failRun, failRunIn, finishRuns } from './finish.ts';
import { journalEntries } from './journal.ts';
import { lookedFor } from './looked-for.ts';
import { dealSubject, taskSubject } from './planning.ts';
import { prepareRecords } from './prepare.ts';
import type { PreparedRecord } from './prepared.ts';
import type { StepReport } from './progress.ts';
import { provisionOnce } from './provisioning.ts';
import { emailHash, refusalsNow } from './refusal.ts';
import type { Tenant } from './service.ts';

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
    const refused = await commitPlans(deps, context, planned);
    report({ step: 'plan', provider: null, state: 'done', message: 'Planned' });
    for (const [id, error] of refused) results.set(id, { ok: false, error });
    const ids = planned.flatMap(({ run }) => (refused.has(run.id) ? [] : [run.id]));
    for (const [id, enrichment] of await finishRuns(deps, context, ids, false, report)) {
      results.set(id, { ok: true, enrichment });
    }
  } catch (failure) {
    // A run whose row is gone is over: its record was erased meanwhile.
    const error = isMissingReference(failure) ? new LeaseLost('a run was erased') : failure;
    if (error instanceof LeaseLost) await forgetSummaries(deps, context.tenant, runs);
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

/**
 * One transaction: after it, recovery can finish every run without asking anybody again.
 * @returns why runs failed whose record was suppressed or erased since it was read, by run id
 */
async function commitPlans(
  deps: SyncDependencies,
  context: TenantContext,
  prepared: readonly PlannedRun[],
): Promise<Map<string, AppError>> {
  const { tenant } = context;
  return deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const refusals = await refusalsNow(
      trx,
      tenant,
      prepared.flatMap(({ run, prepared: { record, asRead } }) => [
        { record, pick: run.request.pick },
        { record: asRead, pick: run.request.pick },
      ]),
    );
    const refused = new Map<string, AppError>();
    for (const { run } of prepared) {
      const error = refusals.get(run.request.recordId);
      if (!error) continue;
      await failRunIn(deps, trx, tenant, run, error);
      refused.set(run.id, error);
    }
    await commit(
      deps,
      context,
      trx,
      prepared.filter(({ run }) => !refused.has(run.id)),
    );
    return refused;
  });
}

async function commit(
  deps: SyncDependencies,
  context: TenantContext,
  trx: TenantTransaction,
  planned: readonly PlannedRun[],
): Promise<void> {
  const { tenant, connector } = context;
  const now = deps.runtime.now();
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
  if (!first) return;
  await rememberLookedFor(trx, tenant, first, new Map(digests));
  await rememberAddresses(trx, tenant, first, addressesOf(planned));
}

function addressesOf(planned: readonly PlannedRun[]): Map<string, string> {
  return new Map(
    planned.flatMap(({ prepared: { asRead } }) => {
      const email = asRead.person?.email;
      return email ? [[asRead.ref.id, emailHash(email)] as const] : [];
    }),
  );
}

/** Rows that are gone were erased with their person; a summary may have been remembered since. */
async function forgetSummaries(
  { narrator, logger }: SyncDependencies,
  tenant: Tenant,
  runs: readonly ClaimedRun[],
): Promise<void> {
  for (const { request } of runs) {
    const record = { ...tenant, object: request.object, id: request.recordId };
    await narrator.forget(record).catch((error: unknown) => {
      logger.warn({ err: error }, 'a summary could not be forgotten; it expires by itself');
    });
  }
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

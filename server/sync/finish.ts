/**
 * The end of a run: carry out what is open, record what became of it, tell the caller. Also used
 * after a crash and for previews that are applied: everything it needs is in the database.
 */
import type { Enrichment, UndoReport } from '../../shared/contract/v1.ts';
import type { AppError } from '../errors.ts';
import { getEntityMemories } from '../store/entity-mappings.ts';
import { getRuns, type Run } from '../store/sync-logs.ts';
import { journalOfRuns } from '../store/write-journal.ts';
import { carryOut } from './carry-out.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { LeaseLost } from './errors.ts';
import type { StepReport } from './progress.ts';
import { type CommittedRun, recordEnds } from './record-ends.ts';
import { bothReadings, refusalsNow } from './refusal.ts';
import { transactionsOf } from './slices.ts';

/**
 * Finishes a run from what the database holds of it.
 * @param readBackFirst somebody may have sent the open entries already: ask the CRM before writing
 * @returns the run's enrichment; null where it decided nothing of its own, or was erased
 * @throws LeaseLost when another process has taken it over
 */
export async function finishRun(
  deps: SyncDependencies,
  context: TenantContext,
  runId: string,
  readBackFirst: boolean,
  report: StepReport,
): Promise<Enrichment | null> {
  const { tenant } = context;
  const found = await deps.database.withOrganization(tenant.organizationId, async (trx) => ({
    run: (await getRuns(trx, tenant, [runId])).get(runId),
    entries: await journalOfRuns(trx, tenant, [runId]),
  }));
  const { run, entries } = found;
  if (!run) return null;
  const open = entries.some((entry) => entry.state === 'pending');
  const refusal = readBackFirst && open ? await refusalOfRun(deps, context, run) : undefined;
  const committed = { run, draft: isEnrichment(run.result) ? run.result : null, entries };
  const { enrichments, failures } = await finishCommitted(deps, context, [committed], report, {
    readBackFirst,
    ...(refusal && { refusals: new Map([[runId, refusal]]) }),
  });
  const failure = failures.get(runId);
  if (failure !== undefined) throw failure;
  return enrichments.get(runId) ?? null;
}

interface Finished {
  /** By run id. */
  readonly enrichments: ReadonlyMap<string, Enrichment>;
  /** By run id: `LeaseLost`, or why it could not be recorded; recovery goes on with those. */
  readonly failures: ReadonlyMap<string, unknown>;
}

/**
 * Finishes runs of one tenant whose plans this process has just committed, or read. All writes go to
 * the CRM together; what became of them is recorded in parts.
 */
export async function finishCommitted(
  deps: SyncDependencies,
  context: TenantContext,
  committed: readonly CommittedRun[],
  report: StepReport,
  options: Parameters<typeof carryOut>[3] = { readBackFirst: false },
): Promise<Finished> {
  const entries = committed.flatMap((one) => one.entries);
  const open = entries.some((entry) => entry.state === 'pending');
  if (open) report({ step: 'apply', provider: null, state: 'started', message: 'Writing' });
  const { outcomes, lost } = await carryOut(deps, context, entries, options);
  if (open) report({ step: 'apply', provider: null, state: 'done', message: 'Written' });
  const enrichments = new Map<string, Enrichment>();
  const failures = new Map<string, unknown>();
  for (const part of transactionsOf(committed)) {
    try {
      const answers = await recordEnds(deps, context.tenant, part, outcomes);
      for (const [id, answer] of answers) if (!lost.has(id)) enrichments.set(id, answer);
    } catch (error) {
      for (const { run } of part) failures.set(run.id, error);
    }
  }
  for (const id of lost) failures.set(id, new LeaseLost('another process has taken the run over'));
  report({ step: 'journal', provider: null, state: 'done', message: 'Recorded' });
  return { enrichments, failures };
}

/**
 * Long after a run was planned its record may have been suppressed, or its person may have objected.
 */
async function refusalOfRun(
  { database }: SyncDependencies,
  context: TenantContext,
  run: Run,
): Promise<AppError | undefined> {
  const { tenant, connector } = context;
  const { object, id } = run.record;
  const found = (await connector.readRecords(object, [id], context.fieldsToRead(object))).get(id);
  // Of a record that is gone the CRM refuses the writes itself.
  if (!found?.ok && found?.error.kind === 'not_found') return undefined;
  if (!found?.ok) throw found?.error ?? new Error('the connector answered for another record');
  const { record } = found;
  return database.withOrganization(tenant.organizationId, async (trx) => {
    const memory = (await getEntityMemories(trx, tenant, object, [id])).get(id);
    const asked = { record, pick: run.request.pick, lastWritten: memory?.lastWritten ?? {} };
    return (await refusalsNow(trx, tenant, bothReadings(context, asked))).get(id);
  });
}

export function isEnrichment(
  result: Enrichment | UndoReport | null | undefined,
): result is Enrichment {
  return result !== null && result !== undefined && 'score' in result;
}

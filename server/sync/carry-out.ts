/**
 * Carries out committed journal entries at the CRM. The rule that nothing is written twice lives
 * here: an entry whose outcome is not known is read back before it is sent again.
 */
import type { PendingOperation, WriteOperation, WriteOutcome } from '../crm/connector.ts';
import type { CrmError } from '../crm/errors.ts';
import type { AppError } from '../errors.ts';
import { renewLeases } from '../store/run-claims.ts';
import type { JournalEntry, JournalOutcome } from '../store/write-journal.ts';
import type { TenantContext } from './context.ts';
import { LEASE_MS, type SyncDependencies } from './dependencies.ts';
import { provisionAgain } from './provisioning.ts';

const ROUNDS = 3;
/** A CRM may need a moment until what it just wrote can be read. */
const BEFORE_READ_BACK_MS = 1_000;

export interface CarryOutOptions {
  /** The entries may have been sent by somebody who is gone: read back before the first write. */
  readonly readBackFirst: boolean;
  /** Why what is not in the CRM yet must not be written any more, by run id. */
  readonly refusals?: ReadonlyMap<string, AppError>;
}

interface CarriedOut {
  /**
   * Of pending entries, by entry id. An entry without one is still open: it may or may not stand in the
   * CRM, or the CRM asked to wait; recovery goes on with it later.
   */
  readonly outcomes: ReadonlyMap<string, JournalOutcome>;
  /** Ids of runs that are not ours any more: another process goes on with them, or they were erased. */
  readonly lost: ReadonlySet<string>;
}

/** All entries that are pending go to the CRM together, whichever run they are of. */
export async function carryOut(
  deps: SyncDependencies,
  context: TenantContext,
  entries: readonly JournalEntry[],
  options: CarryOutOptions,
): Promise<CarriedOut> {
  const lost = new Set<string>();
  const outcomes = new Map<string, JournalOutcome>();
  let open: readonly JournalEntry[] = entries.filter((entry) => entry.state === 'pending');
  for (let round = 1; round <= ROUNDS && open.length > 0; round += 1) {
    const readBack = round > 1 || options.readBackFirst;
    if (round > 1) await deps.pause(BEFORE_READ_BACK_MS * (round - 1));
    open = await held(deps, context, open, lost);
    const unsent = readBack ? await absent(context, open, outcomes) : open;
    let toSend = withoutRefused(unsent, options.refusals, outcomes);
    if (readBack) toSend = await held(deps, context, toSend, lost);
    if (toSend.length > 0) {
      const answers = await send(
        deps,
        context,
        toSend.map((entry) => entry.operation),
      );
      for (const entry of toSend) {
        const outcome = settled(entry, answers.get(entry.operation.key));
        if (outcome) outcomes.set(entry.id, outcome);
      }
    }
    open = open.filter((entry) => !outcomes.has(entry.id) && !lost.has(entry.runId));
  }
  return { outcomes, lost };
}

/**
 * Writes. Where the CRM refuses our own fields because somebody deleted them there, they are created
 * again and what was refused is sent once more; both are certainly not done at that point.
 */
async function send(
  deps: SyncDependencies,
  context: TenantContext,
  operations: readonly WriteOperation[],
): Promise<ReadonlyMap<string, WriteOutcome>> {
  const answers = new Map(await context.connector.write(operations));
  const again = operations.flatMap((operation) => lacking(context, operation, answers));
  if (again.length === 0) return answers;
  try {
    await provisionAgain(deps, context);
  } catch (error) {
    deps.logger.warn({ err: error }, 'missing fields could not be created');
    return answers;
  }
  for (const [key, outcome] of await context.connector.write(again)) {
    if (outcome.status !== 'failed' || answers.get(key)?.status === 'failed') {
      answers.set(key, outcome);
    }
  }
  return answers;
}

/** What of an operation was refused for want of our own fields. */
function lacking(
  context: TenantContext,
  operation: WriteOperation,
  answers: ReadonlyMap<string, WriteOutcome>,
): WriteOperation[] {
  const answer = answers.get(operation.key);
  const refused =
    answer?.status === 'applied'
      ? answer.rejected
      : answer?.status === 'failed' && answer.error.kind === 'validation'
        ? answer.error.fields
        : [];
  const missing = refused.flatMap((refusal) =>
    refusal.field && context.connector.lacksOwnField(refusal) ? [refusal.field] : [],
  );
  if (missing.length === 0) return [];
  if (operation.kind !== 'update' || answer?.status === 'failed') return [operation];
  const values = Object.entries(operation.values).filter(([field]) => missing.includes(field));
  return [{ ...operation, values: Object.fromEntries(values) }];
}

function withoutRefused(
  entries: readonly JournalEntry[],
  refusals: CarryOutOptions['refusals'],
  outcomes: Map<string, JournalOutcome>,
): readonly JournalEntry[] {
  if (!refusals || refusals.size === 0) return entries;
  return entries.filter((entry) => {
    const refusal = refusals.get(entry.runId);
    if (!refusal) return true;
    const { code, message } = refusal;
    outcomes.set(entry.id, { id: entry.id, state: 'failed', error: { code, message } });
    return false;
  });
}

/** Reads back which entries stand already; the rest may be sent. */
async function absent(
  context: TenantContext,
  open: readonly JournalEntry[],
  outcomes: Map<string, JournalOutcome>,
): Promise<JournalEntry[]> {
  const pending: PendingOperation[] = open.map(({ operation, before }) => ({ operation, before }));
  const found = await context.connector.reconcile(pending);
  const toSend: JournalEntry[] = [];
  for (const entry of open) {
    const state = found.get(entry.operation.key);
    if (state?.state === 'applied') {
      outcomes.set(entry.id, {
        id: entry.id,
        state: 'applied',
        crmId: state.id,
        crmUrl: state.url,
      });
    } else if (state?.state === 'conflict') {
      const error = { code: 'changed_meanwhile', message: state.reason };
      outcomes.set(entry.id, { id: entry.id, state: 'failed', error });
    } else if (state?.state === 'absent') {
      toSend.push(entry);
    }
  }
  return toSend;
}

/** The final outcome of an entry; null while it is open. */
function settled(entry: JournalEntry, answer: WriteOutcome | undefined): JournalOutcome | null {
  if (answer?.status === 'applied') {
    return {
      id: entry.id,
      state: 'applied',
      crmId: answer.id,
      crmUrl: answer.url,
      rejected: answer.rejected,
    };
  }
  if (answer?.status === 'failed' && !comesBack(answer.error)) {
    const { code, message } = answer.error;
    return { id: entry.id, state: 'failed', error: { code, message } };
  }
  return null;
}

/** Waiting helps: the entry stays open. */
function comesBack(error: CrmError): boolean {
  return error.kind === 'rate_limited' || error.kind === 'transient';
}

/** The entries of runs whose leases could be renewed. */
async function held(
  deps: SyncDependencies,
  context: TenantContext,
  entries: readonly JournalEntry[],
  lost: Set<string>,
): Promise<readonly JournalEntry[]> {
  const { tenant } = context;
  const runIds = [...new Set(entries.map(({ runId }) => runId))];
  if (runIds.length === 0) return [];
  const lease = {
    owner: deps.instanceId,
    expiresAt: new Date(deps.runtime.now().getTime() + LEASE_MS),
  };
  const ours = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    renewLeases(trx, tenant, runIds, lease),
  );
  for (const runId of runIds) if (!ours.has(runId)) lost.add(runId);
  return entries.filter(({ runId }) => ours.has(runId));
}

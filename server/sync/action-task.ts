/** A task that a person creates from a suggested next action: one for each action, however often she asks. */
import { createHash } from 'node:crypto';
import type { ActionTask } from '../../shared/contract/card.ts';
import type { Enrichment, NextAction } from '../../shared/contract/v1.ts';
import { actionTaskBody, actionTaskSubject } from '../../shared/decision/texts.ts';
import { wordsOf } from '../../shared/language/catalogue.ts';
import { defaultLanguage } from '../../shared/language/language.ts';
import type { PlannedTask, RecordRef, WritePlan } from '../../shared/plan/plan.ts';
import type { CrmRecord } from '../crm/connector.ts';
import { isCrmError } from '../crm/errors.ts';
import { getEntityMemories } from '../store/entity-mappings.ts';
import { isMissingReference } from '../store/errors.ts';
import { isEnrichmentRun, type Run, updateRun } from '../store/sync-logs.ts';
import {
  addJournalEntries,
  findEarlierCreations,
  type JournalEntry,
  newestCreations,
} from '../store/write-journal.ts';
import { claimFollowUp } from './claim.ts';
import { loadContext, type TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import {
  actionNotFound,
  enrichmentInProgress,
  enrichmentNotFound,
  LeaseLost,
  previewNotApplied,
  recordErased,
} from './errors.ts';
import { failRun } from './fail-runs.ts';
import { findRun, goneOrTaken } from './find-run.ts';
import { finishRun, isEnrichment } from './finish.ts';
import { associations, creationKey } from './planning.ts';
import type { StepReport } from './progress.ts';
import { recordVersion } from './record-version.ts';
import { bothReadings, refusalsNow } from './refusal.ts';
import type { ActionTaskRequest, OnProgress, Person, Tenant } from './service.ts';
import type { Work } from './work.ts';

const HOUR_MS = 3_600_000;

/**
 * What the journal knows a next action's task by. The same step for the same event is one task,
 * whichever enrichment suggests it; a state is found again by every look and counts once.
 */
export function actionSubject(
  { record, evidence }: Pick<Enrichment, 'record' | 'evidence'>,
  { id, evidenceIds }: Pick<NextAction, 'id' | 'evidenceIds'>,
): string {
  const events = evidence
    .filter((item) => evidenceIds.includes(item.id) && item.observedAt !== item.retrievedAt)
    .map((item) => `${item.id} ${item.observedAt}`)
    .sort();
  return `action-${record.object}-${record.id}-${shortHash(JSON.stringify([id, events]))}`;
}

/** An action's id names evidence and may be long; the reference in the task's text should not be. */
const shortHash = (text: string) =>
  createHash('sha256').update(text).digest('base64url').slice(0, 12);

/**
 * @throws AppError `action_not_found`, `suppressed`, `opted_out`, `preview_not_applied`, or what the CRM
 *   answered
 */
export async function createActionTask(
  deps: SyncDependencies,
  work: Work,
  tenant: Tenant,
  record: RecordRef,
  { enrichmentId, actionId, person }: ActionTaskRequest,
  onProgress?: OnProgress,
): Promise<ActionTask> {
  const target = await findRun(deps, tenant, enrichmentId, record);
  const enrichment = enrichmentOf(target);
  const action = enrichment.nextActions.find(({ id }) => id === actionId);
  if (!action) throw actionNotFound();
  const subject = actionSubject(enrichment, action);
  const standing = () => standingTask(deps, tenant, actionId, subject);

  const before = await standing();
  if (before) return before;
  const context = await loadContext(deps, tenant);
  const run = await claimFollowUp(deps, tenant, target, 'task');
  return work.on(tenant, [{ ...run, operation: 'task' }], onProgress, async (report) => {
    try {
      // Somebody may have created it while we waited for the record.
      const meanwhile = await standing();
      if (meanwhile) {
        await failRun(deps, tenant, run, enrichmentInProgress());
        return meanwhile;
      }
      const current = await readRecord(context, record, report);
      const ownerId = current.ownerId ?? (await ownerIdOf(deps, context, person));
      const task = planTask(deps, context, action, enrichment, current, ownerId);
      await commit(deps, context, run.id, current, subject, task);
    } catch (error) {
      if (error instanceof LeaseLost) throw await goneOrTaken(deps, tenant, run.id);
      if (isMissingReference(error)) throw recordErased();
      await failRun(deps, tenant, run, error);
      throw error;
    }
    await finishRun(deps, context, run.id, false, report);
    const created = await newestTask(deps, tenant, subject);
    // Somebody erased the record meanwhile, and our rows with it.
    if (!created) throw recordErased();
    return actionTaskOf(created, actionId);
  });
}

/** The task of a journal entry, as the card shows it. */
export function actionTaskOf(entry: JournalEntry, actionId: string): ActionTask {
  const { operation } = entry;
  if (operation.kind !== 'create-task') throw new Error(`no task comes of a ${operation.kind}`);
  return {
    runId: entry.runId,
    actionId,
    status: entry.state === 'applied' ? 'written' : entry.state,
    taskId: entry.crmId,
    subject: operation.task.subject,
    url: entry.crmUrl,
    error: entry.error?.message ?? null,
  };
}

/** A run with a result is in one of these only as a preview that nobody applied. */
const unwritten: ReadonlySet<Run['status']> = new Set(['running', 'previewed', 'discarded']);

function enrichmentOf(run: Run): Enrichment {
  if (!isEnrichmentRun(run) || !isEnrichment(run.result)) throw enrichmentNotFound();
  if (unwritten.has(run.status)) throw previewNotApplied();
  return run.result;
}

async function newestTask(deps: SyncDependencies, tenant: Tenant, subject: string) {
  const found = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    newestCreations(trx, tenant, [subject]),
  );
  return found.get(subject) ?? null;
}

/** The action's task if there is one that was neither refused nor taken back. */
async function standingTask(
  deps: SyncDependencies,
  tenant: Tenant,
  actionId: string,
  subject: string,
): Promise<ActionTask | null> {
  const entry = await newestTask(deps, tenant, subject);
  const stands = entry?.state === 'applied' || entry?.state === 'pending';
  return entry && stands ? actionTaskOf(entry, actionId) : null;
}

async function readRecord(
  context: TenantContext,
  { object, id }: RecordRef,
  report: StepReport,
): Promise<CrmRecord> {
  report({ step: 'read', provider: null, state: 'started', message: 'Reading the record' });
  const found = (await context.connector.readRecords(object, [id])).get(id);
  if (!found?.ok) throw found?.error ?? new Error('the connector answered for another record');
  report({ step: 'read', provider: null, state: 'done', message: 'Read the record' });
  return found.record;
}

/** The owner id of a person; null when she owns nothing here, or the CRM does not say. */
async function ownerIdOf(
  deps: SyncDependencies,
  { connector }: TenantContext,
  person: Person | null,
): Promise<string | null> {
  if (!person) return null;
  try {
    const owners = await connector.owners();
    const byUser = owners.find(({ userId }) => userId === person.userId);
    return (byUser ?? owners.find((owner) => isSameAddress(owner.email, person.email)))?.id ?? null;
  } catch (error) {
    if (!isCrmError(error)) throw error;
    // A task without an owner is better than none.
    deps.logger.warn({ err: error }, 'the owners could not be read');
    return null;
  }
}

function isSameAddress(one: string | null, other: string | null): boolean {
  return one !== null && one.toLowerCase() === other?.toLowerCase();
}

function planTask(
  deps: SyncDependencies,
  { settings }: TenantContext,
  action: NextAction,
  enrichment: Enrichment,
  record: CrmRecord,
  ownerId: string | null,
): Omit<PlannedTask, 'key'> {
  const words = wordsOf(settings.language ?? defaultLanguage);
  const dueAt = new Date(deps.runtime.now().getTime() + settings.tasks.dueInHours * HOUR_MS);
  return {
    subject: actionTaskSubject(words, action, { name: record.name, id: record.ref.id }),
    body: actionTaskBody(words, action, enrichment.evidence),
    dueAt: dueAt.toISOString(),
    priority: action.priority,
    ownerId,
    associations: associations(record),
    reason: action.reason,
  };
}

/** One transaction: after it, recovery can create the task without asking anybody again. */
async function commit(
  deps: SyncDependencies,
  context: TenantContext,
  runId: string,
  record: CrmRecord,
  subject: string,
  planned: Omit<PlannedTask, 'key'>,
): Promise<void> {
  const { tenant } = context;
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const { object, id } = record.ref;
    const memories = await getEntityMemories(trx, tenant, object, [id]);
    const lastWritten = memories.get(id)?.lastWritten ?? {};
    const candidates = bothReadings(context, { record, pick: null, lastWritten });
    const refusal = (await refusalsNow(trx, tenant, candidates)).get(id);
    if (refusal) throw refusal;
    const earlier = await findEarlierCreations(trx, tenant, [subject]);
    const task = { ...planned, key: creationKey(subject, earlier.get(subject)) };
    const plan: WritePlan = {
      record: record.ref,
      recordVersion: recordVersion(record),
      changes: [],
      task,
      deal: null,
      skipped: [],
    };
    const update = { status: 'applying' as const, plan };
    const held = await updateRun(trx, tenant, runId, update, { leaseOwner: deps.instanceId });
    if (!held) throw new LeaseLost('another process has taken the run over');
    const entry = {
      id: deps.runtime.newId(),
      runId,
      position: 0,
      operation: { kind: 'create-task' as const, key: task.key, task },
      subject,
      before: {},
      beforeOurs: [],
      undoes: null,
    };
    const added = await addJournalEntries(trx, tenant, [entry], deps.runtime.now());
    if (added.size === 0) throw enrichmentInProgress();
  });
}

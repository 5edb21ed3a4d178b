/**
 * read → research → decide → plan, for many records of one object. Writes nothing to a CRM.
 * Every company is researched once, however many records belong to it.
 */
import pLimit from 'p-limit';
import { type Assignment, type EnrichRequest, stageName } from '../../shared/contract/v1.ts';
import { decide } from '../../shared/decide.ts';
import type { Decision } from '../../shared/decision/decision.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { ObjectType, WritePlan } from '../../shared/plan/plan.ts';
import type { CrmRecord } from '../crm/connector.ts';
import { crmLabel } from '../crm/labels.ts';
import { isAppError } from '../errors.ts';
import type { ResearchResult } from '../research/provider.ts';
import { crmEvidence } from '../research/providers/crm-engagement.ts';
import { type CompanyPick, companyKey, researchSubject } from '../research/subject.ts';
import { peekTurn, takeTurn } from '../store/assignment-turns.ts';
import { type EntityMemory, getEntityMemories, rememberPick } from '../store/entity-mappings.ts';
import { type EarlierCreations, findEarlierCreations } from '../store/write-journal.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { type AssignedOwner, dealSubject, planRecord, taskSubject } from './planning.ts';
import type { StepReport } from './progress.ts';
import { refusalOf } from './refusal.ts';

export interface PreparedRecord {
  readonly record: CrmRecord;
  readonly research: ResearchResult;
  readonly evidence: readonly Evidence[];
  readonly decision: Decision;
  readonly plan: WritePlan;
  /** Why the template summary stands although a model is configured; null otherwise. */
  readonly narratorFallback: string | null;
  readonly researchMs: number;
}

export type PrepareResult =
  | { readonly ok: true; readonly prepared: PreparedRecord }
  | { readonly ok: false; readonly error: unknown };

export interface PrepareItem {
  /** Also the enrichment's id. */
  readonly runId: string;
  readonly request: EnrichRequest;
}

const RESEARCH_AT_ONCE = 8;
const NARRATIVES_AT_ONCE = 4;

/** One result per item, by run id. @throws AppError when no record could be read at all */
export async function prepareRecords(
  deps: SyncDependencies,
  context: TenantContext,
  object: ObjectType,
  items: readonly PrepareItem[],
  report: StepReport,
): Promise<Map<string, PrepareResult>> {
  const results = new Map<string, PrepareResult>();
  const { records, memories } = await read(deps, context, object, items, report);

  const readable: Readable[] = [];
  for (const item of items) {
    const found = records.get(item.request.recordId);
    if (!found?.ok) {
      results.set(item.runId, { ok: false, error: found?.error });
      continue;
    }
    const { record } = found;
    const memory = memories.get(record.ref.id);
    const pick = item.request.pick ?? memory?.pick ?? null;
    const refusal = refusalOf(context.settings, record, pick);
    if (refusal) results.set(item.runId, { ok: false, error: refusal });
    else readable.push({ ...item, record, memory, pick });
  }

  const researched = await research(deps, context, readable, report);
  report({ step: 'decide', provider: null, state: 'started', message: 'Scoring' });
  const narratives = pLimit(NARRATIVES_AT_ONCE);
  const decided = await Promise.all(
    researched.map((item) => narratives(() => decideRecord(deps, context, item))),
  );
  report({ step: 'decide', provider: null, state: 'done', message: 'Scored' });

  for (const [runId, result] of await plan(deps, context, decided)) results.set(runId, result);
  return results;
}

interface Readable extends PrepareItem {
  readonly record: CrmRecord;
  readonly memory: EntityMemory | undefined;
  /** The company a person chose, now or earlier. */
  readonly pick: CompanyPick | null;
}
interface Researched extends Readable {
  readonly research: ResearchResult;
  readonly researchMs: number;
}
interface Decided extends Researched {
  readonly evidence: readonly Evidence[];
  readonly decision: Decision;
  readonly narratorFallback: string | null;
}

async function read(
  deps: SyncDependencies,
  context: TenantContext,
  object: ObjectType,
  items: readonly PrepareItem[],
  report: StepReport,
) {
  const ids = items.map((item) => item.request.recordId);
  const label = `Reading from ${crmLabel[context.connector.crm]}`;
  report({ step: 'read', provider: null, state: 'started', message: label });
  const fields = context.mapping(object).map((field) => field.crmField);
  const [records, memories] = await Promise.all([
    context.connector.readRecords(object, ids, fields),
    deps.database.withOrganization(context.tenant.organizationId, async (trx) => {
      for (const { request } of items) {
        if (!request.pick) continue;
        const ref = { object, id: request.recordId };
        await rememberPick(trx, context.tenant, ref, request.pick, deps.runtime.now());
      }
      return getEntityMemories(trx, context.tenant, object, ids);
    }),
  ]);
  report({ step: 'read', provider: null, state: 'done', message: label });
  return { records, memories };
}

async function research(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Readable[],
  report: StepReport,
): Promise<Researched[]> {
  const limit = pLimit(RESEARCH_AT_ONCE);
  const byCompany = new Map<string, Promise<{ result: ResearchResult; ms: number }>>();
  report({ step: 'research', provider: null, state: 'started', message: 'Researching' });
  const researched = await Promise.all(
    items.map(async (item): Promise<Researched> => {
      const found = researchSubject(item.record, item.pick);
      if (!found.ok) {
        const nothing = { match: found.match, evidence: [], sources: [] };
        return { ...item, research: nothing, researchMs: 0 };
      }
      const { subject } = found;
      const key = `${companyKey(subject)}${item.request.refresh ? ' refresh' : ''}`;
      const flight =
        byCompany.get(key) ??
        limit(async () => {
          const started = deps.runtime.now().getTime();
          const result = await deps.research.company(subject, {
            matchThreshold: context.settings.thresholds.match,
            refresh: item.request.refresh,
            onProgress: ({ provider, label, state }) =>
              report({
                step: 'research',
                provider,
                state: state === 'started' ? 'started' : state === 'failed' ? 'failed' : 'done',
                message: label,
              }),
          });
          return { result, ms: deps.runtime.now().getTime() - started };
        });
      byCompany.set(key, flight);
      const { result, ms } = await flight;
      return { ...item, research: result, researchMs: ms };
    }),
  );
  report({ step: 'research', provider: null, state: 'done', message: 'Researched' });
  return researched;
}

async function decideRecord(
  deps: SyncDependencies,
  context: TenantContext,
  item: Researched,
): Promise<Decided> {
  const now = deps.runtime.now().toISOString();
  const { record, research: found } = item;
  const own = crmEvidence(record, context.connector.crm, now, context.settings);
  const evidence = [...own, ...found.evidence];
  const stageField = context
    .mapping(record.ref.object)
    .find((field) => field.oppspotField === 'deal_stage');
  const decision = decide({
    now,
    settings: context.settings,
    record: {
      object: record.ref.object,
      id: record.ref.id,
      name: record.name,
      jobTitle: record.person?.jobTitle ?? null,
      ownerId: record.ownerId,
      crmStage: record.stage,
      previousStage: previousStage(stageField && record.values[stageField.crmField]),
      isCustomer: record.isCustomer,
      openDeals: record.deals.filter((deal) => deal.isOpen).length,
      optedOut: record.person?.optedOut ?? false,
    },
    match: found.match,
    evidence,
  });
  const narrative = await deps.narrator.write({
    organizationId: context.tenant.organizationId,
    evidence,
    signals: decision.signals,
    score: decision.score,
    template: decision.summary,
  });
  return {
    ...item,
    evidence,
    decision: { ...decision, summary: narrative.summary },
    narratorFallback: narrative.fallbackReason,
  };
}

/** Plans in order of score, so that of two contacts of a company the better one gets its deal. */
async function plan(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Decided[],
): Promise<Map<string, PrepareResult>> {
  const ranked = [...items].sort(
    (a, b) => (b.decision.score.value ?? -1) - (a.decision.score.value ?? -1),
  );
  const earlier = await earlierCreations(deps, context, ranked);
  const results = new Map<string, PrepareResult>();
  const dealsOfThisRun = new Set<string>();
  for (const item of ranked) {
    try {
      const owner = await assignedOwner(deps, context, item);
      const deal = dealSubject(item.record);
      const planned = planRecord({
        ...item,
        context,
        match: item.research.match,
        owner,
        earlierTask: earlier.get(taskSubject(item.record)),
        earlierDeal: earlier.get(deal),
        enrichmentId: item.runId,
        now: deps.runtime.now(),
      });
      const doubled = planned.deal !== null && dealsOfThisRun.has(deal);
      if (planned.deal) dealsOfThisRun.add(deal);
      results.set(item.runId, {
        ok: true,
        prepared: { ...item, plan: doubled ? withoutDeal(planned) : planned },
      });
    } catch (error) {
      if (!isAppError(error)) deps.logger.error({ err: error, runId: item.runId }, 'plan failed');
      results.set(item.runId, { ok: false, error });
    }
  }
  return results;
}

function withoutDeal(planned: WritePlan): WritePlan {
  const skipped = {
    action: 'deal' as const,
    code: 'shared',
    reason: 'Another record of the same company gets the deal in this run.',
  };
  return { ...planned, deal: null, skipped: [...planned.skipped, skipped] };
}

/**
 * What we created before for these records. An entry whose object the CRM has never heard of (the
 * account was reset) does not stand in the way; one that somebody deleted does.
 */
async function earlierCreations(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Decided[],
): Promise<ReadonlyMap<string, EarlierCreations>> {
  const subjects = items.flatMap(({ decision, record }) => [
    ...(decision.task.create ? [taskSubject(record)] : []),
    ...(decision.deal.create ? [dealSubject(record)] : []),
  ]);
  const found = await deps.database.withOrganization(context.tenant.organizationId, (trx) =>
    findEarlierCreations(trx, context.tenant, [...new Set(subjects)]),
  );
  const created = [...found].flatMap(([subject, { standing }]) => {
    if (!standing?.entry.crmId) return [];
    const { operation, crmId } = standing.entry;
    if (operation.kind !== 'create-task' && operation.kind !== 'create-deal') return [];
    const kind = operation.kind === 'create-task' ? ('task' as const) : ('deal' as const);
    return [{ subject, object: { object: kind, id: crmId, operation } }];
  });
  if (created.length === 0) return found;
  const states = await context.connector.inspectCreated(created.map((item) => item.object));
  for (const { subject, object } of created) {
    const state = states.get(object.id);
    const known = found.get(subject);
    if (known && state?.state === 'gone' && !state.deleted) {
      found.set(subject, { ...known, standing: null });
    }
  }
  return found;
}

async function assignedOwner(
  deps: SyncDependencies,
  context: TenantContext,
  item: Decided,
): Promise<AssignedOwner | null> {
  const assignment: Assignment = item.decision.assignment;
  if (assignment.status === 'unassigned') return null;
  if (assignment.status === 'assigned') return assignment;
  const next = item.request.mode === 'preview' ? peekTurn : takeTurn;
  const turn = await deps.database.withOrganization(context.tenant.organizationId, (trx) =>
    next(trx, context.tenant, assignment.ruleId),
  );
  const ownerId = assignment.ownerIds[turn % assignment.ownerIds.length];
  return ownerId === undefined ? null : { ownerId, reason: assignment.reason };
}

function previousStage(value: unknown) {
  const parsed = stageName.safeParse(value);
  return parsed.success ? parsed.data : null;
}

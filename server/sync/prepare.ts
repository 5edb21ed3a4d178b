/**
 * read → research → decide → plan, for many records of one object. Writes nothing to a CRM.
 * Every company is researched once, however many records belong to it.
 */
import pLimit from 'p-limit';
import { decide } from '../../shared/decide.ts';
import { defaultLanguage } from '../../shared/language/language.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import type { Earlier } from '../../shared/since/earlier.ts';
import { crmLabel } from '../crm/labels.ts';
import type { OwnFinding } from '../research/own-provider/ask.ts';
import type { ResearchResult, ResearchSubject } from '../research/provider.ts';
import { crmEvidence } from '../research/providers/crm-engagement.ts';
import { companyKey, researchSubject } from '../research/subject.ts';
import { getEntityMemories, rememberPick } from '../store/entity-mappings.ts';
import { earlierEnrichments, sinceOf, withEarlier } from './compared.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { earlierStage } from './earlier-stage.ts';
import { recordErased } from './errors.ts';
import { planRecords } from './plan-records.ts';
import type { Decided, PrepareItem, PrepareResult, Readable, Researched } from './prepared.ts';
import type { StepReport } from './progress.ts';
import { withReadFacts } from './read-facts.ts';
import { distinctReadings, refusalOf, refusalsNow } from './refusal.ts';
import { createSlices } from './slices.ts';

/** Research waits for others nearly all of its time; what a source allows, its gate sees to. */
const RESEARCH_AT_ONCE = 16;
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

  const nextSlice = createSlices(deps.runtime);
  const readable: Readable[] = [];
  for (const item of items) {
    await nextSlice();
    const answer = records.get(item.request.recordId);
    if (!answer?.ok) {
      results.set(item.runId, { ok: false, error: answer?.error });
      continue;
    }
    const asRead = answer.record;
    const memory = memories.get(asRead.ref.id);
    const record = withReadFacts(asRead, context.readings(object), memory?.lastWritten ?? {});
    const pick = item.request.pick ?? memory?.pick ?? null;
    const refusal =
      (memory?.life === 'erased' ? recordErased() : null) ??
      refusalOf(context.settings, record, pick) ??
      refusalOf(context.settings, asRead, pick);
    if (refusal) results.set(item.runId, { ok: false, error: refusal });
    else readable.push({ ...item, record, asRead, memory, pick });
  }

  const found = await research(deps, context, readable, report, nextSlice);
  const refusals = await deps.database.withOrganization(context.tenant.organizationId, (trx) =>
    refusalsNow(
      trx,
      context.tenant,
      readable.flatMap(({ asRead, record, pick }) => distinctReadings(asRead, record, pick)),
    ),
  );
  for (const { runId, record } of readable) {
    const error = refusals.get(record.ref.id);
    if (error) results.set(runId, { ok: false, error });
  }
  const researched = found.filter(({ record }) => !refusals.has(record.ref.id));
  const earlier = await earlierEnrichments(deps, context, object, researched);
  report({ step: 'decide', provider: null, state: 'started', message: 'Scoring' });
  const narratives = pLimit(NARRATIVES_AT_ONCE);
  const decided = await Promise.all(
    researched.map((item) =>
      narratives(async () => {
        await nextSlice();
        return decideRecord(deps, context, item, earlier.get(item.record.ref.id) ?? null);
      }),
    ),
  );
  report({ step: 'decide', provider: null, state: 'done', message: 'Scored' });

  for (const [runId, result] of await planRecords(deps, context, decided, nextSlice))
    results.set(runId, result);
  return results;
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
  const [records, memories] = await Promise.all([
    context.connector.readRecords(object, ids, context.fieldsToRead(object)),
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

interface CompanyGroup {
  readonly subject: ResearchSubject;
  readonly refresh: boolean;
  readonly runIds: string[];
}

async function research(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Readable[],
  report: StepReport,
  nextSlice: () => Promise<void>,
): Promise<Researched[]> {
  report({ step: 'research', provider: null, state: 'started', message: 'Researching' });
  const unmatched = new Map<string, ResearchResult>();
  const groups = new Map<string, CompanyGroup>();
  for (const { record, pick, request, runId } of items) {
    await nextSlice();
    const found = researchSubject(record, pick);
    if (!found.ok) {
      unmatched.set(runId, { match: found.match, evidence: [], sources: [], marks: {} });
      continue;
    }
    const { refresh } = request;
    const key = `${companyKey(found.subject)}${refresh ? ' refresh' : ''}`;
    const group = groups.get(key) ?? { subject: found.subject, refresh, runIds: [] };
    groups.set(key, group);
    group.runIds.push(runId);
  }
  const limit = pLimit(RESEARCH_AT_ONCE);
  const askOwn = items.length > 0 ? await ownProviderOf(deps, context) : null;
  const researched = new Map<string, { result: ResearchResult; ms: number }>();
  await Promise.all(
    [...groups.values()].map((group) =>
      limit(async () => {
        const started = deps.runtime.now().getTime();
        const [shared, own] = await Promise.all([
          researchCompany(deps, context, group, report),
          askOwn?.(group.subject),
        ]);
        const result = own ? withOwn(shared, own) : shared;
        const ms = deps.runtime.now().getTime() - started;
        for (const runId of group.runIds) researched.set(runId, { result, ms });
      }),
    ),
  );
  report({ step: 'research', provider: null, state: 'done', message: 'Researched' });
  return items.flatMap((item): Researched[] => {
    const nothing = unmatched.get(item.runId);
    if (nothing) return [{ ...item, research: nothing, researchMs: 0 }];
    const found = researched.get(item.runId);
    return found ? [{ ...item, research: found.result, researchMs: found.ms }] : [];
  });
}

/** Null where the tenant brought none, or its secret cannot be opened: then research goes on without. */
async function ownProviderOf(deps: SyncDependencies, { tenant }: TenantContext) {
  try {
    return (await deps.ownProvider?.open(tenant)) ?? null;
  } catch (error) {
    deps.logger.error({ err: error, ...tenant }, 'the tenant’s own provider cannot be asked');
    return null;
  }
}

/** Facts of the tenant's own provider count only once it is known which company this is. */
function withOwn(shared: ResearchResult, own: OwnFinding): ResearchResult {
  const isMatched = shared.match.status === 'matched';
  return {
    match: shared.match,
    evidence: isMatched ? [...shared.evidence, ...own.evidence] : shared.evidence,
    sources: [...shared.sources, own.source],
    marks: shared.marks,
  };
}

/** Only the company's own runs are told how far its research is. */
function researchCompany(
  deps: SyncDependencies,
  { settings }: TenantContext,
  { subject, refresh, runIds }: CompanyGroup,
  report: StepReport,
): Promise<ResearchResult> {
  return deps.research.company(subject, {
    matchThreshold: settings.thresholds.match,
    refresh,
    onProgress({ provider, label, state }) {
      const shown = state === 'started' || state === 'failed' ? state : 'done';
      report({ step: 'research', provider, state: shown, message: label }, runIds);
    },
  });
}

async function decideRecord(
  deps: SyncDependencies,
  context: TenantContext,
  item: Researched,
  earlier: Earlier | null,
): Promise<Decided> {
  const now = deps.runtime.now().toISOString();
  const { record } = item;
  const { research: found, carriedIds } = withEarlier(item, earlier, now);
  const own = crmEvidence(record, context.connector.crm, now, context.settings);
  const evidence = [...own, ...found.evidence];
  const language = context.settings.language ?? defaultLanguage;
  const decision = decide({
    now,
    language,
    settings: context.settings,
    record: {
      object: record.ref.object,
      id: record.ref.id,
      name: record.name,
      jobTitle: record.person?.jobTitle ?? null,
      ownerId: record.ownerId,
      crmStage: record.stage,
      previousStage: earlierStage(context, record),
      isCustomer: record.isCustomer,
      openDeals: record.deals.filter((deal) => deal.isOpen).length,
      optedOut: record.person?.optedOut ?? false,
    },
    match: found.match,
    evidence,
    ...context.scoring,
  });
  const narrative = await deps.narrator.write({
    record: { ...context.tenant, ...record.ref },
    evidence,
    signals: decision.signals,
    score: decision.score,
    language,
    template: decision.summary,
  });
  return {
    ...item,
    research: found,
    evidence,
    decision: { ...decision, summary: narrative.summary },
    since: sinceOf(earlier, { decision, evidence, research: found }, carriedIds, now),
    narratorFallback: narrative.fallbackReason,
  };
}

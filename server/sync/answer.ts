/** The enrichment as a caller sees it: what was decided, with what became of it. */
import {
  contractVersion,
  type Enrichment,
  type Problem,
  type WrittenItem,
} from '../../shared/contract/v1.ts';
import { isBlank } from '../../shared/plan/build.ts';
import type { WritePlan } from '../../shared/plan/plan.ts';
import type { CrmName } from '../crm/connector.ts';
import { crmCoverage } from '../research/providers/crm-engagement.ts';
import type { Run } from '../store/sync-logs.ts';
import type { JournalEntry } from '../store/write-journal.ts';
import type { UnavailableField } from './context.ts';
import { stageWith } from './planning.ts';
import type { PreparedRecord } from './prepared.ts';

export interface DraftInput {
  readonly runId: string;
  readonly crm: CrmName;
  readonly startedAt: Date;
  readonly unavailable: readonly UnavailableField[];
}

/** Everything that was decided; stored with the plan that was committed. What became of it is added by `answerOf`. */
export function draftAnswer(
  prepared: PreparedRecord,
  plan: WritePlan,
  input: DraftInput,
): Enrichment {
  const { record, research, decision, evidence, researchMs } = prepared;
  return {
    contractVersion,
    id: input.runId,
    status: 'applying',
    crm: input.crm,
    record: { ...record.ref, name: record.name, url: record.url },
    match: research.match,
    language: decision.language,
    score: decision.score,
    signals: [...decision.signals],
    summary: decision.summary,
    stage: stageWith(decision, plan.deal),
    veto: decision.veto,
    nextActions: [...decision.nextActions],
    assignment: decision.assignment,
    evidence: [...evidence],
    ...(prepared.since && { sinceLast: prepared.since }),
    sources: [crmCoverage(input.crm, evidence), ...research.sources],
    plan,
    written: [],
    warnings: [...warningsOf(prepared), ...missingFields(input.unavailable)],
    startedAt: input.startedAt.toISOString(),
    finishedAt: null,
    durationMs: 0,
    researchMs,
    replayed: false,
  };
}

function warningsOf({ research, narratorFallback, record }: PreparedRecord): Problem[] {
  const warnings: Problem[] = [];
  const warn = (code: string, message: string, retryable = false) =>
    warnings.push({ code, message, retryable, field: null });
  if (research.match.status !== 'matched') {
    const code = research.match.status === 'none' ? research.match.code : 'company_ambiguous';
    warn(code, research.match.reason);
  }
  for (const source of research.sources) {
    if (source.status === 'failed' || source.status === 'late') {
      const says = source.detail.startsWith(source.label);
      const message = says ? source.detail : `${source.label}: ${source.detail}`;
      warn(`source_${source.status}`, message, true);
    }
  }
  if (narratorFallback) warn('summary_template', narratorFallback);
  if (isBlank(record.name)) warn('record_without_name', 'This record has no name.');
  return warnings;
}

/** One warning for each reason that keeps fields out of the CRM. */
function missingFields(unavailable: readonly UnavailableField[]): Problem[] {
  const byReason = Map.groupBy(unavailable, ({ reason }) => reason);
  return [...byReason].map(([reason, fields]) => ({
    code: 'field_unavailable',
    message: `Not written: ${fields.map(({ label }) => label).join(', ')}. ${reason}`,
    retryable: false,
    field: null,
  }));
}

/** Where a run stands after its entries were carried out. */
export function statusAfter(
  entries: readonly JournalEntry[],
): 'applying' | 'completed' | 'partial' | 'failed' {
  if (entries.some((entry) => entry.state === 'pending')) return 'applying';
  const applied = entries.filter((entry) => entry.state === 'applied');
  const failed = entries.filter((entry) => entry.state === 'failed');
  if (failed.length > 0 && applied.length === 0) return 'failed';
  const refused = entries.some((entry) => entry.rejected.length > 0);
  return failed.length > 0 || refused ? 'partial' : 'completed';
}

/** The enrichment as it stands now: what was decided, and what became of every write. */
export function answerOf(
  draft: Enrichment,
  run: Pick<Run, 'status' | 'finishedAt' | 'durationMs'>,
  entries: readonly JournalEntry[],
): Enrichment {
  return {
    ...draft,
    status: run.status,
    written: entries.map(writtenItem),
    warnings: [...draft.warnings, ...entries.flatMap(problemsOf)],
    finishedAt: run.finishedAt?.toISOString() ?? null,
    durationMs: run.durationMs ?? 0,
  };
}

function problemsOf(entry: JournalEntry): Problem[] {
  const refused = entry.rejected.map((field) => ({
    code: 'field_refused',
    message: `The CRM refused ${field.field ?? 'a field'}: ${field.message}`,
    retryable: false,
    field: field.field,
  }));
  if (entry.state !== 'failed') return refused;
  const failure = {
    code: entry.error?.code ?? 'write_failed',
    message: entry.error?.message ?? 'The CRM refused this write.',
    retryable: false,
    field: null,
  };
  return [failure, ...refused];
}

function writtenItem(entry: JournalEntry): WrittenItem {
  const { operation } = entry;
  const status = statuses[entry.state];
  const base = { id: entry.crmId, status, url: entry.crmUrl };
  if (operation.kind === 'update') {
    const count = Object.keys(operation.values).length - entry.rejected.length;
    return { ...base, kind: 'fields', count, detail: describe(entry, `${count} fields`) };
  }
  if (operation.kind === 'create-task') {
    return { ...base, kind: 'task', count: 1, detail: describe(entry, operation.task.subject) };
  }
  if (operation.kind === 'create-deal') {
    return { ...base, kind: 'deal', count: 1, detail: describe(entry, operation.deal.name) };
  }
  throw new Error(`an enrichment does not ${operation.kind}`);
}

const statuses = {
  pending: 'pending',
  applied: 'written',
  failed: 'failed',
  undone: 'undone',
} as const;

function describe(entry: JournalEntry, what: string): string {
  if (entry.state === 'pending') {
    return `${what}: not confirmed yet. It is checked again by itself and not written twice.`;
  }
  return entry.state === 'failed' && entry.error ? `${what}: ${entry.error.message}` : what;
}

/** What the page calls bulk enrichments, how they stand and what came of them. */
import type { CrmField } from '../../../../shared/contract/mappings.ts';
import type { BulkRun } from '../../../../shared/contract/settings.ts';
import type { BulkDraft, Operator } from '../draft/bulk.ts';
import { countText } from './numbers.ts';

export const selections: readonly {
  readonly value: BulkDraft['which'];
  readonly label: string;
}[] = [
  { value: 'list', label: 'A HubSpot list' },
  { value: 'conditions', label: 'Those that meet conditions' },
  { value: 'all', label: 'All of them' },
];

export const operatorWords: Readonly<Record<Operator, string>> = {
  eq: 'is',
  neq: 'is not',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  has: 'has a value',
  lacks: 'has no value',
};

/** What is typed into a condition's value; undefined where it goes without saying. */
export function valueHint(type: CrmField['type'] | null): string | undefined {
  if (type === 'date') return 'A day, such as 2026-11-27.';
  if (type === 'datetime') return 'A day and time, such as 2026-11-27T09:30:00Z.';
  return type === 'number' ? 'A number, such as 250.' : undefined;
}

const objects: Readonly<Record<BulkRun['object'], readonly [one: string, many: string]>> = {
  contact: ['contact', 'contacts'],
  company: ['company', 'companies'],
  lead: ['lead', 'leads'],
};

const kindTitles = { preview: 'Preview', enrich: 'Enrichment', undo: 'Undo' } as const;

/** "Preview of contacts: HubSpot list 12" */
export function runTitle(run: BulkRun): string {
  return `${kindText(run)} of ${objects[run.object][1]}: ${selectionText(run.selection)}`;
}

function kindText({ kind, mode }: BulkRun): string {
  return kindTitles[kind === 'enrich' && mode === 'preview' ? 'preview' : kind];
}

/** Which records it is about. */
function selectionText(selection: BulkRun['selection']): string {
  switch (selection.kind) {
    case 'records':
      return selection.records === 1
        ? '1 named record'
        : `${countText(selection.records, undefined)} named records`;
    case 'list':
      return `HubSpot list ${selection.listId}`;
    case 'bulk':
      return 'what an earlier enrichment wrote';
    case 'filter':
      return selection.conditions.length === 0
        ? 'all of them'
        : selection.conditions.map(conditionText).join(' and ');
  }
}

type Filter = Extract<BulkRun['selection'], { kind: 'filter' }>;

function conditionText(condition: Filter['conditions'][number]): string {
  const begin = `${condition.field} ${operatorWords[condition.operator]}`;
  return 'value' in condition ? `${begin} ${condition.value}` : begin;
}

export function stateText(run: BulkRun): string {
  switch (run.state) {
    case 'collecting':
      return 'Looking up records';
    case 'running':
      return run.progress.pausedUntil === null ? 'Running' : 'Waiting for HubSpot';
    case 'completed':
      return run.result.failed > 0 ? 'Done, some failed' : 'Done';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Failed';
  }
}

export function stateVariant(run: BulkRun): 'default' | 'info' | 'success' | 'warning' | 'danger' {
  switch (run.state) {
    case 'collecting':
      return 'info';
    case 'running':
      return run.progress.pausedUntil === null ? 'info' : 'warning';
    case 'completed':
      return run.result.failed > 0 ? 'warning' : 'success';
    case 'cancelled':
      return 'default';
    case 'failed':
      return 'danger';
  }
}

/** How many there are in all, as far as anybody knows. */
export function expectedTotal({ progress: { total, expected } }: BulkRun): number {
  return Math.max(total, expected ?? 0);
}

/** "120 of 1,000 records done", or of as many as are known so far. */
export function doneText(run: BulkRun, locale: string | undefined): string {
  const total = expectedTotal(run);
  const isOpenEnded = run.state === 'collecting' && run.progress.expected === null;
  const of = `${countText(total, locale)}${isOpenEnded ? ' so far' : ''}`;
  return `${countText(run.progress.done, locale)} of ${of} done`;
}

/** "40 records a minute, about 12 minutes left"; null while nobody can know. */
export function paceText({ progress }: BulkRun, locale: string | undefined): string | null {
  const { perMinute, secondsLeft } = progress;
  if (perMinute === null) return null;
  const pace = `${counted(perMinute, 'record', locale)} a minute`;
  return secondsLeft === null ? pace : `${pace}, ${leftText(secondsLeft, locale)} left`;
}

function leftText(seconds: number, locale: string | undefined): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `about ${counted(minutes, 'minute', locale)}`;
  return `about ${counted(Math.round(minutes / 60), 'hour', locale)}`;
}

export interface ResultLine {
  readonly label: string;
  readonly text: string;
  readonly because: readonly string[];
}

/** What came of it so far, a line for each outcome that any record had. */
export function resultLines(run: BulkRun, locale: string | undefined): ResultLine[] {
  const { result } = run;
  const records = (count: number) => counted(count, 'record', locale);
  const because = (reasons: BulkRun['result']['skippedBecause']) =>
    reasons.map(({ reason, records: count }) => `${countText(count, locale)} × ${reason}`);
  const lines: (ResultLine & { readonly count: number })[] = [
    {
      label: writtenLabel(run),
      count: result.written,
      text: `${records(result.written)}${writtenParts(run, locale)}`,
      because: [],
    },
    { label: 'Unchanged', count: result.unchanged, text: records(result.unchanged), because: [] },
    {
      label: 'Skipped',
      count: result.skipped,
      text: records(result.skipped),
      because: because(result.skippedBecause),
    },
    {
      label: 'Failed',
      count: result.failed,
      text: records(result.failed),
      because: because(result.failedBecause),
    },
    { label: 'Cancelled', count: result.cancelled, text: records(result.cancelled), because: [] },
  ];
  return lines.filter(({ count }) => count > 0).map(({ count: _count, ...line }) => line);
}

/** In a line of the table. */
export function resultText(run: BulkRun, locale: string | undefined): string {
  if (run.error !== null) return run.error.message;
  const lines = resultLines(run, locale).map(({ label, text }) => `${label}: ${text}`);
  return lines.length === 0 ? '—' : lines.join(' · ');
}

function writtenLabel(run: BulkRun): string {
  if (run.kind === 'undo') return 'Taken back';
  return run.mode === 'preview' ? 'Would be written' : 'Written';
}

/** " (450 fields, 12 tasks, 3 deals)" */
export function writtenParts({ result }: BulkRun, locale: string | undefined): string {
  const parts = [
    [result.fields, 'field'] as const,
    [result.tasks, 'task'] as const,
    [result.deals, 'deal'] as const,
  ].flatMap(([count, name]) => (count > 0 ? [counted(count, name, locale)] : []));
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function counted(count: number, name: string, locale: string | undefined): string {
  return `${countText(count, locale)} ${count === 1 ? name : `${name}s`}`;
}

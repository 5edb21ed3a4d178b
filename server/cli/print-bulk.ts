/** A bulk enrichment as a person reads it in a terminal. */
import type { BulkEnrichment } from '../../shared/contract/bulk.ts';
import type { Terminal } from './terminal.ts';

const BAR_WIDTH = 24;

/** How much of it is done, as a bar. */
export function progressBar({ progress, state }: BulkEnrichment): string {
  const all = Math.max(progress.total, progress.expected ?? 0);
  // While nobody knows how many there are, any bar would be a promise.
  const isKnown = all > 0 && (state !== 'collecting' || progress.expected !== null);
  const full = isKnown ? Math.round((progress.done / all) * BAR_WIDTH) : 0;
  return '█'.repeat(full).padEnd(BAR_WIDTH, '░');
}

/** The same in words: done of how many, how fast, how long still, and what it waits for. */
export function progressText({ progress, state }: BulkEnrichment): string {
  const { done, total, expected, perMinute, secondsLeft, pausedUntil } = progress;
  const all = Math.max(total, expected ?? 0);
  if (all === 0 && state === 'collecting') return 'Looking up records…';
  const more = state === 'collecting' && expected === null ? ' or more' : '';
  return [
    `${number(done)} of ${number(all)}${more} records`,
    perMinute && `${rate(perMinute / 60)} a second`,
    secondsLeft !== null && secondsLeft > 0 && `${duration(secondsLeft)} left`,
    pausedUntil && `paused until ${clock(pausedUntil)}: the CRM has no calls left for us`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What became of it, as a table. */
export function printBulk(terminal: Terminal, bulk: BulkEnrichment): void {
  const { style } = terminal;
  const { result, progress, kind, mode } = bulk;
  const isPreview = mode === 'preview';
  terminal.line();
  if (bulk.error && progress.total === 0) {
    terminal.line(style('red', bulk.error.message));
    return;
  }
  terminal.line(style('bold', `${headingOf(bulk)}: ${counted(progress.total, 'record')}`));
  const wrote = [
    counted(result.fields, 'field'),
    counted(result.tasks, 'task'),
    counted(result.deals, 'deal'),
  ].join(', ');
  const label = kind === 'undo' ? 'Taken back' : isPreview ? 'Would write' : 'Written';
  row(terminal, label, result.written, result.written > 0 ? wrote : '');
  row(terminal, 'Unchanged', result.unchanged);
  row(terminal, 'Skipped', result.skipped);
  reasons(terminal, result.skippedBecause);
  row(terminal, 'Failed', result.failed, '', result.failed > 0 ? 'red' : null);
  reasons(terminal, result.failedBecause);
  if (result.cancelled > 0) row(terminal, 'Cancelled', result.cancelled, '', 'yellow');
  if (bulk.state === 'cancelled') terminal.line(style('yellow', 'It was cancelled.'));
  if (bulk.error) terminal.line(style('red', bulk.error.message));
  terminal.line(
    style('dim', `bulk ${kind === 'undo' ? 'undo' : 'enrichment'} ${bulk.id}${took(bulk)}`),
  );
  const hints = [
    isPreview && result.written > 0 && 'Write it: the same command without --dry-run',
    !isPreview &&
      kind === 'enrich' &&
      result.written > 0 &&
      `Take it back: npm run undo -- --bulk ${bulk.id}`,
    result.failed > 0 && `Try again what failed: npm run queue -- --retry --bulk ${bulk.id}`,
  ];
  for (const hint of hints) if (hint) terminal.line(style('dim', hint));
}

function headingOf({ kind, mode, object }: BulkEnrichment): string {
  const objects = { contact: 'Contacts', company: 'Companies', lead: 'Leads' }[object];
  if (kind === 'undo') return `${objects} undone`;
  return mode === 'preview' ? `${objects} previewed, nothing was written` : `${objects} enriched`;
}

function row(
  terminal: Terminal,
  label: string,
  count: number,
  detail = '',
  colour: 'red' | 'yellow' | null = null,
): void {
  const text = `  ${label.padEnd(12)}${number(count).padStart(9)}`;
  const shown = colour ? terminal.style(colour, text) : text;
  terminal.line(detail ? `${shown}  ${detail}` : shown);
}

function reasons(terminal: Terminal, found: BulkEnrichment['result']['failedBecause']): void {
  for (const { reason, records } of found) {
    terminal.line(terminal.style('dim', `${number(records).padStart(23)}  ${reason}`));
  }
}

function took({ createdAt, finishedAt }: BulkEnrichment): string {
  if (finishedAt === null) return '';
  return ` · ${duration((Date.parse(finishedAt) - Date.parse(createdAt)) / 1_000)}`;
}

const counted = (count: number, thing: string) =>
  `${number(count)} ${thing}${count === 1 ? '' : 's'}`;
const number = (count: number) => count.toLocaleString('en');
const rate = (perSecond: number) =>
  perSecond < 10 ? perSecond.toFixed(1) : number(Math.round(perSecond));
const clock = (iso: string) => new Date(iso).toTimeString().slice(0, 8);

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

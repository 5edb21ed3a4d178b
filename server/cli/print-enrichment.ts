/** An enrichment as a person reads it in a terminal. */
import type { CompanyMatch } from '../../shared/company/match.ts';
import type {
  Contribution,
  Enrichment,
  Score,
  SourceCoverage,
  Summary,
} from '../../shared/contract/v1.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Signal } from '../../shared/evidence/signal.ts';
import { wordsOf } from '../../shared/language/catalogue.ts';
import { truncate } from '../../shared/narrative/plain-text.ts';
import type { FieldChange } from '../../shared/plan/plan.ts';
import { type Terminal, wrap } from './terminal.ts';

const WIDTH = 100;

export function printEnrichment(terminal: Terminal, enrichment: Enrichment): void {
  const { record } = enrichment;
  const { style } = terminal;
  terminal.line();
  terminal.line(
    `${style('bold', truncate(record.name, 100) || `${record.object} ${record.id}`)}  ${style('dim', `${record.object} ${record.id} · enrichment ${enrichment.id}`)}`,
  );
  if (record.url) terminal.line(style('dim', record.url));
  printMatch(terminal, enrichment.match);
  printSummary(terminal, enrichment.summary);
  printScore(terminal, enrichment.score, enrichment.evidence);
  terminal.line(`${style('bold', 'Stage')}  ${enrichment.stage.name}: ${enrichment.stage.reason}`);
  if (enrichment.veto) terminal.line(style('red', `Hold: ${enrichment.veto.reason}`));
  printSignals(terminal, enrichment.signals, enrichment.evidence);
  printList(
    terminal,
    'Next actions',
    enrichment.nextActions.map((action) => `${action.title}: ${action.reason}`),
  );
  printSources(terminal, enrichment.sources);
  printChanges(terminal, enrichment);
  printOutcome(terminal, enrichment);
}

export function printMatch(terminal: Terminal, match: CompanyMatch): void {
  const { style } = terminal;
  const heading = style('bold', 'Company');
  if (match.status === 'matched') {
    const { name, domain, registration, confidence, reasons } = match.company;
    const known = [domain, registration && `no. ${registration.number}`].filter(Boolean);
    terminal.line(`${heading}  ${name} ${style('dim', `(${known.join(', ')})`)}`);
    terminal.line(style('dim', `  ${percent(confidence)} sure: ${reasons.join(' ')}`));
    return;
  }
  terminal.line(`${heading}  ${style('yellow', match.reason)}`);
  if (match.status !== 'ambiguous') return;
  for (const { name, domain, registration, locality, confidence } of match.candidates) {
    const facts = [domain, registration?.number, locality].filter(Boolean).join(', ');
    terminal.line(`  · ${name} ${style('dim', `(${facts}) ${percent(confidence)}`)}`);
  }
}

function printSummary(terminal: Terminal, summary: Summary): void {
  if (summary.sentences.length === 0) return;
  terminal.line();
  terminal.line(wrap(summary.sentences.map(({ text }) => text).join(' '), WIDTH));
  if (summary.author === 'model') {
    terminal.line(terminal.style('dim', `Written by ${summary.model}, checked against evidence.`));
  }
}

export function printScore(terminal: Terminal, score: Score, evidence: readonly Evidence[]): void {
  const { style } = terminal;
  terminal.line();
  const value = score.value === null ? 'unknown' : `${score.value} of 100`;
  terminal.line(
    `${style('bold', 'Score')}  ${style(colourOf(score.value), value)}  ${style('dim', `grade ${score.grade} · ${score.band.replace('-', ' ')} · ${score.confidence} confidence · ${percent(score.coverage)} of the weight rests on evidence`)}`,
  );
  for (const { name, value: points, effectiveWeight, unknownReason } of score.components) {
    const label = name.padEnd(11);
    terminal.line(
      points === null
        ? `  ${label} ${style('dim', `unknown: ${unknownReason ?? 'no evidence'}`)}`
        : `  ${label} ${bar(points)} ${String(Math.round(points)).padStart(3)}  ${style('dim', `weight ${percent(effectiveWeight)}`)}`,
    );
  }
  const dates = new Map(evidence.map((item) => [item.id, item.source.label]));
  const reason = (item: Contribution) =>
    `${wordsOf('en').text.signed(item.overallPoints)} ${item.component}: ${item.reason} ${style('dim', `(${item.date.slice(0, 10)}, ${dates.get(item.evidenceIds[0] ?? '') ?? 'source unknown'})`)}`;
  printList(terminal, 'Raises it', score.strongestPositives.map(reason));
  printList(terminal, 'Lowers it', score.strongestNegatives.map(reason));
  printList(terminal, 'Would raise it', score.wouldRaise);
}

export function printSignals(
  terminal: Terminal,
  signals: readonly Signal[],
  evidence: readonly Evidence[],
): void {
  const sources = new Map(evidence.map((item) => [item.id, item]));
  printList(
    terminal,
    'Signals',
    signals.map((signal) => {
      const source = sources.get(signal.evidenceIds[0] ?? '')?.source;
      const mark = signal.polarity === 'negative' ? terminal.style('red', '−') : '+';
      const where = source?.type === 'public' ? source.url : source?.label;
      return `${mark} ${signal.date.slice(0, 10)} ${signal.title} ${terminal.style('dim', `${signal.priority} · ${where ?? ''}`)}`;
    }),
  );
}

export function printSources(terminal: Terminal, sources: readonly SourceCoverage[]): void {
  printList(
    terminal,
    'Sources',
    sources.map(
      ({ label, status, detail, fromCache, durationMs }) =>
        `${label}: ${status.replace('-', ' ')}. ${detail}${terminal.style('dim', fromCache ? ' cached' : durationMs > 0 ? ` ${durationMs} ms` : '')}`,
    ),
  );
}

function printChanges(terminal: Terminal, enrichment: Enrichment): void {
  const { plan, status } = enrichment;
  const heading = status === 'previewed' ? 'Would change' : 'Changes';
  const line = (change: FieldChange) =>
    `${change.field}: ${shorten(change.before)} → ${shorten(change.after)}`;
  const writes = plan.changes.filter((change) => change.decision === 'write');
  const skips = plan.changes.filter((change) => change.decision === 'skip');
  printList(terminal, heading, writes.map(line));
  printList(terminal, 'Left alone', [
    ...skips.map((change) => `${change.field} (${shorten(change.before)}): ${change.reason}`),
    ...plan.skipped.map((skip) => `${skip.action}: ${skip.reason}`),
  ]);
  if (plan.task) {
    const due = plan.task.dueAt.replace('T', ' ').slice(0, 16);
    printList(terminal, status === 'previewed' ? 'Would create a task' : 'Task', [
      `${plan.task.subject} ${terminal.style('dim', `due ${due} UTC, ${plan.task.priority} priority`)}`,
    ]);
  }
  if (plan.deal) {
    printList(terminal, status === 'previewed' ? 'Would create a deal' : 'Deal', [
      `${plan.deal.name} ${terminal.style('dim', plan.deal.reason)}`,
    ]);
  }
}

function printOutcome(terminal: Terminal, enrichment: Enrichment): void {
  const { style } = terminal;
  terminal.line();
  for (const { kind, status, detail, id } of enrichment.written) {
    const colour = status === 'written' ? 'green' : status === 'failed' ? 'red' : 'yellow';
    terminal.line(
      `${style(colour, status)} ${kind}: ${detail}${id && kind !== 'fields' ? style('dim', ` (${id})`) : ''}`,
    );
  }
  for (const warning of enrichment.warnings) terminal.line(style('yellow', warning.message));
  const took = `${(enrichment.durationMs / 1000).toFixed(1)} s, ${(enrichment.researchMs / 1000).toFixed(1)} s of it research`;
  const replay = enrichment.replayed ? ' · answer of an identical request' : '';
  terminal.line(style('dim', `${enrichment.status} in ${took}${replay}`));
  if (enrichment.written.some(({ status }) => status === 'written')) {
    terminal.line(style('dim', `Take it back: npm run undo -- ${enrichment.id}`));
  }
}

function printList(terminal: Terminal, heading: string, items: readonly string[]): void {
  if (items.length === 0) return;
  terminal.line();
  terminal.line(terminal.style('bold', heading));
  for (const item of items) terminal.line(`  ${item}`);
}

function shorten(value: unknown): string {
  if (value === null || value === '') return '(empty)';
  const text = String(value).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const bar = (points: number) => '█'.repeat(Math.round(points / 5)).padEnd(20, '░');
const colourOf = (value: number | null) =>
  value === null ? 'dim' : value >= 70 ? 'green' : value >= 45 ? 'yellow' : 'red';

import type { UndoReport } from '../../shared/contract/v1.ts';
import type { Terminal } from './terminal.ts';

const colours = {
  restored: 'green',
  deleted: 'green',
  'left-alone': 'yellow',
  failed: 'red',
} as const;

const rank = { restored: 0, deleted: 1, 'left-alone': 2, failed: 3 } as const;

export function printUndo(terminal: Terminal, report: UndoReport): void {
  terminal.line();
  // What was left alone or failed is what somebody has to look at: it comes last, next to the verdict.
  const items = report.items.toSorted(
    (a, b) => rank[a.outcome] - rank[b.outcome] || a.target.localeCompare(b.target, 'en'),
  );
  for (const { outcome, kind, target, label, reason } of items) {
    const what = kind === 'field' ? target : `${kind} ${target} "${label}"`;
    terminal.line(
      `${terminal.style(colours[outcome], outcome.replace('-', ' ').padEnd(10))} ${what}  ${terminal.style('dim', reason)}`,
    );
  }
  const { object, id } = report.record;
  const status = report.status === 'partial' ? 'undone in part' : report.status;
  terminal.line(terminal.style('dim', `${object} ${id}: ${status}`));
}

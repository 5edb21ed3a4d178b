/** Stays with a bulk enrichment until it has ended, or the person at the terminal leaves. */
import type { BulkEnrichment } from '../../shared/contract/bulk.ts';
import type { BulkTarget } from './command-target.ts';
import { printBulk, progressBar, progressText } from './print-bulk.ts';
import type { Terminal } from './terminal.ts';

/** Of lines in a log. */
const LINE_EVERY_MS = 5_000;
/** What a shell says of a command that was interrupted. */
const INTERRUPTED = 130;

export interface FollowOptions {
  /** Prints the last state as it is, for programs. */
  readonly json: boolean;
}

/** @returns the exit code: 1 when a record failed or it ended before its time, 130 when somebody left */
export async function followBulk(
  terminal: Terminal,
  target: BulkTarget,
  begun: BulkEnrichment,
  { json }: FollowOptions,
): Promise<number> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  // Once: a second time ends the process at once.
  process.once('SIGINT', leave);
  let last = begun;
  try {
    const show = progressOn(terminal);
    show(begun);
    for await (const now of target.watch(begun.id, leaving.signal)) {
      last = now;
      show(now);
    }
  } finally {
    process.off('SIGINT', leave);
  }
  terminal.clearProgress();
  const hasLeft = leaving.signal.aborted && last.finishedAt === null;
  if (hasLeft) {
    terminal.note('Stopping…');
    const left = await target.leave(begun.id);
    if (left === null) {
      sayThatItGoesOn(terminal, last);
      return INTERRUPTED;
    }
    last = left;
  }
  if (json) terminal.data(JSON.stringify(last, null, 2));
  else printBulk(terminal, last);
  if (hasLeft) return INTERRUPTED;
  return last.state === 'completed' && last.result.failed === 0 ? 0 : 1;
}

function progressOn(terminal: Terminal): (bulk: BulkEnrichment) => void {
  let lineAt = Number.NEGATIVE_INFINITY;
  return (bulk) => {
    if (terminal.showsProgress) {
      terminal.progress(`${progressBar(bulk)} ${progressText(bulk)}`);
      return;
    }
    const now = performance.now();
    if (bulk.finishedAt === null && now - lineAt < LINE_EVERY_MS) return;
    lineAt = now;
    terminal.note(progressText(bulk));
  };
}

function sayThatItGoesOn(terminal: Terminal, { id, progress }: BulkEnrichment): void {
  terminal.note(
    `${progress.done} of ${progress.total} records are done, and it goes on at the server.`,
  );
  terminal.note(`Follow it: npm run queue -- --follow ${id}`);
  terminal.note(`Cancel it: npm run queue -- --cancel --bulk ${id}`);
}

/** The bulk routes as the contract says; how far a run is, a test decides. */
import { randomUUID } from 'node:crypto';
import type { CardAnswer } from '../../../shared/contract/answer.ts';
import {
  type BulkRun,
  type BulkStart,
  bulkRun,
  bulkStart,
} from '../../../shared/contract/settings.ts';
import { bulkFor } from '../../support/bulk-enrichment.ts';
import { refusal } from './refusal.ts';

type Change = Partial<Omit<BulkRun, 'progress' | 'result'>> & {
  readonly progress?: Partial<BulkRun['progress']>;
  readonly result?: Partial<BulkRun['result']>;
};

export interface BulkDesk {
  /** Newest first. */
  runs: BulkRun[];
  /** What was started, newest last; a repeated key starts nothing. */
  readonly started: BulkStart[];
  /** What was asked of runs, as `action id`. */
  readonly acted: string[];
  /** The work goes on, on the newest run. */
  goesOn(change: Change): void;
  /** The newest run ends. */
  ends(result?: Partial<BulkRun['result']>): void;
  /** Null for what is none of its routes. */
  answer(method: string, path: string, body: unknown): CardAnswer<unknown> | null;
}

const at = '2026-11-27T09:30:00.000Z';

/** One that has just been accepted. */
export function runOf(over: Change = {}): BulkRun {
  const base: BulkRun = {
    ...bulkFor(),
    id: randomUUID(),
    mode: 'preview',
    selection: { kind: 'list', listId: '12' },
    createdAt: at,
    scheduledFor: at,
  };
  return changedRun(base, { progress: { total: 0, expected: null, waiting: 0 }, ...over });
}

function changedRun(run: BulkRun, change: Change): BulkRun {
  return bulkRun.parse({
    ...run,
    ...change,
    progress: { ...run.progress, ...change.progress },
    result: { ...run.result, ...change.result },
  });
}

export function bulkDesk(): BulkDesk {
  const byKey = new Map<string, string>();
  const desk: BulkDesk = {
    runs: [],
    started: [],
    acted: [],
    goesOn(change) {
      const [newest, ...older] = desk.runs;
      if (!newest) throw new Error('Nothing runs.');
      desk.runs = [changedRun(newest, change), ...older];
    },
    ends(result = {}) {
      const { progress } = desk.runs[0] ?? runOf();
      desk.goesOn({
        state: 'completed',
        finishedAt: at,
        result,
        progress: { done: progress.total, waiting: 0, processing: 0, pausedUntil: null },
      });
    },
    answer(method, path, body) {
      const [, id, action] = /^\/hubspot\/settings\/bulk(?:\/([^/]+)(?:\/(\w+))?)?$/.exec(path) ?? [
        null,
      ];
      if (!path.startsWith('/hubspot/settings/bulk')) return null;
      if (id === undefined) return method === 'POST' ? start(body) : ok({ items: desk.runs });
      const run = desk.runs.find((one) => one.id === id);
      if (!run) return refusal({ code: 'bulk_not_found', message: 'There is no such one.' });
      if (action === undefined) return ok(run);
      desk.acted.push(`${action} ${id}`);
      if (action === 'undo') return undo(run);
      if (action === 'cancel') replace(changedRun(run, { state: 'cancelled', finishedAt: at }));
      if (action === 'retry') replace(changedRun(run, { state: 'running', finishedAt: null }));
      return ok(desk.runs.find((one) => one.id === id));
    },
  };

  const ok = (data: unknown): CardAnswer<unknown> => ({ ok: true, data });

  function replace(run: BulkRun): void {
    desk.runs = desk.runs.map((one) => (one.id === run.id ? run : one));
  }

  function start(body: unknown): CardAnswer<unknown> {
    const { idempotencyKey, ...asked } = bulkStart.parse(body);
    const known = desk.runs.find(({ id }) => id === byKey.get(idempotencyKey));
    if (known) return ok(known);
    const run = runOf(asked);
    byKey.set(idempotencyKey, run.id);
    desk.started.push({ ...asked, idempotencyKey });
    desk.runs = [run, ...desk.runs];
    return ok(run);
  }

  function undo(run: BulkRun): CardAnswer<unknown> {
    if (run.finishedAt === null) return refusal({ code: 'bulk_running', message: 'It runs.' });
    const known = desk.runs.find(({ undoOf }) => undoOf === run.id);
    if (known) return ok(known);
    const selection = { kind: 'bulk', bulkId: run.id } as const;
    const undoing = runOf({ kind: 'undo', mode: 'write', undoOf: run.id, selection });
    desk.runs = [undoing, ...desk.runs];
    return ok(undoing);
  }

  return desk;
}

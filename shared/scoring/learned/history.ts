/** From what a tenant scored and what became of it to leads that a model can be trained on. */
import { z } from 'zod';
import type { Enrichment, Score } from '../../contract/v1.ts';
import { isoDateTime } from '../../evidence/evidence.ts';
import { type EvidenceSet, evidenceSet } from '../../evidence/evidence-set.ts';
import type { Signal } from '../../evidence/signal.ts';
import type { TenantSettings } from '../../tenant/settings.ts';
import { MODEL_VERSION, scoreOf } from '../score.ts';
import { categoryColumn, numberColumn } from '../training/columns.ts';
import { hashOf } from '../training/split.ts';
import type { TrainingSet } from '../training/train.ts';
import { factValues, TEMPLATE_FACT } from './facts.ts';

/** What was known of a record when it was scored; kept with the run, and never filled in later. */
export const scoreSnapshot = z.strictObject({
  version: z.literal(1),
  at: isoDateTime,
  /** By fact; what is not named here was not known. */
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type ScoreSnapshot = z.infer<typeof scoreSnapshot>;

/** The snapshot of a record that is being scored. */
export function snapshotOf(
  set: EvidenceSet,
  template: Score,
  signals: readonly Signal[],
): ScoreSnapshot {
  const values = factValues(set, template, signals);
  return { version: 1, at: set.at, values };
}

/** The snapshot of a preview that is applied: of when it was shown, for that is what was decided on. */
export function snapshotOfPreview(
  preview: Pick<Enrichment, 'evidence' | 'match' | 'signals' | 'score' | 'startedAt'>,
  settings: TenantSettings,
): ScoreSnapshot {
  const set = evidenceSet(preview.evidence, preview.startedAt);
  const isTemplate = preview.score.modelVersion === MODEL_VERSION;
  const template = isTemplate ? preview.score : scoreOf(set, settings, preview.match);
  return snapshotOf(set, template, preview.signals);
}

/** A record that was scored, and what came of it. */
export interface ScoredOutcome {
  /** Tells records apart; all runs of one are kept on one side of a split. */
  readonly record: string;
  readonly snapshot: ScoreSnapshot;
  /** Closed won or converted, against closed lost or disqualified. */
  readonly won: boolean;
}

/**
 * One lead per record: its first snapshot, for later ones may already show how it ended.
 *
 * @param outcomes records whose outcome the CRM knows, in any order
 */
export function trainingSetOf(outcomes: readonly ScoredOutcome[]): TrainingSet {
  const first = new Map<string, ScoredOutcome>();
  for (const outcome of outcomes) {
    const known = first.get(outcome.record);
    if (!known || outcome.snapshot.at < known.snapshot.at) first.set(outcome.record, outcome);
  }
  const leads = [...first.values()].sort(byTimeThenRecord);
  const names = new Map<string, 'number' | 'category'>();
  for (const { snapshot } of leads) {
    for (const [name, value] of Object.entries(snapshot.values)) {
      names.set(name, typeof value === 'number' ? 'number' : 'category');
    }
  }
  const cells = (name: string) => leads.map(({ snapshot }) => snapshot.values[name] ?? null);
  const columns = [...names].sort(byName).map(([name, kind]) =>
    kind === 'number'
      ? numberColumn(
          name,
          cells(name).map((cell) => (typeof cell === 'number' ? cell : null)),
        )
      : categoryColumn(
          name,
          cells(name).map((cell) => (cell === null ? null : String(cell))),
        ),
  );
  return {
    columns,
    positive: Uint8Array.from(leads, ({ won }) => (won ? 1 : 0)),
    keys: Uint32Array.from(leads, ({ record }) => hashOf(record)),
    keyedBy: 'id',
    times: Float64Array.from(leads, ({ snapshot }) => Date.parse(snapshot.at)),
    template: names.has(TEMPLATE_FACT) ? TEMPLATE_FACT : null,
    about: {
      outcome: { column: 'outcome in the CRM', positive: ['won'] },
      id: 'record',
      time: null,
    },
  };
}

function byTimeThenRecord(a: ScoredOutcome, b: ScoredOutcome): number {
  if (a.snapshot.at !== b.snapshot.at) return a.snapshot.at < b.snapshot.at ? -1 : 1;
  return a.record < b.record ? -1 : 1;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** What a threshold on the probability would have done to records whose outcome is known. */
export interface ThresholdHistory {
  readonly deals: number;
  readonly won: number;
  /** Won without reaching the threshold. */
  readonly missed: number;
}

/**
 * @param records each with the probability that it had when it was scored
 * @param threshold from which a deal would have been opened
 */
export function thresholdHistory(
  records: readonly { readonly probability: number; readonly won: boolean }[],
  threshold: number,
): ThresholdHistory {
  let deals = 0;
  let won = 0;
  let missed = 0;
  for (const record of records) {
    if (record.probability >= threshold) {
      deals++;
      if (record.won) won++;
    } else if (record.won) missed++;
  }
  return { deals, won, missed };
}

import type { ModelView } from '../../shared/contract/scoring-model.ts';
import { type ScoredOutcome, trainingSetOf } from '../../shared/scoring/learned/history.ts';
import { thresholdRows } from '../../shared/scoring/learned/thresholds.ts';
import { Scorer } from '../../shared/scoring/training/explain.ts';
import type { ScorecardModel } from '../../shared/scoring/training/model.ts';
import { trainScorecard } from '../../shared/scoring/training/train.ts';

export type Learned =
  | { readonly status: 'refused'; readonly reasons: readonly string[] }
  | {
      readonly status: 'trained';
      readonly model: ScorecardModel;
      readonly thresholds: ModelView['thresholds'];
    };

/** Trains on what became of records, and looks what thresholds would have done to them. */
export function learnFrom(outcomes: readonly ScoredOutcome[]): Learned {
  const set = trainingSetOf(outcomes);
  const result = trainScorecard(set);
  if (result.status === 'refused') return result;
  const scorer = new Scorer(result.model);
  const records = Array.from(result.unseenPoints, (points, row) => ({
    probability: scorer.probability(points),
    won: set.positive[row] === 1,
  }));
  return { status: 'trained', model: result.model, thresholds: thresholdRows(records) };
}

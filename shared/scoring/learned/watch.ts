/** Whether a model in use still fits the records that it scores, and what becomes of them. */
import type { ModelAlarm } from '../../contract/scoring-model.ts';
import { wordsOf } from '../../language/catalogue.ts';
import { defaultLanguage } from '../../language/language.ts';
import {
  expectationOf,
  featureDrift,
  LEAST_ROWS,
  levelOf,
  outcomeAlarms,
  scoreDrift,
} from '../training/drift.ts';
import { Scorer } from '../training/explain.ts';
import type { ScorecardModel } from '../training/model.ts';
import { allBins } from '../training/scorecard.ts';
import { countBands } from '../training/spread.ts';
import { measuresOf } from '../training/train.ts';
import type { ScoredOutcome, ScoreSnapshot } from './history.ts';
import { factLabel } from './labels.ts';

/** An alarm without when it was first raised: at most one of a kind. */
export type RaisedAlarm = Omit<ModelAlarm, 'since'>;

const advice = 'Train again, or return to the template.';

/**
 * Alarms about a model. Of fewer than a hundred records nothing is said.
 *
 * @param recent what was known of the records that were scored in the last weeks
 * @param ended records whose outcome came since it was trained
 */
export function alarmsOf(
  model: ScorecardModel,
  recent: readonly ScoreSnapshot[],
  ended: readonly ScoredOutcome[],
): RaisedAlarm[] {
  const scorer = new Scorer(model);
  return [
    ...(recent.length >= LEAST_ROWS ? driftAlarms(scorer, recent) : []),
    ...(ended.length >= LEAST_ROWS ? endAlarms(scorer, ended) : []),
  ];
}

function pointsOf(scorer: Scorer, snapshots: readonly ScoreSnapshot[]): Int16Array {
  return Int16Array.from(snapshots, ({ values }) =>
    scorer.points((column) => values[column] ?? null),
  );
}

function driftAlarms(scorer: Scorer, recent: readonly ScoreSnapshot[]): RaisedAlarm[] {
  const { model } = scorer;
  const moved: string[] = [];
  const missing: string[] = [];
  for (const [at, feature] of model.features.entries()) {
    const counts = new Array<number>(allBins(feature).length).fill(0);
    for (const { values } of recent) {
      const { index } = scorer.place(at, values[feature.column] ?? null);
      if (index !== null) counts[index] = (counts[index] ?? 0) + 1;
    }
    const { stability, level } = featureDrift(feature, counts);
    if (level !== 'strong') continue;
    const label = factLabel(wordsOf(defaultLanguage), feature.column);
    if (counts.at(-1) === recent.length) missing.push(label);
    else moved.push(`${label} (stability index ${(stability ?? 0).toFixed(2)})`);
  }
  const score = scoreDrift(model, pointsOf(scorer, recent));
  const records = `the ${recent.length} records scored in the last weeks`;
  const alarms: RaisedAlarm[] = [];
  if (levelOf(score) === 'strong') {
    alarms.push({
      kind: 'score-drift',
      message: `The score has drifted: ${records} are spread over it differently from training (stability index ${score.toFixed(2)}). ${advice}`,
    });
  }
  if (moved.length > 0) {
    alarms.push({
      kind: 'fact-drift',
      message: `Among ${records} the values are spread differently from training: ${moved.join(', ')}. ${advice}`,
    });
  }
  if (missing.length > 0) {
    alarms.push({
      kind: 'fact-missing',
      message: `Of none of ${records} this is known any more: ${missing.join(', ')}. Check the source, or train again without it.`,
    });
  }
  return alarms;
}

function endAlarms(scorer: Scorer, ended: readonly ScoredOutcome[]): RaisedAlarm[] {
  const { model } = scorer;
  const won = Uint8Array.from(ended, (outcome) => (outcome.won ? 1 : 0));
  const points = pointsOf(
    scorer,
    ended.map(({ snapshot }) => snapshot),
  );
  const probability = Float64Array.from(points, (value) => scorer.probability(value));
  const measured = measuresOf(points, probability, won);
  const found = outcomeAlarms(
    model,
    measured,
    expectationOf(probability),
    countBands(model.bands, points, won),
  );
  const byKind = Map.groupBy(found, ({ kind }) => kind);
  return [...byKind].map(([kind, alarms]) => ({
    kind,
    message: `${alarms.map(({ message }) => message).join(' ')} That is of the ${ended.length} records whose outcome came since it was trained. ${advice}`,
  }));
}

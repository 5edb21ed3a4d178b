/** A trained model as an administrator reads it. */
import type { ModelAlarm, ModelView } from '../../contract/scoring-model.ts';
import { wordsOf } from '../../language/catalogue.ts';
import { defaultLanguage } from '../../language/language.ts';
import type { Feature, ScorecardModel } from '../training/model.ts';
import { allBins } from '../training/scorecard.ts';
import { binLabelIn, factLabel } from './labels.ts';

/** A model as it is kept, with what was found out about it. */
interface KeptModel {
  readonly version: number;
  readonly trainedAt: Date;
  readonly model: ScorecardModel;
  readonly thresholds: ModelView['thresholds'];
  readonly alarms: readonly ModelAlarm[];
}

/** @param inUse the version that scores; null is the template */
export function modelViewOf(
  { version, trainedAt, model, thresholds, alarms }: KeptModel,
  inUse: number | null,
): ModelView {
  const { trainedOn, verdict, validation, bands, base, features, suspects } = model;
  const words = wordsOf(defaultLanguage);
  const unused = verdict.adopted ? 'ready' : 'not-better';
  return {
    version,
    trainedAt: trainedAt.toISOString(),
    status: version === inUse ? 'in-use' : unused,
    outcomes: trainedOn.rows,
    won: trainedOn.positives,
    verdict: { isBetter: verdict.adopted, reasons: verdict.reasons },
    validation: {
      heldOutBy: validation.heldOutBy,
      heldOutFrom: validation.heldOutFrom,
      model: validation.model,
      baseline: validation.baseline,
    },
    bands: bands.map(({ name, from, n, positives }) => ({
      name,
      from,
      n,
      won: positives,
      rate: rateOf(positives, n),
    })),
    base,
    lines: features.map((feature) => lineOf(feature)),
    suspects: suspects.map(({ column, why, excluded }) => ({
      label: factLabel(words, column),
      why,
      excluded,
    })),
    thresholds,
    alarms: [...alarms],
  };
}

function lineOf(feature: Feature): ModelView['lines'][number] {
  const words = wordsOf(defaultLanguage);
  return {
    label: factLabel(words, feature.column),
    bins: allBins(feature).map(({ points, n, positives }, index) => ({
      label: binLabelIn(words, feature, index),
      points,
      n,
      won: positives,
    })),
  };
}

const Z = 1.959964;

/** With Wilson's 95 % interval; null of none. */
function rateOf(won: number, n: number): ModelView['bands'][number]['rate'] {
  if (n === 0) return null;
  const value = won / n;
  const spread = Z * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2));
  const whole = 1 + Z ** 2 / n;
  const middle = value + Z ** 2 / (2 * n);
  return {
    value,
    low: Math.max(0, (middle - spread) / whole),
    high: Math.min(1, (middle + spread) / whole),
  };
}

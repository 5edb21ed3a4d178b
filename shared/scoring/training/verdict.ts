/** Whether a trained model may take over: only where it is better on leads that it had not seen. */
import type { ScorecardModel, Verdict } from './model.ts';

/** @param found whether the card has any line at all */
export function verdictOf(validation: ScorecardModel['validation'], found: boolean): Verdict {
  const { model, baseline, heldOutBy } = validation;
  if (!found) {
    return {
      adopted: false,
      reasons: [
        'Nothing in these columns tells the outcomes apart on rows that were not learned from: the card is empty, and its probability is the base rate.',
      ],
    };
  }
  const where = heldOutBy === 'time' ? 'the newest rows' : 'the held-out rows';
  const than =
    baseline.name === 'template'
      ? `the template (${fixed(baseline.auc.value)})`
      : `a coin toss (0.500)`;
  const { gain } = baseline;
  const interval = `${signedFixed(gain.value)}, 95 % interval ${signedFixed(gain.low)} to ${signedFixed(gain.high)}`;
  const isBetterAuc = gain.low > 0;
  const isBetterBrier = model.brier < baseline.brier;
  const reasons = [
    isBetterAuc
      ? `On ${where} its AUC of ${fixed(model.auc.value)} beats ${than}: ${interval}.`
      : `On ${where} its AUC of ${fixed(model.auc.value)} is not surely better than ${than}: ${interval}.`,
    isBetterBrier
      ? `Its Brier score of ${model.brier.toFixed(4)} beats that of the ${baseline.name} (${baseline.brier.toFixed(4)}).`
      : `Its Brier score of ${model.brier.toFixed(4)} is no better than that of the ${baseline.name} (${baseline.brier.toFixed(4)}).`,
  ];
  return { adopted: isBetterAuc && isBetterBrier, reasons };
}

function fixed(value: number): string {
  return value.toFixed(3);
}

function signedFixed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

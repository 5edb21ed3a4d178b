/** What the page calls models, how good they are and what a threshold would have done. */
import type {
  ModelAlarm,
  ModelView,
  ScoringState,
  ThresholdRow,
} from '../../../../shared/contract/scoring-model.ts';
import { dayText } from './dates.ts';
import { countText, decimalText, shareText } from './numbers.ts';

type Locale = string | undefined;

/** "model 3"; null is the template. */
export function modelName(version: number | null): string {
  return version === null ? 'the template' : `model ${version}`;
}

export const statusWords = {
  'in-use': { label: 'In use', variant: 'success' },
  ready: { label: 'Ready to use', variant: 'info' },
  'not-better': { label: 'Not better', variant: 'default' },
} as const satisfies Record<ModelView['status'], { label: string; variant: string }>;

export const bandWords: Readonly<Record<ModelView['bands'][number]['name'], string>> = {
  excellent: 'Excellent',
  'very-good': 'Very good',
  good: 'Good',
  average: 'Average',
  'below-average': 'Below average',
};

export const alarmTitles: Readonly<Record<ModelAlarm['kind'], string>> = {
  'score-drift': 'Scores are not what they were in training',
  'fact-drift': 'A fact is not what it was in training',
  'fact-missing': 'A fact that the model uses has gone missing',
  'auc-fell': 'The model tells won from lost less well than before',
  'rate-moved': 'More or fewer records are won than the model says',
  'band-order': 'The bands are out of order',
};

/** What stands of the tenant's own outcomes, and what is missing until a model can be trained. */
export function historyText(history: ScoringState['history'], locale: Locale): string {
  const { won, lost, needed } = history;
  const count = (value: number) => countText(value, locale);
  const known = `${count(won + lost)} ${won + lost === 1 ? 'outcome' : 'outcomes'} known`;
  const sides = `${count(won)} won, ${count(lost)} lost`;
  if (won + lost < needed.outcomes) {
    return `${known} (${sides}), ${count(needed.outcomes)} are needed.`;
  }
  const few = Math.min(won, lost);
  if (few < needed.ofEach) {
    const kind = won <= lost ? 'won' : 'lost';
    return `${known} (${sides}). At least ${count(needed.ofEach)} ${kind} ones are needed.`;
  }
  return `${known} (${sides}): enough to train.`;
}

/** 0–1: how much of what training needs is there. */
export function historyShare({ won, lost, needed }: ScoringState['history']): number {
  const parts = [
    (won + lost) / needed.outcomes,
    won / Math.max(1, needed.ofEach),
    lost / Math.max(1, needed.ofEach),
  ];
  return Math.min(1, ...parts);
}

/** From what a model was learned. */
export function learnedFrom(model: ModelView, locale: Locale): string {
  const { outcomes, won, trainedAt } = model;
  return `Learned from ${countText(outcomes, locale)} outcomes, ${countText(won, locale)} of them won, on ${dayText(trainedAt, locale)}.`;
}

/** On which records its figures were measured. */
export function measuredOn({ validation }: ModelView, locale: Locale): string {
  const { heldOutBy, heldOutFrom, model } = validation;
  const n = countText(model.n, locale);
  const won = `${countText(model.positives, locale)} of them won`;
  const which =
    heldOutBy === 'time' && heldOutFrom !== null
      ? `the newest ${n} records, from ${dayText(heldOutFrom, locale)} on`
      : `${n} records that were set aside`;
  return `Measured on ${which} (${won}). The measured model had not seen them.`;
}

interface MeasureRow {
  readonly name: string;
  readonly meaning: string;
  readonly model: string;
  readonly baseline: string;
}

/** What the model is compared with, as a column's name. */
export function baselineName({ validation }: ModelView): string {
  return validation.baseline.name === 'template' ? 'Template' : 'Average for all';
}

export function measureRows({ validation }: ModelView, locale: Locale): MeasureRow[] {
  const { model, baseline } = validation;
  const fixed = (value: number) => decimalText(value, locale, 3);
  const within = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${fixed(value)} (${fixed(low)} to ${fixed(high)})`;
  return [
    {
      name: 'Ranking (AUC)',
      meaning: 'How often a won record stands above a lost one: 0.5 is a coin toss, 1 always.',
      model: within(model.auc),
      baseline: within(baseline.auc),
    },
    {
      name: 'Gain in ranking',
      meaning: 'With its 95% interval. All of it has to be above 0.',
      model: signed(within(baseline.gain), baseline.gain.value),
      baseline: '—',
    },
    {
      name: 'Error of the probability (Brier)',
      meaning: 'Smaller is better.',
      model: fixed(model.brier),
      baseline: fixed(baseline.brier),
    },
    {
      name: 'Calibration error',
      meaning: 'How far stated probabilities are from what happened, on average.',
      model: fixed(model.calibrationError),
      baseline: '—',
    },
    {
      name: 'Best 10%',
      meaning: 'How many times as many are won among the best tenth as among all.',
      model:
        model.liftAtTenth === null ? 'unknown' : `${decimalText(model.liftAtTenth, locale, 1)} ×`,
      baseline: '—',
    },
  ];
}

/** "80 to 100": the scores of a band, given the one above it. */
export function bandScores(bands: ModelView['bands'], index: number): string {
  const above = bands[index - 1];
  const from = Math.max(0, bands[index]?.from ?? 0);
  return `${from} to ${above ? Math.max(from, above.from - 1) : 100}`;
}

/** "52% (44% to 60%)" */
export function rateText({ rate }: ModelView['bands'][number], locale: Locale): string {
  if (rate === null) return 'unknown';
  const share = (value: number) => shareText(value, locale);
  return `${share(rate.value)} (${share(rate.low)} to ${share(rate.high)})`;
}

/** "+12", "−4", "0" */
export function pointsText(points: number, locale: Locale): string {
  return signed(countText(Math.abs(points), locale), points);
}

/** What a threshold would have done to the records whose outcome is known. */
export function thresholdText({ deals, won, missed }: ThresholdRow, locale: Locale): string {
  const count = (value: number) => countText(value, locale);
  const rate = deals === 0 ? '' : ` (${shareText(won / deals, locale)})`;
  return `On your history: ${count(deals)} ${deals === 1 ? 'deal' : 'deals'}, of which ${count(won)} were won${rate}; ${count(missed)} won records would have had none.`;
}

function signed(text: string, value: number): string {
  if (value === 0) return text;
  return value > 0 ? `+${text}` : `−${text.replace(/^[-−]/, '')}`;
}

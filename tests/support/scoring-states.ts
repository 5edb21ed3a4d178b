/** What the pages are told of scoring, as the contract says: a tenant before, during and after training. */
import {
  type ModelView,
  type ScoringState,
  scoringState,
} from '../../shared/contract/scoring-model.ts';

const at = '2026-11-20T09:30:00.000Z';

/** Trained on 1,200 records and better than the template, but not in use. */
export function modelOf(over: Partial<ModelView> = {}): ModelView {
  return {
    version: 1,
    trainedAt: at,
    status: 'ready',
    outcomes: 1_200,
    won: 310,
    verdict: {
      isBetter: true,
      reasons: [
        'On the newest rows its AUC of 0.781 beats the template (0.655): +0.126, 95 % interval +0.061 to +0.191.',
        'Its Brier score of 0.1502 beats that of the template (0.1804).',
      ],
    },
    validation: {
      heldOutBy: 'time',
      heldOutFrom: '2026-09-02T00:00:00.000Z',
      model: {
        n: 240,
        positives: 61,
        auc: { value: 0.781, low: 0.716, high: 0.846 },
        brier: 0.1502,
        calibrationError: 0.031,
        liftAtTenth: 2.6,
      },
      baseline: {
        name: 'template',
        auc: { value: 0.655, low: 0.577, high: 0.733 },
        brier: 0.1804,
        gain: { value: 0.126, low: 0.061, high: 0.191 },
      },
    },
    bands: [
      band('excellent', 78, 60, 47),
      band('very-good', 61, 180, 96),
      band('good', 45, 310, 94),
      band('average', 29, 380, 59),
      band('below-average', 0, 270, 14),
    ],
    base: 34,
    lines: [
      {
        label: 'Employees',
        bins: [
          { label: 'below 50', points: -6, n: 420, won: 61 },
          { label: '50 to 249', points: 9, n: 510, won: 179 },
          { label: '250 and more', points: 2, n: 150, won: 42 },
          { label: 'unknown', points: 0, n: 120, won: 28 },
        ],
      },
      {
        label: 'Industry',
        bins: [
          { label: 'Information and communication', points: 11, n: 380, won: 150 },
          { label: 'other', points: -2, n: 820, won: 160 },
        ],
      },
    ],
    suspects: [
      {
        label: 'Open deals',
        why: 'It is filled in for won records only.',
        excluded: true,
      },
    ],
    thresholds: Array.from({ length: 19 }, (_, index) => threshold((index + 1) / 20)),
    alarms: [],
    ...over,
  };
}

function band(name: ModelView['bands'][number]['name'], from: number, n: number, won: number) {
  const value = won / n;
  const half = 1.96 * Math.sqrt((value * (1 - value)) / n);
  const rate = { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
  return { name, from, n, won, rate };
}

function threshold(probability: number): ModelView['thresholds'][number] {
  const won = Math.round(310 * (1 - probability) ** 0.7);
  const deals = won + Math.round(890 * (1 - probability) ** 3);
  return { probability: Math.round(probability * 100) / 100, deals, won, missed: 310 - won };
}

/** Enough outcomes and the template in use. */
export function scoringOf(over: Partial<ScoringState> = {}): ScoringState {
  return scoringState.parse({
    inUse: null,
    history: {
      won: 310,
      lost: 890,
      open: 415,
      needed: { outcomes: 100, ofEach: 30 },
      readAt: at,
    },
    training: { state: 'idle', lastAt: null, refusal: null },
    dealProbability: null,
    models: [],
    ...over,
  });
}

/** A model in use, with the one before it. */
export function learnedScoring(over: Partial<ScoringState> = {}): ScoringState {
  return scoringOf({
    inUse: 2,
    training: { state: 'idle', lastAt: at, refusal: null },
    models: [
      modelOf({ version: 2, status: 'in-use' }),
      modelOf({ version: 1, trainedAt: '2026-08-20T09:30:00.000Z', outcomes: 820, won: 210 }),
    ],
    ...over,
  });
}

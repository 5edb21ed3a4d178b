/**
 * What an administrator sees of scoring: the template or a model of the tenant's own, what speaks for
 * each, and what a threshold would have done. Read and changed on the settings page and the setup page.
 */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { measures, scorecardModel } from '../scoring/training/model.ts';

const count = z.int().min(0);
const probability = z.number().min(0).max(1);

/** What a threshold on the probability would have done to records whose outcome is known. */
const thresholdRow = z.strictObject({
  probability,
  deals: count,
  won: count,
  /** Won without reaching the threshold. */
  missed: count,
});
export type ThresholdRow = z.infer<typeof thresholdRow>;

/** Something about a model in use that an administrator has to know. */
export const modelAlarm = z.strictObject({
  kind: z.enum([
    'score-drift',
    'fact-drift',
    'fact-missing',
    'auc-fell',
    'rate-moved',
    'band-order',
  ]),
  /** A plain sentence: what was seen, of how many records, and what to do next. */
  message: z.string().min(1),
  since: isoDateTime,
});
export type ModelAlarm = z.infer<typeof modelAlarm>;

/** One fact of the scorecard as an administrator reads it, with what became of the records in each bin. */
const scorecardLine = z.strictObject({
  label: z.string().min(1),
  bins: z
    .array(z.strictObject({ label: z.string().min(1), points: z.int(), n: count, won: count }))
    .min(1),
});

const modelView = z.strictObject({
  /** Counts the tenant's trainings from 1. */
  version: z.int().min(1),
  trainedAt: isoDateTime,
  status: z.enum(['in-use', 'ready', 'not-better']),
  outcomes: count,
  won: count,
  verdict: z.strictObject({ isBetter: z.boolean(), reasons: z.array(z.string()).min(1) }),
  validation: z.strictObject({
    heldOutBy: scorecardModel.shape.validation.shape.heldOutBy,
    heldOutFrom: isoDateTime.nullable(),
    model: measures,
    baseline: scorecardModel.shape.validation.shape.baseline,
  }),
  /** Best first: how many of the records in it were won, and the win rate with its 95 % interval (Wilson). */
  bands: z.array(
    z.strictObject({
      name: scorecardModel.shape.bands.element.shape.name,
      /** Score from which it begins. */
      from: z.int(),
      n: count,
      won: count,
      rate: z.strictObject({ value: probability, low: probability, high: probability }).nullable(),
    }),
  ),
  base: z.int(),
  lines: z.array(scorecardLine),
  suspects: z.array(z.strictObject({ label: z.string(), why: z.string(), excluded: z.boolean() })),
  /** At 5 %, 10 %, … 95 %. */
  thresholds: z.array(thresholdRow),
  alarms: z.array(modelAlarm),
});
export type ModelView = z.infer<typeof modelView>;

/** `GET`: everything the page shows. */
export const scoringState = z.strictObject({
  /** Null is the template. */
  inUse: z.int().min(1).nullable(),
  /** Records that were scored and whose outcome the CRM knows. */
  history: z.strictObject({
    won: count,
    lost: count,
    /** Scored, and still open. */
    open: count,
    /** Below either, training is refused. */
    needed: z.strictObject({ outcomes: count, ofEach: count }),
    /** When outcomes were last read from the CRM. */
    readAt: isoDateTime.nullable(),
  }),
  training: z.strictObject({
    state: z.enum(['idle', 'running']),
    lastAt: isoDateTime.nullable(),
    /** Why the last training gave no model; null when it gave one or there was none. */
    refusal: z.string().nullable(),
  }),
  /** A deal is opened from this probability on; null: from the score of `thresholds.deal`. */
  dealProbability: probability.nullable(),
  /** Newest first. */
  models: z.array(modelView).max(10),
});
export type ScoringState = z.infer<typeof scoringState>;

/** `POST`: one decision of an administrator; answered with the `scoringState` after it. */
export const scoringChange = z.discriminatedUnion('do', [
  /** Reads outcomes from the CRM and trains; watched by reading the state again. */
  z.strictObject({ do: z.literal('train') }),
  z.strictObject({ do: z.literal('use'), version: z.int().min(1) }),
  z.strictObject({ do: z.literal('return-to-template') }),
  z.strictObject({ do: z.literal('set-deal-probability'), probability: probability.nullable() }),
]);
export type ScoringChange = z.infer<typeof scoringChange>;

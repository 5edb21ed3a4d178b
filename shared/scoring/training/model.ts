/**
 * A trained scorecard as it is kept: everything that is needed to score a lead, to say why, and to see
 * whether leads have changed since. Plain JSON; a reader refuses a format that it does not know.
 */
import { z } from 'zod';

const count = z.int().min(0);
const probability = z.number().min(0).max(1);

/** One bin of a column: what it adds, and what became of the leads in it. */
const bin = z.strictObject({ points: z.int(), n: count, positives: count });
export type ScoredBin = z.infer<typeof bin>;

/** How a cell of a file becomes a value; a product's own values need no reading. */
export const reading = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('value') }),
  z.strictObject({ as: z.literal('number'), decimal: z.enum(['.', ',']) }),
  /** Days between the date and the row's own time, or a fixed day (ISO) where rows have none. */
  z.strictObject({
    as: z.literal('date'),
    order: z.enum(['dmy', 'mdy']),
    until: z.union([z.literal('time'), z.iso.datetime()]),
  }),
  z.strictObject({ as: z.literal('boolean') }),
  z.strictObject({ as: z.literal('category') }),
  /** Only whether there is anything. */
  z.strictObject({ as: z.literal('presence') }),
]);
export type Reading = z.infer<typeof reading>;

const numberFeature = z.strictObject({
  kind: z.literal('number'),
  column: z.string(),
  unit: z.enum(['days']).nullable(),
  reading,
  /** Ascending; bin i + 1 begins at cut i. */
  cuts: z.array(z.number()),
  bins: z.array(bin).min(1),
  unknown: bin,
});
const categoryFeature = z.strictObject({
  kind: z.literal('category'),
  column: z.string(),
  reading,
  /** Values that are worth the same stand together. */
  groups: z.array(bin.extend({ values: z.array(z.string()).min(1) })),
  /** Values that were too rare, and ones never seen. */
  other: bin,
  unknown: bin,
});
const feature = z.discriminatedUnion('kind', [numberFeature, categoryFeature]);
export type Feature = z.infer<typeof feature>;

const calibration = z.discriminatedUnion('method', [
  /** logit = intercept + slope · points */
  z.strictObject({ method: z.literal('platt'), intercept: z.number(), slope: z.number() }),
  /** Ascending; linear in between. */
  z.strictObject({
    method: z.literal('isotonic'),
    knots: z.array(z.strictObject({ points: z.number(), probability })).min(1),
  }),
]);
export type Calibration = z.infer<typeof calibration>;

/** Best first. */
const bandName = z.enum(['excellent', 'very-good', 'good', 'average', 'below-average']);

/** Leads from so many points on, up to the next better band. */
const band = z.strictObject({ name: bandName, from: z.int(), n: count, positives: count });
export type Band = z.infer<typeof band>;

const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

export const measures = z.strictObject({
  n: count,
  positives: count,
  /** 95 %, DeLong. */
  auc: interval,
  brier: z.number(),
  /** Expected calibration error over ten groups of equal size. */
  calibrationError: z.number(),
  /** Null where there is no positive. */
  liftAtTenth: z.number().nullable(),
});
export type Measures = z.infer<typeof measures>;

const suspect = z.strictObject({
  column: z.string(),
  why: z.string(),
  /** The AUC of this column alone. */
  auc: z.number(),
  excluded: z.boolean(),
});
export type Suspect = z.infer<typeof suspect>;

const verdict = z.strictObject({
  adopted: z.boolean(),
  /** Plain sentences: what spoke for it or against it. */
  reasons: z.array(z.string()).min(1),
});
export type Verdict = z.infer<typeof verdict>;

export const scorecardModel = z.strictObject({
  format: z.literal('oppspot-scorecard'),
  formatVersion: z.literal(1),
  outcome: z.strictObject({ column: z.string(), positive: z.array(z.string()).min(1) }),
  id: z.string().nullable(),
  time: z.strictObject({ column: z.string(), order: z.enum(['dmy', 'mdy']) }).nullable(),
  template: z.string().nullable(),
  trainedOn: z.strictObject({ rows: count, positives: count }),
  /** What a lead starts with; the points of its bins are added, and the sum is kept within 0–100. */
  base: z.int(),
  features: z.array(feature),
  calibration,
  /** Best first; counted on rows scored by models that had not seen them. */
  bands: z.array(band).min(1),
  validation: z.strictObject({
    heldOutBy: z.enum(['time', 'id', 'content', 'place']),
    /** With `time`: the first moment that was held out. */
    heldOutFrom: z.iso.datetime().nullable(),
    model: measures,
    baseline: z.strictObject({
      name: z.enum(['base rate', 'template']),
      auc: interval,
      brier: z.number(),
      /** What the model gains on it. */
      gain: interval,
    }),
    bands: z.array(band),
  }),
  suspects: z.array(suspect),
  verdict,
  /** Where drift is measured from: the share of training rows from each of these points on. */
  scoreShares: z.strictObject({ cuts: z.array(z.number()), shares: z.array(probability) }),
});
export type ScorecardModel = z.infer<typeof scorecardModel>;

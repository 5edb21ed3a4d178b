/** What is different from the enrichment before: each with what it rests on, then and now. */
import { z } from 'zod';
import { evidence, isoDateTime } from '../evidence/evidence.ts';
import { signal } from '../evidence/signal.ts';

const base = {
  /** A line for the rep; everything in it stands in the evidence. */
  text: z.string().min(1),
  /** Of this enrichment. */
  evidenceIds: z.array(z.string()),
  /** Of the one before, among `evidence` here. */
  earlierIds: z.array(z.string()),
};

const signalChange = z.strictObject({
  ...base,
  kind: z.literal('signal'),
  /**
   * `withdrawn`: not true any more; `aged`: true, and no news any more; `unconfirmed`: its source did
   * not answer this time, so it stays with its old date.
   */
  change: z.enum(['new', 'withdrawn', 'aged', 'unconfirmed']),
  signal,
});
export type SignalChange = z.infer<typeof signalChange>;

const scoreChange = z.strictObject({
  ...base,
  kind: z.literal('score'),
  from: z.int().min(0).max(100).nullable(),
  to: z.int().min(0).max(100).nullable(),
  /** What moved it most; null where no single reason did, or another model scores now. */
  reason: z.string().nullable(),
  /** The reason counts now; it is the same, and older; or it does not count any more. */
  how: z.enum(['counts', 'fades', 'gone']),
});
export type ScoreChange = z.infer<typeof scoreChange>;

const factChange = z.strictObject({
  ...base,
  kind: z.literal('fact'),
  fact: z.enum([
    'status',
    'registered-name',
    'town',
    'headcount',
    'website',
    'parent',
    'open-roles',
  ]),
  from: z.union([z.string(), z.number()]),
  to: z.union([z.string(), z.number()]),
});
export type FactChange = z.infer<typeof factChange>;

const sinceItem = z.discriminatedUnion('kind', [signalChange, scoreChange, factChange]);
export type SinceItem = z.infer<typeof sinceItem>;

export const sinceLast = z.strictObject({
  /** The enrichment it is compared with, and when that ended. */
  enrichmentId: z.string(),
  at: isoDateTime,
  /** One line: how much is different, or that nothing is. */
  text: z.string().min(1),
  /** The most telling first; empty where nothing is different. */
  items: z.array(sinceItem).max(12),
  /** What the items cite of the enrichment before. */
  evidence: z.array(evidence),
});
export type SinceLast = z.infer<typeof sinceLast>;

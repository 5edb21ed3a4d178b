/** Signals: what the evidence means for a seller. No signal without evidence and a date. */
import { z } from 'zod';
import { isoDateTime } from './evidence.ts';

const positiveSignalTypes = [
  'hiring',
  'funding',
  'expansion',
  'leadership-change',
  'technology',
  'product',
  'partnership',
  'contract-award',
  'website-intent',
  'engagement',
  'filing',
] as const;
export const negativeSignalTypes = [
  'insolvency',
  'strike-off',
  'dissolved',
  'overdue-accounts',
  'overdue-confirmation-statement',
  'layoffs',
  'hiring-slowdown',
] as const;
export const signalType = z.enum([...positiveSignalTypes, ...negativeSignalTypes]);
export type SignalType = z.infer<typeof signalType>;

export const level = z.enum(['high', 'medium', 'low']);
export type Level = z.infer<typeof level>;

export const signal = z.strictObject({
  /** Stable for the same evidence: `type:first evidence id`. */
  id: z.string().min(1),
  type: signalType,
  polarity: z.enum(['positive', 'negative']),
  title: z.string().min(1).max(160),
  priority: level,
  confidence: level,
  /** When it happened, as the evidence dates it. */
  date: isoDateTime,
  evidenceIds: z.array(z.string()).min(1),
});
export type Signal = z.infer<typeof signal>;

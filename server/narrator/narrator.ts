import type { Score, Summary } from '../../shared/contract/v1.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Signal } from '../../shared/evidence/signal.ts';
import type { Language } from '../../shared/language/language.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';

/** The record that a summary is about, by ids alone. */
export interface NarratedRecord extends RecordRef {
  readonly organizationId: string;
  readonly integrationId: string;
}

export interface NarratorInput {
  readonly record: NarratedRecord;
  /** Company-level only: no names, addresses or phone numbers of people. */
  readonly evidence: readonly Evidence[];
  readonly signals: readonly Signal[];
  readonly score: Score;
  /** Of the template, and of what is asked for. */
  readonly language: Language;
  /** What is shown when the model is off, late or wrong. */
  readonly template: Summary;
}

export interface NarratorResult {
  readonly summary: Summary;
  /** Why the template stands although a model is configured; null otherwise. */
  readonly fallbackReason: string | null;
}

/** Rewrites the template summary. What it returns has passed the gate. */
export interface Narrator {
  /** Never throws. */
  write(input: NarratorInput, signal?: AbortSignal): Promise<NarratorResult>;

  /**
   * Erases what it remembers of the record, also what it is about to remember.
   * @throws AppError `cache_unavailable` when that is not certain
   */
  forget(record: NarratedRecord): Promise<void>;
}

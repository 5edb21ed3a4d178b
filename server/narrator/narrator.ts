import type { Score, Summary } from '../../shared/contract/v1.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Signal } from '../../shared/evidence/signal.ts';

export interface NarratorInput {
  readonly organizationId: string;
  /** Company-level only: no names, addresses or phone numbers of people. */
  readonly evidence: readonly Evidence[];
  readonly signals: readonly Signal[];
  readonly score: Score;
  /** What is shown when the model is off, late or wrong. */
  readonly template: Summary;
}

export interface NarratorResult {
  readonly summary: Summary;
  /** Why the template stands although a model is configured; null otherwise. */
  readonly fallbackReason: string | null;
}

/** Rewrites the template summary. Never throws; what it returns has passed the gate. */
export interface Narrator {
  write(input: NarratorInput, signal?: AbortSignal): Promise<NarratorResult>;
}

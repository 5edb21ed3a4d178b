import type { Enrichment } from '../contract/v1.ts';

/** What is compared of the enrichment before. */
export interface Earlier extends Pick<Enrichment, 'match' | 'signals' | 'evidence'> {
  readonly enrichmentId: string;
  /** ISO 8601: when it had ended. */
  readonly at: string;
  readonly score: Pick<Enrichment['score'], 'value' | 'modelVersion' | 'contributions'>;
}

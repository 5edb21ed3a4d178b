/** What a command needs of the place where it works. */
import type { Progress } from '../../shared/contract/api.ts';
import type { Enrichment, EnrichRequestInput, UndoReport } from '../../shared/contract/v1.ts';

export interface CommandTarget {
  enrich(
    request: EnrichRequestInput,
    onProgress: (progress: Progress) => void,
  ): Promise<Enrichment>;
  undo(enrichmentId: string): Promise<UndoReport>;
  close(): Promise<void>;
}

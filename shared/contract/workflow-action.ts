/** The workflow action "Enrich with oppSpot": names shared by its definition in HubSpot and the server. */
import { z } from 'zod';

/** Inputs, by their HubSpot field names; values arrive as text. */
export const workflowInputs = z.object({
  /** Ask the sources again even where a cached answer is fresh. */
  force_refresh: z.enum(['true', 'false']).catch('false'),
  /** `preview` decides everything and writes nothing. */
  write_mode: z.enum(['write', 'preview']).catch('write'),
});

/** Outputs that later steps of a workflow can use. */
export interface WorkflowOutputs {
  /** 0–100; empty when it is unknown. */
  readonly oppspot_score: number | '';
  readonly oppspot_stage: string;
  readonly oppspot_confidence: 'high' | 'medium' | 'low' | '';
  readonly oppspot_summary: string;
  /** What happened; `failed` and `skipped` stand with their reason in `oppspot_summary`. */
  readonly oppspot_status: 'completed' | 'partial' | 'previewed' | 'skipped' | 'failed';
}

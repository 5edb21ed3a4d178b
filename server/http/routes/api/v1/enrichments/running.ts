import type { Response } from 'express';
import {
  type EnrichmentRunning,
  enrichmentRunning,
} from '../../../../../../shared/contract/api.ts';
import { contractVersion } from '../../../../../../shared/contract/v1.ts';

const pollAfterSeconds = 1;

/** How the answer "still running" is documented. */
export const runningResponse = {
  description: 'The run goes on. Ask `url` for its result, after `Retry-After` seconds.',
  content: { 'application/json': { schema: enrichmentRunning } },
};

/** Answers 202: the run goes on, and where its result will be. */
export function sendRunning(response: Response, enrichmentId: string, publicBaseUrl: string): void {
  const url = `${publicBaseUrl}/api/v1/enrichments/${encodeURIComponent(enrichmentId)}`;
  const body: EnrichmentRunning = { contractVersion, id: enrichmentId, status: 'running', url };
  response
    .status(202)
    .set({ Location: url, 'Retry-After': String(pollAfterSeconds) })
    .json(body);
}

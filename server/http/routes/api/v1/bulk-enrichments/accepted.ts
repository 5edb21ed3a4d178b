import type { Response } from 'express';
import { type BulkEnrichment, bulkEnrichment } from '../../../../../../shared/contract/bulk.ts';

/** How the answer "accepted" is documented. */
export const acceptedResponse = {
  202: {
    description: 'It is accepted and goes on by itself. `Location` tells how it stands.',
    content: { 'application/json': { schema: bulkEnrichment } },
  },
};

/** Answers 202: it goes on by itself, and where to ask for it. */
export function sendAccepted(
  response: Response,
  bulk: BulkEnrichment,
  publicBaseUrl: string,
): void {
  response.status(202).location(`${publicBaseUrl}/api/v1/bulk-enrichments/${bulk.id}`).json(bulk);
}

/** What people and programs ask for, who ask again when there was no answer. */
import { setTimeout as delay } from 'node:timers/promises';
import { isAppError } from '../../../server/errors.ts';
import { type BulkEnrichment, bulkRequest } from '../../../shared/contract/bulk.ts';
import type { Town } from './town.ts';

/** Asks for a bulk enrichment of contacts; however often it has to, it is one. */
export async function askForBulk(
  { services, tenant }: Pick<Town, 'services' | 'tenant'>,
  contactIds: readonly string[],
  idempotencyKey: string,
): Promise<BulkEnrichment> {
  const { integrationId: _, ...request } = bulkRequest.parse({
    object: 'contact',
    selection: { kind: 'records', recordIds: [...contactIds] },
    maxAttempts: 100,
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await services.bulk.start(tenant, request, { origin: 'api', idempotencyKey });
    } catch (error) {
      const isWorthwhile = isAppError(error) && error.retryable && attempt < 100;
      if (!isWorthwhile) throw error;
      await delay(50);
    }
  }
}

/** Bulk enrichments in a plant, as an administrator starts and follows them. */
import type { Tenant } from '../../../server/sync/service.ts';
import { type BulkEnrichment, bulkRequest } from '../../../shared/contract/bulk.ts';
import type { Plant } from './plant.ts';

/** @param recordIds of contacts, at most 10,000 */
export function startBulk(
  { services }: Plant,
  tenant: Tenant,
  recordIds: readonly string[],
): Promise<BulkEnrichment> {
  const { integrationId, ...request } = bulkRequest.parse({
    object: 'contact',
    selection: { kind: 'records', recordIds },
  });
  return services.bulk.start(tenant, request, { origin: 'api', idempotencyKey: null });
}

/** Waits until it has ended. @throws when a record failed, or it takes longer than ten minutes */
export async function endOfBulk(
  { services }: Plant,
  { organizationId }: Tenant,
  bulkId: string,
): Promise<BulkEnrichment> {
  const owner = { organizationId, integrationId: null };
  let last = await services.bulk.get(owner, bulkId);
  for await (const now of services.bulk.watch(owner, bulkId, AbortSignal.timeout(600_000)))
    last = now;
  if (last.state !== 'completed' || last.result.failed > 0) {
    throw new Error(`a bulk enrichment ended ${last.state}: ${JSON.stringify(last.result)}`);
  }
  return last;
}

import type { SyncService } from '../../sync/service.ts';
import type { Metrics } from './metrics.ts';

/**
 * The same service, counting its runs. An answer computed for an earlier or simultaneous request is
 * no run of its own and is not counted again.
 */
export function measuredSync(sync: SyncService, metrics: Metrics): SyncService {
  return {
    ...sync,
    async enrich(tenant, request, onProgress) {
      const startedAt = performance.now();
      try {
        const enrichment = await sync.enrich(tenant, request, onProgress);
        if (!enrichment.replayed) {
          metrics.enrichment({ status: enrichment.status, durationMs: enrichment.durationMs });
          for (const { provider, status, durationMs, fromCache } of enrichment.sources) {
            // The CRM is read with the record; its calls have a measure of their own.
            if (fromCache || provider === enrichment.crm) continue;
            metrics.researchProvider({ provider, status, durationMs });
          }
        }
        return enrichment;
      } catch (error) {
        metrics.enrichment({ status: 'error', durationMs: performance.now() - startedAt });
        throw error;
      }
    },
  };
}

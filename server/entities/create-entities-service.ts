import type { SyncResult } from '../../shared/contract/integrations.ts';
import type { SyncDependencies } from '../sync/dependencies.ts';
import type { Tenant } from '../sync/service.ts';
import { readHistory } from './history.ts';
import type { EntitiesService } from './service.ts';
import { takeTurn } from './turn.ts';
import { createTurns } from './turns.ts';
import type { SentEntity } from './work-item.ts';

/** @param wake has somebody look at once for what is to be enriched */
export function createEntitiesService(
  deps: SyncDependencies,
  wake: (tenant: Tenant) => void,
): EntitiesService {
  const turns = createTurns<SentEntity, SyncResult>(deps.database, (tenant, sent) =>
    takeTurn(deps, tenant, sent),
  );
  return {
    async sync(tenant, actor, entities) {
      if (entities.length === 0) return [];
      const receivedAt = deps.runtime.now();
      const sent = entities.map((entity) => ({ entity, actor, receivedAt }));
      const results = await turns(tenant, sent);
      if (results.some(({ enrichment }) => enrichment === 'queued')) wake(tenant);
      return results;
    },
    history: (organizationId, query) => readHistory(deps.database, organizationId, query),
  };
}

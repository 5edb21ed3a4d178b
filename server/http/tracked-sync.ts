import type { SyncService } from '../sync/service.ts';
import type { Lifecycle } from './lifecycle.ts';

/** The same service; a stopping server waits for whatever of it changes something, asked for or not. */
export function trackedSync(sync: SyncService, lifecycle: Lifecycle): SyncService {
  const tracked = <T>(run: Promise<T>): Promise<T> => {
    lifecycle.track(run);
    return run;
  };
  return {
    enrich: (tenant, request, onProgress) => tracked(sync.enrich(tenant, request, onProgress)),
    get: (tenant, id) => sync.get(tenant, id),
    list: (tenant, filter) => sync.list(tenant, filter),
    apply: (tenant, id) => tracked(sync.apply(tenant, id)),
    discard: (tenant, id) => tracked(sync.discard(tenant, id)),
    undo: (tenant, id) => tracked(sync.undo(tenant, id)),
  };
}

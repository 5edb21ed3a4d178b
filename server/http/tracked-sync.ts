import type { SyncService } from '../sync/service.ts';
import type { Lifecycle } from './lifecycle.ts';

/** The same service; a stopping server waits for whatever of it changes something, asked for or not. */
export function trackedSync(sync: SyncService, lifecycle: Lifecycle): SyncService {
  const tracked = <T>(run: Promise<T>): Promise<T> => {
    lifecycle.track(run);
    return run;
  };
  return {
    ...sync,
    enrich: (tenant, request, onProgress) => tracked(sync.enrich(tenant, request, onProgress)),
    apply: (tenant, id, onProgress) => tracked(sync.apply(tenant, id, onProgress)),
    discard: (tenant, id) => tracked(sync.discard(tenant, id)),
    undo: (tenant, id, onProgress) => tracked(sync.undo(tenant, id, onProgress)),
    createActionTask: (tenant, record, asked, onProgress) =>
      tracked(sync.createActionTask(tenant, record, asked, onProgress)),
  };
}

import { createHash } from 'node:crypto';
import type { EnrichRequest } from '../../shared/contract/v1.ts';
import type { QueueItem } from '../store/sync-queue.ts';
import type { QueueOrigin } from '../store/tables/queue.ts';

const triggers: Readonly<Record<QueueOrigin, EnrichRequest['trigger']>> = {
  'hubspot-workflow': 'workflow',
  'salesforce-flow': 'workflow',
  'salesforce-list': 'list',
  'hubspot-list': 'list',
  api: 'api',
  cli: 'list',
  refresh: 'refresh',
};

/** The enrichment an item asks for: the same for every attempt at it, so that it writes once. */
export function requestOf(item: QueueItem): EnrichRequest {
  const { record, mode, refresh, callbackId, origin, bulkId, replays } = item;
  // What comes out of the dead letters is asked for anew.
  const name = replays === 0 ? callbackId : `${callbackId} ${replays}`;
  return {
    object: record.object,
    recordId: record.id,
    mode,
    refresh,
    trigger: bulkId ? 'list' : triggers[origin],
    pick: null,
    idempotencyKey: `workflow-${createHash('sha256').update(name).digest('hex')}`,
  };
}

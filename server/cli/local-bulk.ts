/** Bulk enrichments worked off by this process, for as long as the command lasts. */
import type { Logger } from 'pino';
import { bulkRequest } from '../../shared/contract/bulk.ts';
import { type Actor, actingAs } from '../audit/actor.ts';
import { systemRuntime } from '../runtime.ts';
import type { Services } from '../services.ts';
import type { Tenant } from '../sync/service.ts';
import { type RunningWorker, startWorker } from '../worker.ts';
import type { BulkTarget } from './command-target.ts';

export function localBulk(
  services: Services,
  tenant: Tenant,
  operator: Actor,
  logger: Logger,
): BulkTarget & { close(): Promise<void> } {
  const { bulk, inbound } = services;
  const act = <T>(work: () => Promise<T>) => actingAs(operator, work);
  let worker: Promise<RunningWorker> | null = null;
  /** Not before there is something to work on: listing the queue starts no work. */
  const working = () => {
    worker ??= startWorker(services, systemRuntime, logger);
    return worker;
  };
  const close = async () => {
    const running = await worker;
    worker = null;
    await running?.close();
  };
  return {
    async start(request) {
      await working();
      const { integrationId, ...asked } = bulkRequest.parse(request);
      const options = { origin: 'cli', idempotencyKey: null } as const;
      return act(() => bulk.start(tenant, asked, options));
    },
    get: (bulkId) => bulk.get(tenant, bulkId),
    async *watch(bulkId, signal) {
      await working();
      yield* bulk.watch(tenant, bulkId, signal);
    },
    async leave(bulkId) {
      await act(() => bulk.cancel(tenant, bulkId));
      await close();
      return bulk.get(tenant, bulkId);
    },
    cancel: (bulkId) => act(() => bulk.cancel(tenant, bulkId)),
    async retry(bulkId) {
      await working();
      return act(() => bulk.retry(tenant, bulkId));
    },
    async undo(bulkId) {
      await working();
      return act(() => bulk.undo(tenant, bulkId));
    },
    queue: (query) => bulk.queue(tenant, query),
    async retryItem(itemId) {
      const item = await act(() => bulk.retryItem(tenant, itemId));
      // Nobody else may be there who would take it.
      await inbound.drain();
      return item;
    },
    cancelItem: (itemId) => act(() => bulk.cancelItem(tenant, itemId)),
    close,
  };
}

/** Bulk enrichments and the queue of a running server. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  type BulkEnrichment,
  bulkEnrichment,
  queueItem,
  queuePage,
} from '../../shared/contract/bulk.ts';
import { isAppError } from '../errors.ts';
import type { ApiCall, SendCall } from './api-client.ts';
import type { BulkTarget } from './command-target.ts';
import { readEvents } from './read-events.ts';

const base = '/api/v1/bulk-enrichments';
const queueBase = '/api/v1/queue';
/** A server that restarts is back by then. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 1_000;

export function remoteBulk(send: SendCall): BulkTarget {
  const bulkOf = async (call: ApiCall) => bulkEnrichment.parse(await (await send(call)).json());
  const action = (bulkId: string, name: string) =>
    bulkOf({ method: 'POST', path: `${base}/${encodeURIComponent(bulkId)}/${name}` });
  const itemAction = async (itemId: string, name: string) => {
    const path = `${queueBase}/${encodeURIComponent(itemId)}/${name}`;
    return queueItem.parse(await (await send({ method: 'POST', path })).json());
  };
  return {
    start: (request) => bulkOf({ method: 'POST', path: base, body: request }),
    get: (bulkId) => bulkOf({ method: 'GET', path: `${base}/${encodeURIComponent(bulkId)}` }),
    watch: (bulkId, signal) => watch(send, bulkId, signal),
    leave: async () => null,
    cancel: (bulkId) => action(bulkId, 'cancel'),
    retry: (bulkId) => action(bulkId, 'retry'),
    undo: (bulkId) => action(bulkId, 'undo'),
    async queue(query) {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) asked.set(name, String(value));
      const path = `${queueBase}?${asked}`;
      return queuePage.parse(await (await send({ method: 'GET', path })).json());
    },
    retryItem: (itemId) => itemAction(itemId, 'retry'),
    cancelItem: (itemId) => itemAction(itemId, 'cancel'),
  };
}

/**
 * A stream that breaks off is asked for again: the work goes on whether or not it is told.
 * @throws AppError when nothing was heard for a minute, or the server refuses
 */
async function* watch(
  send: SendCall,
  bulkId: string,
  signal: AbortSignal,
): AsyncGenerator<BulkEnrichment> {
  const path = `${base}/${encodeURIComponent(bulkId)}`;
  let heardAt = performance.now();
  while (!signal.aborted) {
    try {
      const accept = 'text/event-stream';
      const response = await send({ method: 'GET', path, accept, signal });
      for await (const { name, data } of readEvents(response)) {
        heardAt = performance.now();
        if (name === 'progress') yield bulkEnrichment.parse(data);
        if (name === 'result') return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!isBroken(error) || performance.now() - heardAt > PATIENCE_MS) throw error;
    }
    await delay(PAUSE_MS, undefined, { signal }).catch(() => {});
  }
}

/** The connection, or a server that stops or starts; `fetch` throws a TypeError when a stream is cut. */
const isBroken = (error: unknown) =>
  isAppError(error) ? error.retryable : error instanceof TypeError;

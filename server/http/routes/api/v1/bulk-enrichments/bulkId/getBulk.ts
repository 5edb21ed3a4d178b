import type { Response } from 'express';
import { z } from 'zod';
import { type BulkEnrichment, bulkEnrichment } from '../../../../../../../shared/contract/bulk.ts';
import type { BulkOwner } from '../../../../../../bulk/service.ts';
import type { AppDependencies } from '../../../../../dependencies.ts';
import { streamEvents } from '../../../../../event-stream.ts';
import type { Lifecycle } from '../../../../../lifecycle.ts';
import { visibleTo } from '../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import { bulkParams } from './params.ts';

/** How one stands, once or until it has ended. */
export function getBulk(
  { bulk }: Pick<AppDependencies, 'bulk'>,
  { stopping }: Pick<Lifecycle, 'stopping'>,
): Route {
  return defineRoute({
    method: 'get',
    path: '/api/v1/bulk-enrichments/{bulkId}',
    security: 'bearer',
    documentation: {
      operationId: 'getBulkEnrichment',
      summary: 'Read or follow a bulk enrichment',
      description:
        'With `Accept: text/event-stream` the answer is a stream of `progress` events (each the bulk ' +
        'enrichment as it stands, whenever that has changed) and a last `result` or `problem` event. ' +
        'A stream that ends without either is asked for again.',
      tag: 'Bulk enrichments',
      responses: {
        200: {
          description: 'How it stands.',
          content: {
            'application/json': { schema: bulkEnrichment },
            'text/event-stream': { schema: z.string() },
          },
        },
      },
      problems: [404],
    },
    params: bulkParams,
    handle: async ({ path: { bulkId } }, request, response) => {
      const owner = visibleTo(request);
      if (request.accepts(['json', 'text/event-stream']) !== 'text/event-stream') {
        response.json(await bulk.get(owner, bulkId));
        return;
      }
      const signal = AbortSignal.any([stopping, goneSignal(response)]);
      await streamEvents(response, request.id, async (stream) => {
        const last = await tellAll(bulk, owner, bulkId, signal, (now) =>
          stream.send('progress', now),
        );
        if (last !== null && last.finishedAt !== null) stream.send('result', last);
      });
    },
  });
}

async function tellAll(
  bulk: AppDependencies['bulk'],
  owner: BulkOwner,
  bulkId: string,
  signal: AbortSignal,
  tell: (now: BulkEnrichment) => void,
): Promise<BulkEnrichment | null> {
  let last: BulkEnrichment | null = null;
  for await (const now of bulk.watch(owner, bulkId, signal)) {
    last = now;
    tell(now);
  }
  return last;
}

/** Aborts when nobody listens any more. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

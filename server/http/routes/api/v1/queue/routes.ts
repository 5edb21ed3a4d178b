/** `/api/v1/queue`: records that wait to be enriched or undone, and what became of them. */
import { z } from 'zod';
import { queueItem, queuePage, queueQuery } from '../../../../../../shared/contract/bulk.ts';
import type { AppDependencies } from '../../../../dependencies.ts';
import { visibleTo } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { jsonAnswer } from '../../integrations/json-answer.ts';

const base = '/api/v1/queue';
const tag = 'Queue';
const params = z.strictObject({
  itemId: z.uuid().meta({ description: 'The id of an item of the queue.' }),
});

export function queueRoutes({ bulk }: Pick<AppDependencies, 'bulk'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: base,
      security: 'bearer',
      documentation: {
        operationId: 'listQueue',
        summary: 'List the queue, newest first',
        description: 'With `state` `dead`: the dead letters, records that were given up.',
        tag,
        responses: jsonAnswer(200, 'A page of the queue.', queuePage),
        problems: [404],
      },
      query: queueQuery,
      handle: async ({ query }, request, response) => {
        response.json(await bulk.queue(visibleTo(request, query.integrationId), query));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${base}/{itemId}/retry`,
      security: 'bearer',
      documentation: {
        operationId: 'retryQueueItem',
        summary: 'Put a dead letter back into the queue',
        tag,
        responses: jsonAnswer(200, 'The item.', queueItem),
        problems: [404, 409],
      },
      params,
      handle: async ({ path }, request, response) => {
        response.json(await bulk.retryItem(visibleTo(request), path.itemId));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${base}/{itemId}/cancel`,
      security: 'bearer',
      documentation: {
        operationId: 'cancelQueueItem',
        summary: 'Take an item out of the queue that nobody works on',
        tag,
        responses: jsonAnswer(200, 'The item.', queueItem),
        problems: [404, 409],
      },
      params,
      handle: async ({ path }, request, response) => {
        response.json(await bulk.cancelItem(visibleTo(request), path.itemId));
      },
    }),
  ];
}

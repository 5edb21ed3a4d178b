import { z } from 'zod';
import type { Progress } from '../../../../../../shared/contract/api.ts';
import {
  type Enrichment,
  enrichment,
  enrichRequest,
} from '../../../../../../shared/contract/v1.ts';
import type { AppDependencies } from '../../../../dependencies.ts';
import { streamEvents } from '../../../../event-stream.ts';
import { tenantOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { runningResponse, sendRunning } from './running.ts';
import { maxWaitMs, preferredWaitMs, resultOrId } from './wait.ts';

const query = z.strictObject({
  waitMs: z.coerce
    .number()
    .int()
    .min(0)
    .max(maxWaitMs)
    .optional()
    .meta({
      override: { type: 'integer' },
      description: 'Milliseconds to wait for the result before 202; without it, until it is there.',
    }),
});

const headers = z.object({
  Prefer: z.string().optional().meta({
    description:
      '`wait=10` or `respond-async`: as `waitMs`, in seconds (RFC 7240). `waitMs` goes first.',
  }),
});

/** Enriches one record. A run that was started goes on, whether or not anybody waits for it. */
export function postEnrichments({
  sync,
  logger,
  config,
}: Pick<AppDependencies, 'sync' | 'logger' | 'config'>): Route {
  return defineRoute({
    method: 'post',
    path: '/api/v1/enrichments',
    security: 'bearer',
    documentation: {
      operationId: 'enrich',
      summary: 'Enrich a record',
      description:
        'Reads the record, researches its company, decides and, unless `mode` is `preview`, writes. ' +
        'With `Accept: text/event-stream` the answer is a stream of `progress` events and one last ' +
        '`result` (an enrichment) or `problem` event.',
      tag: 'Enrichments',
      headers,
      responses: {
        200: {
          description: 'The enrichment.',
          content: {
            'application/json': { schema: enrichment },
            'text/event-stream': { schema: z.string() },
          },
        },
        202: runningResponse,
      },
      problems: [403, 404, 409, 422, 502, 503],
    },
    query,
    body: enrichRequest,
    handle: async (input, request, response) => {
      const start = (onProgress: (progress: Progress) => void) =>
        sync.enrich(tenantOf(request), input.body, onProgress);
      if (request.accepts(['json', 'text/event-stream']) === 'text/event-stream') {
        await streamEvents(response, request.id, async (stream) => {
          const result = await start((progress) => stream.send('progress', progress));
          stream.send('result', result satisfies Enrichment);
        });
        return;
      }
      const { promise: id, resolve: announce } = Promise.withResolvers<string>();
      const run = start(({ enrichmentId }) => {
        if (enrichmentId !== null) announce(enrichmentId);
      });
      const waitMs = input.query.waitMs ?? preferredWaitMs(request.get('prefer'));
      const outcome = await resultOrId(run, id, waitMs);
      if ('result' in outcome) {
        response.json(outcome.result satisfies Enrichment);
        return;
      }
      run.catch((error: unknown) => {
        logger.warn({ err: error, enrichmentId: outcome.id }, 'a run nobody waited for failed');
      });
      sendRunning(response, outcome.id, config.publicBaseUrl);
    },
  });
}

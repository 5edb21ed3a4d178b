import { z } from 'zod';
import { defineRoute, type Route } from '../../route.ts';

const health = z.strictObject({ status: z.literal('ok') });

/** The process is up and its event loop turns. Says nothing of what it depends on. */
export function getHealthz(): Route {
  return defineRoute({
    method: 'get',
    path: '/healthz',
    security: 'none',
    documentation: {
      operationId: 'getHealth',
      summary: 'Whether the process is up',
      tag: 'Operation',
      responses: {
        200: { description: 'It is.', content: { 'application/json': { schema: health } } },
      },
      problems: [],
    },
    handle: (_input, _request, response) => {
      response.json({ status: 'ok' } satisfies z.infer<typeof health>);
    },
  });
}

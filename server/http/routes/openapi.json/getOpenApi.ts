import { z } from 'zod';
import { defineRoute, type Route } from '../../route.ts';

/** The description of this API. `document` is asked for on the first request. */
export function getOpenApi(document: () => object): Route {
  let text: string | undefined;
  return defineRoute({
    method: 'get',
    path: '/openapi.json',
    security: 'none',
    documentation: {
      operationId: 'getApiDescription',
      summary: 'This description, OpenAPI 3.1',
      tag: 'Operation',
      responses: {
        200: {
          description: 'The description.',
          content: {
            'application/json': { schema: z.looseObject({ openapi: z.string() }) },
          },
        },
      },
      problems: [],
    },
    handle: (_input, _request, response) => {
      text ??= JSON.stringify(document());
      response.type('json').send(text);
    },
  });
}

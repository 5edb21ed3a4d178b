/** What the pages of an install have in common: HTML for people, never kept by a browser. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { pagePolicy } from '../../pages/html.ts';
import { defineRoute, type Route } from '../../route.ts';

interface PageRoute<Q extends z.ZodObject> {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly query: Q;
  /** The page, or where the browser is sent. */
  readonly answer: (
    query: z.output<Q>,
    request: Request,
    response: Response,
  ) => Promise<{ readonly page: string } | { readonly redirectTo: string }>;
}

const htmlPage = { 'text/html': { schema: z.string() } };

export function pageRoute<Q extends z.ZodObject>(route: PageRoute<Q>): Route {
  const { path, operationId, summary, query, answer } = route;
  return defineRoute({
    method: 'get',
    path,
    security: 'browser',
    documentation: {
      operationId,
      summary,
      tag: 'Install',
      responses: {
        200: { description: 'A page.', content: htmlPage },
        302: { description: 'On to the CRM’s consent page.' },
      },
      problems: [],
    },
    query,
    handle: async (input, request, response) => {
      // Parsed with this very schema.
      const outcome = await answer(input.query as z.output<Q>, request, response);
      if ('redirectTo' in outcome) {
        response.redirect(302, outcome.redirectTo);
        return;
      }
      sendPage(response, 200, outcome.page);
    },
  });
}

export function sendPage(response: Response, status: number, page: string): void {
  response
    .status(status)
    .set({ 'Content-Security-Policy': pagePolicy, 'Cache-Control': 'no-store' })
    // Addresses of consents hold secrets.
    .set('Referrer-Policy', 'no-referrer')
    .type('html')
    .send(page);
}

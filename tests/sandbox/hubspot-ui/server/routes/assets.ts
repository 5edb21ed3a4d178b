import express, { type RequestHandler, type Router } from 'express';
import type { Bundles } from '../bundles.ts';
import { workerPolicy } from '../http/guard.ts';

/** Scripts and styles. What does not build is answered with the builder's words. */
export function assetRoutes(bundles: Bundles): Router {
  const router = express.Router();
  router.get(
    '/page.js',
    script(async () => (await bundles.page()).js),
  );
  router.get('/page.css', async (_request, response) => {
    response.type('css').send((await bundles.page()).css);
  });
  router.get(
    '/worker.js',
    (_request, response, next) => {
      response.set('Content-Security-Policy', workerPolicy);
      next();
    },
    script(() => bundles.worker()),
  );
  router.get(
    '/extensions/:name.js',
    script((name) => bundles.extension(name)),
  );
  return router;
}

function script(source: (name: string) => Promise<string> | undefined): RequestHandler {
  return async (request, response) => {
    const code = source(String(request.params.name));
    if (code === undefined) {
      response.status(404).type('text').send('No such bundle');
      return;
    }
    try {
      response.type('js').send(await code);
    } catch (error) {
      response
        .status(500)
        .type('text')
        .send(error instanceof Error ? error.message : String(error));
    }
  };
}

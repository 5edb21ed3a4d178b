import { type RequestHandler, Router } from 'express';
import { HttpError } from './problem/http-error.ts';
import type { Route } from './route.ts';

/**
 * A router with these routes, and 405 with `Allow` for the methods their paths lack. Express answers
 * HEAD with the GET route.
 *
 * @param guards run in front of every route's handler, in this order
 */
export function mount(routes: readonly Route[], guards: readonly RequestHandler[] = []): Router {
  const router = Router();
  for (const [path, ofPath] of Map.groupBy(routes, (route) => route.path)) {
    const expressPath = path.replaceAll(/\{(\w+)\}/g, ':$1');
    const entry = router.route(expressPath);
    entry.all(function routeNameHandler(_request, response, next) {
      response.locals.route = path;
      next();
    });
    for (const { method, handler } of ofPath) entry[method](...guards, handler);
    const allow = allowedMethods(ofPath);
    entry.all(function methodHandler(request, response) {
      if (request.method === 'OPTIONS') {
        response.set('Allow', allow).status(204).end();
        return;
      }
      throw new HttpError(`This address takes ${allow} and not ${request.method}.`, {
        code: 'method_not_allowed',
        status: 405,
        headers: { Allow: allow },
      });
    });
  }
  return router;
}

function allowedMethods(routes: readonly Route[]): string {
  const methods = new Set(routes.map(({ method }) => method.toUpperCase()));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort().join(', ');
}

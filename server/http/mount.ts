import { type RequestHandler, Router } from 'express';
import { actingAs } from '../audit/actor.ts';
import { actorOf } from './actor.ts';
import { requireAdmin } from './middleware/authenticate/index.ts';
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
    for (const route of ofPath) {
      const admins = route.access === 'admin' ? [requireAdmin()] : [];
      entry[route.method](...guards, ...admins, named(route));
    }
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

/** The handler, as the work of whoever asks. Not sooner: reading a body loses the context. */
function named({ handler, security }: Route): RequestHandler {
  return function routeHandler(request, response, next) {
    return actingAs(actorOf(request, security), () => handler(request, response, next));
  };
}

function allowedMethods(routes: readonly Route[]): string {
  const methods = new Set(routes.map(({ method }) => method.toUpperCase()));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort().join(', ');
}

/** How long requests take, by route template and status. */
import type { RequestHandler } from 'express';
import type { Metrics } from '../../metrics/metrics.ts';

/** Observes each request once it has ended, also when the client went away before. */
export function requestMetrics(metrics: Metrics): RequestHandler {
  return function requestMetricsHandler(request, response, next) {
    const startedAt = performance.now();
    response.once('close', () => {
      metrics.httpRequest({
        method: request.method,
        route: response.locals.route ?? 'unmatched',
        status: response.writableFinished ? String(response.statusCode) : 'aborted',
        durationMs: performance.now() - startedAt,
      });
    });
    next();
  };
}

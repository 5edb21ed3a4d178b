import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { AppDependencies } from '../../dependencies.ts';
import { HttpError } from '../../problem/http-error.ts';
import { defineRoute, type Route } from '../../route.ts';

/** The process' metrics in Prometheus' text format; behind a token when one is configured. */
export function getMetrics({
  metrics,
  config,
}: Pick<AppDependencies, 'metrics' | 'config'>): Route {
  const { metricsToken } = config;
  return defineRoute({
    method: 'get',
    path: '/metrics',
    security: 'none',
    documentation: {
      operationId: 'getMetrics',
      summary: 'Metrics for Prometheus',
      tag: 'Operation',
      responses: {
        200: {
          description: 'Text exposition format, version 0.0.4.',
          content: { 'text/plain': { schema: z.string() } },
        },
      },
      problems: metricsToken ? [401] : [],
    },
    handle: async (_input, request, response) => {
      if (metricsToken && !sameSecret(request.get('authorization'), `Bearer ${metricsToken}`)) {
        throw new HttpError('Metrics need their own token.', {
          code: 'unauthorized',
          status: 401,
          headers: { 'WWW-Authenticate': 'Bearer realm="metrics"' },
        });
      }
      response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  });
}

/** Compares digests, which have one length, in constant time. */
function sameSecret(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected));
}

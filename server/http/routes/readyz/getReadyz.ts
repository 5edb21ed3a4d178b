import { z } from 'zod';
import type { AppDependencies, Readiness } from '../../dependencies.ts';
import type { Lifecycle } from '../../lifecycle.ts';
import { defineRoute, type Route } from '../../route.ts';

const readinessAnswer = z.strictObject({
  status: z.enum(['ready', 'not-ready', 'closing']),
  checks: z.record(z.string(), z.enum(['ok', 'failing'])),
});
type ReadinessAnswer = z.infer<typeof readinessAnswer>;

/** Shorter than the probes of common orchestrators wait. */
const deadlineMs = 900;

/** Whether requests should be sent here: 503 while stopping, or while a check fails or does not answer. */
export function getReadyz(
  { readiness, logger }: Pick<AppDependencies, 'readiness' | 'logger'>,
  lifecycle: Lifecycle,
): Route {
  const content = { 'application/json': { schema: readinessAnswer } };
  return defineRoute({
    method: 'get',
    path: '/readyz',
    security: 'none',
    documentation: {
      operationId: 'getReadiness',
      summary: 'Whether requests should be sent here',
      tag: 'Operation',
      responses: {
        200: { description: 'Ready.', content },
        503: { description: 'Stopping, or something it depends on is failing.', content },
      },
      problems: [],
    },
    handle: async (_input, _request, response) => {
      if (lifecycle.closing) {
        const answer: ReadinessAnswer = { status: 'closing', checks: {} };
        response.status(503).json(answer);
        return;
      }
      const result = await within(readiness(), deadlineMs).catch((error: unknown): Readiness => {
        logger.warn({ err: error }, 'readiness could not be told');
        return { ok: false, checks: {} };
      });
      response.status(result.ok ? 200 : 503).json(toAnswer(result));
    },
  });
}

/** Names and outcomes only: details are for the log, not for whoever asks. */
function toAnswer({ ok, checks }: Readiness): ReadinessAnswer {
  return {
    status: ok ? 'ready' : 'not-ready',
    checks: Object.fromEntries(
      Object.entries(checks).map(([name, check]) => [name, check.ok ? 'ok' : 'failing']),
    ),
  };
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`No answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

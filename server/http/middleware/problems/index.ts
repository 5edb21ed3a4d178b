/** The one place where an error becomes a response. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { HttpError } from '../../problem/http-error.ts';
import { problemMediaType, toProblem } from '../../problem/problem.ts';

/** Answers whatever was thrown before it as `application/problem+json`. Comes last. */
export function problems(): ErrorRequestHandler {
  return function problemHandler(error, request, response, _next) {
    if (response.destroyed) {
      request.log.warn({ err: error }, 'failed after the client had gone');
      return;
    }
    const { document, headers, unexpected } = toProblem(error, request.id);
    if (unexpected) response.err = error instanceof Error ? error : new Error(String(error));
    // A half-sent answer cannot be turned into another one: the connection is cut, so that the
    // client does not take it for whole.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response
      .status(document.status)
      .set({ 'Cache-Control': 'no-store', ...headers })
      .type(problemMediaType)
      .send(JSON.stringify(document));
  };
}

/** For every path no route has. */
export function notFound(): RequestHandler {
  return function notFoundHandler() {
    throw new HttpError('There is nothing at this address.', { code: 'not_found', status: 404 });
  };
}

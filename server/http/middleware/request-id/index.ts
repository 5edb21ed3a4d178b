/** One id per request, in the log, in every problem and in the `X-Request-Id` header. */
import type { RequestHandler } from 'express';

/** Long enough to be unique, short and plain enough to be harmless in a log. */
const wellFormed = /^[A-Za-z0-9._-]{8,128}$/;

/**
 * Takes over a well-formed incoming `X-Request-Id`, otherwise makes one.
 *
 * @param newId gives a unique id
 */
export function requestId(newId: () => string): RequestHandler {
  return function requestIdHandler(request, response, next) {
    const incoming = request.get('x-request-id');
    request.id = incoming !== undefined && wellFormed.test(incoming) ? incoming : newId();
    response.set('X-Request-Id', request.id);
    next();
  };
}

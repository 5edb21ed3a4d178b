/** JSON bodies, small ones, with their raw bytes kept. */
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { HttpError } from '../../problem/http-error.ts';

/** An enrichment request has a few hundred bytes; nothing honest comes near. */
const usualLimit = '100kb';

/**
 * Parses JSON and refuses every other media type with 415, instead of reading it as no body at all.
 * The bytes stay in `request.rawBody`. A body that was read by an earlier one is left as it is.
 *
 * @param limit longer bodies are refused with 413
 */
export function jsonBody(limit = usualLimit): RequestHandler[] {
  return [
    function mediaTypeHandler(request, _response, next) {
      if (hasBody(request) && !request.is('application/json')) {
        throw new HttpError('Send the body as JSON, with "Content-Type: application/json".', {
          code: 'unsupported_media_type',
          status: 415,
          headers: { Accept: 'application/json' },
        });
      }
      next();
    },
    express.json({
      limit,
      verify: (request: IncomingMessage & { rawBody?: Buffer }, _response, bytes) => {
        request.rawBody = bytes;
      },
    }),
  ];
}

/** `fetch` sends `Content-Length: 0` with a POST that has no body. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

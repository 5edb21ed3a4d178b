/** Bodies byte by byte, for callers that sign them; parsed only after the signature was found good. */
import express, { type RequestHandler } from 'express';
import { HttpError } from '../../problem/http-error.ts';

/** What HubSpot carries for a card at most. */
const limit = '1mb';

/** Keeps the bytes in `request.rawBody`, whatever they claim to be. Compressed bodies are refused: which bytes were signed would be a guess. */
export function rawBody(): RequestHandler[] {
  return [
    express.raw({ limit, type: () => true, inflate: false }),
    function keepBytesHandler(request, _response, next) {
      if (Buffer.isBuffer(request.body)) request.rawBody = request.body;
      request.body = undefined;
      next();
    },
  ];
}

/** Turns the bytes into `request.body`. @throws HttpError `invalid_json` */
export function parseRawBody(): RequestHandler {
  return function parseRawBodyHandler(request, _response, next) {
    if (request.rawBody && request.rawBody.length > 0) {
      try {
        request.body = JSON.parse(request.rawBody.toString('utf8'));
      } catch {
        throw new HttpError('The request body is not valid JSON.', {
          code: 'invalid_json',
          status: 400,
        });
      }
    }
    next();
  };
}

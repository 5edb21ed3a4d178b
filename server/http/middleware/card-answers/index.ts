/** Errors as cards get them: HTTP 200 and `ok: false`, so that HubSpot hands them on as they are. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { CardAnswer, CardError } from '../../../../shared/contract/answer.ts';
import type { ProblemDocument } from '../../../../shared/contract/api.ts';
import { toProblem } from '../../problem/problem.ts';

/** From here on this request is answered as a card is. Comes after the signature, whose refusal keeps its status. */
export function answersCard(): RequestHandler {
  return function answersCardHandler(_request, response, next) {
    response.locals.answersCard = true;
    next();
  };
}

/** Answers what was thrown for a card; everything else goes on. Comes before `problems()`. */
export function cardErrors(): ErrorRequestHandler {
  return function cardErrorHandler(error, request, response, next) {
    if (!response.locals.answersCard || response.headersSent || response.destroyed) {
      next(error);
      return;
    }
    const { document, retryAfterMs, unexpected } = toProblem(error, request.id);
    if (unexpected) response.err = error instanceof Error ? error : new Error(String(error));
    const answer: CardAnswer<never> = { ok: false, error: toCardError(document, retryAfterMs) };
    response.json(answer);
  };
}

/** The same facts in the card's shape. */
function toCardError(document: ProblemDocument, retryAfterMs: number | null): CardError {
  return {
    code: document.code,
    message: document.detail,
    retryable: document.retryable,
    retryAfterMs,
    faults: document.errors.map(({ field, message }) => ({ field, message })),
    requestId: document.requestId,
  };
}

/** Errors on the pages of an install are pages, for the person in front of the browser. */
import type { ErrorRequestHandler } from 'express';
import { connectableCrm } from '../../../../shared/contract/integrations.ts';
import { refusedPage } from '../../pages/connect-pages.ts';
import { toProblem } from '../../problem/problem.ts';
import { sendPage } from '../../routes/oauth/page-route.ts';

/** Answers what was thrown under `/oauth`, where the browser may be shown a page. */
export function pageErrors(): ErrorRequestHandler {
  return function pageErrorHandler(error, request, response, next) {
    if (
      response.headersSent ||
      response.destroyed ||
      request.accepts(['json', 'html']) !== 'html'
    ) {
      next(error);
      return;
    }
    const { document, headers, unexpected } = toProblem(error, request.id);
    if (unexpected) response.err = error instanceof Error ? error : new Error(String(error));
    const crm = connectableCrm.safeParse(request.path.split('/')[1]);
    const { code, detail: message, requestId } = document;
    response.set(headers);
    sendPage(
      response,
      document.status,
      refusedPage(crm.data ?? null, { code, message, requestId }),
    );
  };
}

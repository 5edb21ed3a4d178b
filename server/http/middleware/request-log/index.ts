/** One line per request: who, what, how long. Never a query string, a header or a body. */
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Asked every few seconds by machines: logged only when they fail. */
const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

/** Logs every request when it has ended; 5xx as `error`, the rest as `info`. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    genReqId: (request) => request.id,
    wrapSerializers: false,
    serializers: {
      req: (request: Request) => ({
        method: request.method,
        path: pathOf(request),
      }),
      res: (response: Response) => ({ status: response.statusCode }),
    },
    customLogLevel: (request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return quietPaths.has(pathOf(request)) ? 'silent' : 'info';
    },
    customProps: (request) =>
      request.tenant ? { organizationId: request.tenant.organizationId } : {},
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
    quietReqLogger: true,
  });
}

/** An authorisation code or an e-mail address may stand in the query, also in one that was encoded once too often. */
function pathOf(request: Request): string {
  const url = request.originalUrl;
  const query = url.search(/[?#]|%3f|%23/i);
  return query === -1 ? url : url.slice(0, query);
}

/**
 * What `hubspot.fetch` answers instead of the app's own words, in the shapes that HubSpot's local proxy
 * mirrors from the real one (`AppProxyService` of @hubspot/ui-extensions-dev-server).
 */
import { randomUUID } from 'node:crypto';

/** What a card's Response is made of. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The call an error speaks of. */
export interface FetchSubject {
  readonly url: string;
  readonly method: string;
  readonly portalId: number;
}

/** A call that HubSpot answers itself. */
export class FetchRefusal extends Error {
  override readonly name = 'FetchRefusal';
  readonly status: number;
  readonly category: string;

  constructor(status: number, category: string, message: string) {
    super(message);
    this.status = status;
    this.category = category;
  }
}

/** A rule of `hubspot.fetch` that the call breaks. */
export function invalidCall(message: string): FetchRefusal {
  return new FetchRefusal(400, 'VALIDATION_ERROR', message);
}

export function refusalAnswer(refusal: FetchRefusal, subject: FetchSubject): FetchAnswer {
  const { status, category, message } = refusal;
  return envelope(status, { status: 'error', message, category, context: context(subject) });
}

/** An answer of the app outside 2xx reaches the card as status 200 with the app's answer inside. */
export function badGatewayAnswer(app: FetchAnswer, subject: FetchSubject): FetchAnswer {
  return envelope(200, {
    status: 'error',
    message: 'Error returned from Request Uri',
    category: 'BAD_GATEWAY',
    context: { ...context(subject), appServerStatusCode: [String(app.status)] },
    responseBody: parsed(app.body),
    errors: [{ message: `Unacceptable HTTP status ${app.status} calling ${subject.url}` }],
  });
}

function context({ url, method, portalId }: FetchSubject): Record<string, string[]> {
  return {
    correlationId: [randomUUID()],
    httpMethod: [method],
    portalId: [String(portalId)],
    requestUri: [url],
  };
}

function envelope(status: number, body: Record<string, unknown>): FetchAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: JSON.stringify(body),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

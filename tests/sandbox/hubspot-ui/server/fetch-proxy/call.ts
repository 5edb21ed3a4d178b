/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/fetching-data */
import { z } from 'zod';
import { invalidCall } from './envelope.ts';

/** What a card may send and receive in one call, in bytes. */
export const maxBodyBytes = 1_000_000;
const defaultTimeoutMs = 15_000;
const maxTimeoutMs = 120_000;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What the extension host passes on of a call of `hubspot.fetch`. */
export const proxyRequest = z.strictObject({
  url: z.string(),
  method: z.string().optional(),
  timeout: z.number().optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type ProxyRequest = z.infer<typeof proxyRequest>;

/** A call that keeps HubSpot's rules. */
export interface FetchCall {
  readonly url: URL;
  readonly method: string;
  readonly timeoutMs: number;
  /** '' without a body. */
  readonly rawBody: string;
  readonly authorization: string | null;
}

/**
 * Holds a call against the rules that HubSpot enforces.
 * @param permittedOrigins `permittedUrls.fetch` of the app
 * @throws FetchRefusal in HubSpot's words
 */
export function checkedCall(request: ProxyRequest, permittedOrigins: readonly string[]): FetchCall {
  const url = permittedUrl(request.url, permittedOrigins);
  const method = (request.method ?? 'GET').toUpperCase();
  if (!methods.includes(method)) throw invalidCall(`Method ${method} is not supported`);
  const rawBody = method === 'GET' ? '' : serialised(request.body);
  return {
    url,
    method,
    timeoutMs: timeoutOf(request.timeout),
    rawBody,
    authorization: authorizationOf(request.headers ?? {}),
  };
}

/** Origins are compared whole: a permitted one may be the beginning of a stranger's. */
function permittedUrl(address: string, permittedOrigins: readonly string[]): URL {
  const url = URL.parse(address);
  if (!url) throw invalidCall('URL is malformed');
  if (url.protocol !== 'https:') throw invalidCall(`Only https URLs are allowed: ${url.origin}`);
  if (url.username !== '' || url.password !== '') throw invalidCall('URL holds credentials');
  const permitted = permittedOrigins.some((origin) => URL.parse(origin)?.origin === url.origin);
  if (!permitted) {
    throw invalidCall(`'${url.origin}' is not in 'permittedUrls.fetch' of the app's configuration`);
  }
  url.hash = '';
  return url;
}

function serialised(body: unknown): string {
  if (body === undefined || body === null) return '';
  const raw = JSON.stringify(body);
  if (Buffer.byteLength(raw) > maxBodyBytes) {
    throw invalidCall(`The request body is larger than ${maxBodyBytes} bytes`);
  }
  return raw;
}

function timeoutOf(timeout: number | undefined): number {
  if (timeout === undefined) return defaultTimeoutMs;
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > maxTimeoutMs) {
    throw invalidCall(`Timeout must be between 1 and ${maxTimeoutMs} milliseconds`);
  }
  return timeout;
}

function authorizationOf(headers: Readonly<Record<string, string>>): string | null {
  const names = Object.keys(headers);
  if (names.length > 1) throw invalidCall("Only 'Authorization' header is allowed");
  const [name] = names;
  if (name === undefined) return null;
  if (name.toLowerCase() !== 'authorization') {
    throw invalidCall(
      "Invalid Request Headers provided. Only 'Authorization' header is allowed from hubspot.fetch()",
    );
  }
  return headers[name] ?? null;
}

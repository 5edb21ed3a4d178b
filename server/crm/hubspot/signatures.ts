/**
 * How HubSpot signs what it sends to an app. All schemes work on the bytes of the request, so nothing
 * may be parsed before.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Schemes without a timestamp, which HubSpot still uses on some routes: v1 for webhooks, v2 for workflow actions. */
export type OlderSignature = 'v1' | 'v2';

export interface SignedRequest {
  /** Upper case. */
  readonly method: string;
  /** The whole address as HubSpot called it: https, public host, path and query, percent-encoding untouched. */
  readonly url: string;
  readonly body: Buffer;
  /** `X-HubSpot-Signature-v3` */
  readonly signatureV3: string | undefined;
  /** `X-HubSpot-Request-Timestamp`, milliseconds. */
  readonly timestamp: string | undefined;
  /** `X-HubSpot-Signature` */
  readonly signature: string | undefined;
  /** `X-HubSpot-Signature-Version` */
  readonly version: string | undefined;
}

/** A request is good this long before and after the time it names. */
export const SIGNATURE_WINDOW_MS = 300_000;

/** The only escapes that HubSpot decodes before it signs; every other one stays as it is. */
const decodedEscapes: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** The address as HubSpot's v3 scheme hashes it. */
export function signedUrl(url: string): string {
  return url.replace(/%[0-9a-f]{2}/gi, (code) => decodedEscapes[code.toUpperCase()] ?? code);
}

/**
 * Whether HubSpot signed this request with our secret. A request that carries a v3 signature is judged
 * by it alone, so that nobody can fall back to a weaker scheme; without one only the older scheme that
 * the route allows counts.
 *
 * @param older the older scheme that this route allows; null for none
 * @param now milliseconds
 */
export function isSignedByHubSpot(
  request: SignedRequest,
  secret: string,
  older: OlderSignature | null,
  now: number,
): boolean {
  if (request.signatureV3 !== undefined) return isSignedV3(request, secret, now);
  if (older === null || request.signature === undefined) return false;
  if (request.version !== undefined && request.version.toLowerCase() !== older) return false;
  const expected = older === 'v1' ? digestV1(request, secret) : digestV2(request, secret);
  return same(request.signature, expected);
}

function isSignedV3(request: SignedRequest, secret: string, now: number): boolean {
  const { method, url, body, timestamp, signatureV3 } = request;
  if (timestamp === undefined || !/^\d{1,15}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp)) > SIGNATURE_WINDOW_MS) return false;
  // HubSpot's own development proxy signs the address undecoded.
  const addresses = new Set([signedUrl(url), url]);
  let found = false;
  for (const address of addresses) {
    const expected = createHmac('sha256', secret)
      .update(`${method}${address}`)
      .update(body)
      .update(timestamp)
      .digest('base64');
    found = same(signatureV3 ?? '', expected) || found;
  }
  return found;
}

function digestV1({ body }: SignedRequest, secret: string): string {
  return createHash('sha256').update(secret).update(body).digest('hex');
}

function digestV2({ method, url, body }: SignedRequest, secret: string): string {
  return createHash('sha256').update(`${secret}${method}${url}`).update(body).digest('hex');
}

/** In a time that says nothing of where the texts differ. */
function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

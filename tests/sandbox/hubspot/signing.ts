/**
 * Signs requests as HubSpot does before it sends them to an app; written from HubSpot's documentation
 * and independent of how the product checks them.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
import { createHash, createHmac } from 'node:crypto';

export interface RequestToSign {
  readonly method: string;
  /** The whole public address that is called, with its query. */
  readonly url: string;
  /** The body as it is sent; absent without one. */
  readonly body?: string | undefined;
}

/** HubSpot decodes these in the address before it signs, and leaves all other escapes alone. */
const decoded = ":/?@!$'()*,;";

function addressToSign(url: string): string {
  let address = url;
  for (const character of decoded) {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    address = address
      .replaceAll(`%${code}`, character)
      .replaceAll(`%${code.toLowerCase()}`, character);
  }
  return address;
}

/** @param at milliseconds, the time the request names */
export function signV3(
  { method, url, body = '' }: RequestToSign,
  clientSecret: string,
  at: number,
): Record<string, string> {
  const source = `${method}${addressToSign(url)}${body}${at}`;
  return {
    'X-HubSpot-Signature-v3': createHmac('sha256', clientSecret).update(source).digest('base64'),
    'X-HubSpot-Request-Timestamp': String(at),
  };
}

/** As on workflow actions. */
export function signV2(
  { method, url, body = '' }: RequestToSign,
  clientSecret: string,
): Record<string, string> {
  const digest = createHash('sha256').update(`${clientSecret}${method}${url}${body}`).digest('hex');
  return { 'X-HubSpot-Signature': digest, 'X-HubSpot-Signature-Version': 'v2' };
}

/** As on webhooks. */
export function signV1(body: string, clientSecret: string): Record<string, string> {
  const digest = createHash('sha256').update(`${clientSecret}${body}`).digest('hex');
  return { 'X-HubSpot-Signature': digest, 'X-HubSpot-Signature-Version': 'v1' };
}

/** For whom HubSpot sends what a card asks. */
export interface Caller {
  readonly portalId: number | string;
  readonly userId: number | string;
  readonly userEmail: string;
  readonly appId: number | string;
}

/** The address of a card's question with what HubSpot appends to it. */
export function asCaller(url: string, caller: Caller): string {
  const whole = new URL(url);
  for (const name of ['userId', 'portalId', 'userEmail', 'appId'] as const) {
    whole.searchParams.append(name, String(caller[name]));
  }
  return whole.toString();
}

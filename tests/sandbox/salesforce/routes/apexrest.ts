/**
 * Our package's Apex REST resource, as `OppSpotKeyResource` and the classes behind it work. Its words for
 * people are the package's own and tested there.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_rest_intro.htm
 */
import type { WireRequest } from '../../standin/server.ts';
import type { Session } from '../gate/sessions.ts';
import type { Answer } from '../http/call.ts';
import { methodNotAllowed, notFound, SalesforceError } from '../http/errors.ts';
import type { StandinState } from '../state.ts';

const root = '/services/apexrest/';
const apexClass = 'OppSpotKeyResource';

/** Undefined for paths that are not of Apex REST. */
export function answerApexRest(
  state: StandinState,
  session: Session,
  { method, url, body }: WireRequest,
): Answer | undefined {
  if (!url.pathname.startsWith(root)) return undefined;
  const { id, namespace } = state.org(session.orgId);
  const path = namespace === '' ? 'v1/keys' : `${namespace}/v1/keys`;
  if (namespace === null || url.pathname !== root + path) {
    throw notFound('Could not find a match for URL');
  }
  const access = state.accessOf(session);
  if (!access.mayRun(apexClass)) {
    throw new SalesforceError(403, {
      code: 'FORBIDDEN',
      message: `You do not have access to the Apex class named: ${apexClass}`,
    });
  }
  if (method !== 'POST') throw methodNotAllowed(method, ['POST']);
  if (!access.holds('OppSpot_Admin')) return refused(403, 'no_permission');
  const given = parsed(body);
  if (given === null) return refused(400, 'invalid_keys');
  if (text(given, 'orgId').slice(0, 15) !== id.slice(0, 15)) return refused(409, 'org_mismatch');
  const apiKey = text(given, 'apiKey');
  const signingKey = text(given, 'signingKey');
  if (!/^[\w-]{16,64}\.[\w-]{20,128}$/.test(apiKey) || !isKey(signingKey)) {
    return refused(400, 'invalid_keys');
  }
  state.orgKeys.set(id, { apiKey, signingKey });
  return { status: 200, body: { ok: true, data: { stored: true } } };
}

function refused(status: number, code: string): Answer {
  const error = { code, message: code, retryable: false, retryAfterMs: null };
  return { status, body: { ok: false, error } };
}

function parsed(body: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function text(given: Readonly<Record<string, unknown>>, name: string): string {
  const value = given[name];
  return typeof value === 'string' ? value : '';
}

function isKey(signingKey: string): boolean {
  return Buffer.from(signingKey, 'base64').length === 32;
}

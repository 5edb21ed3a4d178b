/** The named credential and its caller: signs what is asked as the package's Apex does. */
import { type ApexKeys, signApexCall } from '../../../support/apex-signing.ts';
import type { Grants } from './org-metadata.ts';
import { ApexProblem } from './problem.ts';

export interface Gateway {
  /**
   * The product's answer as it came, JSON with `ok`. `timeoutMs` is how long it may take.
   * @throws ApexProblem
   */
  post(path: string, body: object, timeoutMs: number): Promise<string>;
}

interface GatewayOptions {
  readonly appServer: string;
  readonly keys: ApexKeys | null;
  readonly grants: Grants;
  readonly orgId: string;
  readonly userId: string;
  /** Names the transaction in the product's log. */
  readonly requestId: string;
}

const principal = 'OppSpot_API-OrgPrincipal';

export function httpGateway(options: GatewayOptions): Gateway {
  const { appServer, keys, grants, orgId, userId, requestId } = options;
  return {
    async post(path, asked, timeoutMs) {
      if (!keys) throw new ApexProblem('Apex_Not_Connected');
      if (!grants.principals.has(principal)) throw new ApexProblem('Apex_No_Credential_Access');
      const body = JSON.stringify({ ...asked, orgId, userId });
      const signed = signApexCall(keys, { path, body, now: Date.now() });
      const headers = { ...signed, 'X-Request-Id': requestId };
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const response = await fetch(`${appServer}${path}`, {
          method: 'POST',
          headers,
          body,
          signal,
        });
        return answerOf(response, await response.text());
      } catch (error) {
        if (error instanceof ApexProblem) throw error;
        const tookTooLong = error instanceof DOMException && error.name === 'TimeoutError';
        throw new ApexProblem(tookTooLong ? 'Apex_Timed_Out' : 'Apex_Unreachable');
      }
    },
  };
}

function answerOf({ status, headers }: Response, body: string): string {
  if (status === 401 || status === 403) throw new ApexProblem('Apex_Keys_Refused');
  if (status === 429 || status === 503) throw new ApexProblem('Apex_Busy', pauseOf(headers));
  if (status >= 500) throw new ApexProblem('Apex_Unreachable');
  if (status !== 200 || !isAnswer(body)) throw new ApexProblem('Apex_Not_Understood');
  return body;
}

/** As long as the server asks for, in milliseconds. */
function pauseOf(headers: Headers): number | undefined {
  const seconds = headers.get('Retry-After') ?? '';
  return /^\d{1,4}$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
}

function isAnswer(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof (parsed as { ok?: unknown } | null)?.ok === 'boolean';
  } catch {
    return false;
  }
}

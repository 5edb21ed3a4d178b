/** Access tokens of an org, whose refresh tokens are good for one use. */
import { CrmError } from '../../errors.ts';
import {
  createTokenRenewals,
  type TokenStore,
  type WithLock,
} from '../../session/token-renewal.ts';
import { wait } from '../../wait.ts';
import { requestTokens } from './token-endpoint.ts';

export interface StoredGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Origin of the org, as the token endpoint gave it. */
  readonly instanceUrl: string;
}

export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `https://login.salesforce.com`, `https://test.salesforce.com`, or the org's own domain. */
  readonly loginUrl: string;
}

export interface Access {
  readonly accessToken: string;
  readonly instanceUrl: string;
}

export interface SalesforceSession {
  /**
   * A token that is good as far as anybody knows. With one that Salesforce has just refused: another.
   * @throws CrmError `needs_reauthorisation` when there will be none until somebody connects again
   */
  current(refused?: string): Promise<Access>;
}

export interface SessionsOptions {
  /** Null where the tokens are not renewed: one that is refused is the end of the connection. */
  readonly app: OAuthApp | null;
  readonly withLock: WithLock;
  /** Deadline of a call to the token endpoint in milliseconds. */
  readonly timeoutMs?: number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

const defaultTimeoutMs = 10_000;

/** Under which lock an org's tokens are renewed. */
export const refreshLock = (orgId: string) => `salesforce-refresh-${orgId}`;

/** The sessions of this process: at most one refresh of an org at a time. */
export function createSalesforceSessions(options: SessionsOptions) {
  const { app, withLock, timeoutMs = defaultTimeoutMs, sleep = wait } = options;
  const renewals = createTokenRenewals<StoredGrant>({
    lockKey: refreshLock,
    renew: app && ((stored) => renew(app, stored, timeoutMs)),
    gone: reconnect,
    withLock,
    sleep,
  });
  return (orgId: string, tokens: TokenStore<StoredGrant>): SalesforceSession => {
    const renewable = renewals(orgId, tokens);
    return {
      current: (refused) => (refused === undefined ? renewable.kept() : renewable.another(refused)),
    };
  };
}

async function renew(app: OAuthApp, stored: StoredGrant, timeoutMs: number) {
  const outcome = await requestTokens(app, stored.refreshToken, timeoutMs);
  if (outcome.state !== 'issued') return outcome;
  const { accessToken, refreshToken, instanceUrl } = outcome;
  const grant = {
    accessToken,
    refreshToken: refreshToken ?? stored.refreshToken,
    instanceUrl: instanceUrl ?? stored.instanceUrl,
  };
  return { state: 'issued', grant } as const;
}

function reconnect(): CrmError {
  return new CrmError(
    'needs_reauthorisation',
    'Salesforce no longer accepts this connection. An administrator has to connect Salesforce again.',
    { crmStatus: null },
  );
}

/**
 * Access tokens of an org whose refresh tokens are good for one use: whoever uses one twice loses the
 * connection. So one process refreshes at a time, looks first whether another already has, and keeps
 * the new token before anybody uses it.
 */
import { CrmError, isCrmError } from '../../errors.ts';
import { wait } from '../retry.ts';
import { type RefreshOutcome, requestTokens } from './token-endpoint.ts';

export interface StoredGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Origin of the org, as the token endpoint gave it. */
  readonly instanceUrl: string;
}

/** Where an org's tokens are kept, sealed. */
export interface TokenStore {
  /** Null when the org is no longer connected. */
  read(): Promise<StoredGrant | null>;
  /** False, and nothing is changed, when what is kept is no longer `expected`. */
  replace(expected: StoredGrant, next: StoredGrant): Promise<boolean>;
}

/**
 * Runs `work` while no other process runs one under the same key. Not in a database transaction:
 * `work` calls out.
 */
export type WithLock = <T>(key: string, work: () => Promise<T>) => Promise<T>;

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
/** Two attempts at one token: an unanswered one may have used it up, and then no harm is left to do. */
const attempts = 2;
/** Somebody else's refresh is on its way at Salesforce. */
const elsewherePauseMs = 500;
const keepAttempts = 3;
const keepPauseMs = 250;

/** The sessions of this process: at most one refresh of an org at a time. */
export function createSalesforceSessions(options: SessionsOptions) {
  const { sleep = wait } = options;
  const underWay = new Map<string, Promise<Access>>();
  /** Refresh tokens that Salesforce has refused for good, by org: asking again is of no use. */
  const exhausted = new Map<string, string>();

  async function renew(orgId: string, tokens: TokenStore, refused: string): Promise<Access> {
    for (let attempt = 1; ; attempt += 1) {
      const stored = await read(tokens);
      if (stored.accessToken !== refused) return stored;
      if (!options.app || exhausted.get(orgId) === stored.refreshToken) throw reconnect();
      const outcome = await requestTokens(
        options.app,
        stored.refreshToken,
        options.timeoutMs ?? defaultTimeoutMs,
      );
      if (outcome.state === 'issued') return keep(sleep, tokens, stored, outcome);
      // Somebody may have connected anew while we asked, or another process outran its lock.
      const now = await read(tokens);
      if (now.accessToken !== refused) return now;
      if (outcome.state === 'refused') {
        exhausted.set(orgId, stored.refreshToken);
        throw outcome.error;
      }
      if (outcome.state === 'failed' || attempt >= attempts) throw outcome.error;
      if (outcome.state === 'elsewhere') await sleep(elsewherePauseMs);
    }
  }

  function flightOf(orgId: string, tokens: TokenStore, refused: string): Promise<Access> {
    const flight =
      underWay.get(orgId) ??
      options
        .withLock(`salesforce-refresh-${orgId}`, () => renew(orgId, tokens, refused))
        .finally(() => underWay.delete(orgId));
    underWay.set(orgId, flight);
    return flight;
  }

  return (orgId: string, tokens: TokenStore): SalesforceSession => ({
    async current(refused) {
      if (refused === undefined) return read(tokens);
      for (;;) {
        const access = await flightOf(orgId, tokens, refused);
        // A flight that began for an older token may end with the one refused here.
        if (access.accessToken !== refused) return access;
      }
    },
  });
}

async function read(tokens: TokenStore): Promise<StoredGrant> {
  const stored = await tokens.read();
  if (!stored) throw reconnect();
  return stored;
}

/**
 * Kept first, used second. A new token that is not kept takes the connection with it, so keeping is
 * tried more than once.
 */
async function keep(
  sleep: (milliseconds: number) => Promise<void>,
  tokens: TokenStore,
  before: StoredGrant,
  { accessToken, refreshToken, instanceUrl }: Extract<RefreshOutcome, { state: 'issued' }>,
): Promise<Access> {
  const next = {
    accessToken,
    refreshToken: refreshToken ?? before.refreshToken,
    instanceUrl: instanceUrl ?? before.instanceUrl,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Where something else is kept by now, somebody has connected anew: that is what counts.
      return (await tokens.replace(before, next)) ? next : await read(tokens);
    } catch (failure) {
      if (isCrmError(failure) || attempt >= keepAttempts) throw failure;
      await sleep(keepPauseMs);
    }
  }
}

function reconnect(): CrmError {
  return new CrmError(
    'needs_reauthorisation',
    'Salesforce no longer accepts this connection. An administrator has to connect Salesforce again.',
    { crmStatus: null },
  );
}

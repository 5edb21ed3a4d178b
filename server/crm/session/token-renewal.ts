/**
 * Access tokens that run out while many want them. One process renews at a time, looks first whether
 * another already has, and keeps the new token before anybody uses it: where refresh tokens are good
 * for one use, whoever uses one twice loses the connection.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type CrmError, isCrmError } from '../errors.ts';

/** What an account gave us; the access token tells one grant from the next. */
interface RenewableGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Where an account's tokens are kept, sealed. */
export interface TokenStore<Grant> {
  /** Null when the account is no longer connected. */
  read(): Promise<Grant | null>;
  /** False, and nothing is changed, when what is kept is no longer `expected`. */
  replace(expected: Grant, next: Grant): Promise<boolean>;
}

/**
 * Runs `work` while no other process runs one under the same key. Not in a database transaction:
 * `work` calls out.
 */
export type WithLock = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export type Renewal<Grant> =
  | { readonly state: 'issued'; readonly grant: Grant }
  /** The grant is gone for good. */
  | { readonly state: 'refused'; readonly error: CrmError }
  /** Another renewal of the same token is being worked on. */
  | { readonly state: 'elsewhere'; readonly error: CrmError }
  /** Perhaps carried out, and then the refresh token may be used up. */
  | { readonly state: 'unknown'; readonly error: CrmError }
  /** Certainly not carried out. */
  | { readonly state: 'failed'; readonly error: CrmError };

export interface TokenRenewalOptions<Grant> {
  /** Names an account's lock among all others. */
  readonly lockKey: (accountId: string) => string;
  /** Uses the refresh token, once. Null where tokens are not renewed: one that is refused is the end. */
  readonly renew: ((stored: Grant) => Promise<Renewal<Grant>>) | null;
  /** What is thrown when there will be no token until somebody connects again. */
  readonly gone: () => CrmError;
  readonly withLock: WithLock;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

export interface RenewableTokens<Grant> {
  /** The grant as it is kept. @throws CrmError `needs_reauthorisation` when there is none */
  kept(): Promise<Grant>;
  /**
   * A grant with another access token than this one, which is refused or about to run out.
   * @throws CrmError `needs_reauthorisation` when there will be none until somebody connects again
   */
  another(than: string): Promise<Grant>;
}

/** Two attempts at one token: an unanswered one may have used it up, and then no harm is left to do. */
const attempts = 2;
/** Somebody else's renewal is on its way at the CRM. */
const elsewherePauseMs = 500;
const keepAttempts = 3;
const keepPauseMs = 250;

/** The renewals of this process: at most one of an account at a time. */
export function createTokenRenewals<Grant extends RenewableGrant>(
  options: TokenRenewalOptions<Grant>,
): (accountId: string, tokens: TokenStore<Grant>) => RenewableTokens<Grant> {
  const { gone, sleep = delay } = options;
  const underWay = new Map<string, Promise<Grant>>();
  /** Access tokens of grants that the CRM has ended, by account: asking again is of no use. */
  const ended = new Map<string, string>();

  async function read(tokens: TokenStore<Grant>): Promise<Grant> {
    const stored = await tokens.read();
    if (!stored) throw gone();
    return stored;
  }

  /**
   * Kept first, used second. A new token that is not kept takes the connection with it, so keeping is
   * tried more than once.
   */
  async function keep(tokens: TokenStore<Grant>, before: Grant, next: Grant): Promise<Grant> {
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

  async function renew(accountId: string, tokens: TokenStore<Grant>, old: string): Promise<Grant> {
    for (let attempt = 1; ; attempt += 1) {
      const stored = await read(tokens);
      if (stored.accessToken !== old) return stored;
      if (!options.renew || ended.get(accountId) === old) throw gone();
      const outcome = await options.renew(stored);
      if (outcome.state === 'issued') return keep(tokens, stored, outcome.grant);
      // Somebody may have connected anew while we asked, or another process outran its lock.
      const now = await read(tokens);
      if (now.accessToken !== old) return now;
      if (outcome.state === 'refused') {
        ended.set(accountId, old);
        throw outcome.error;
      }
      if (outcome.state === 'failed' || attempt >= attempts) throw outcome.error;
      if (outcome.state === 'elsewhere') await sleep(elsewherePauseMs);
    }
  }

  function flightOf(accountId: string, tokens: TokenStore<Grant>, old: string): Promise<Grant> {
    const flight =
      underWay.get(accountId) ??
      options
        .withLock(options.lockKey(accountId), () => renew(accountId, tokens, old))
        .finally(() => underWay.delete(accountId));
    underWay.set(accountId, flight);
    return flight;
  }

  return (accountId, tokens) => ({
    kept: () => read(tokens),
    async another(than) {
      for (;;) {
        const grant = await flightOf(accountId, tokens, than);
        // A flight that began for an older token may end with the one that will not do here.
        if (grant.accessToken !== than) return grant;
      }
    },
  });
}

/** Access tokens of an account: good for half an hour, renewed before anybody is refused one. */
import { CrmError, isCrmError } from '../../errors.ts';
import {
  createTokenRenewals,
  type Renewal,
  type TokenStore,
  type WithLock,
} from '../../session/token-renewal.ts';
import type { HubSpotOAuthApp } from './app.ts';
import { grantGone } from './refusals.ts';
import { type RenewedTokens, refresh } from './token-endpoint.ts';

export interface HubSpotGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * A token that is good now. With one that HubSpot has just refused: another.
 * @throws CrmError `needs_reauthorisation` when there will be none until somebody connects again
 */
export type AccessTokens = (refused?: string) => Promise<string>;

export interface SessionsOptions {
  /** Null where no app is configured any longer: the last token is used up, and that is the end. */
  readonly app: HubSpotOAuthApp | null;
  readonly withLock: WithLock;
  readonly now: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Longer than any call with all its retries, so that none is sent with a token that runs out on its way. */
const earlyMs = 5 * 60_000;
/** While HubSpot gives no new token and the old one is good, it is not asked at every call. */
const restMs = 20_000;

/** What is kept of the token endpoint's answer. @param askedAt when it was asked, in milliseconds */
export function grantOf(
  tokens: RenewedTokens & { readonly refresh_token: string },
  askedAt: number,
): HubSpotGrant {
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresAt: askedAt + tokens.expires_in * 1_000,
  };
}

/** The sessions of this process: at most one refresh of a connection at a time. */
export function createHubSpotSessions(options: SessionsOptions) {
  const { app, now } = options;
  const renewals = createTokenRenewals<HubSpotGrant>({
    lockKey: (integrationId) => `hubspot-refresh-${integrationId}`,
    renew: app && ((stored) => renew(app, stored, now)),
    gone: () => (app ? grantGone() : notConfigured()),
    withLock: options.withLock,
    ...(options.sleep && { sleep: options.sleep }),
  });
  /** By connection: until when the early renewal rests after one that failed. */
  const resting = new Map<string, number>();

  /** @param kept the grant as it was read last */
  return (
    integrationId: string,
    tokens: TokenStore<HubSpotGrant>,
    kept: HubSpotGrant,
  ): AccessTokens => {
    const renewable = renewals(integrationId, tokens);
    let grant = kept;
    const msLeft = () => grant.expiresAt - now();

    async function renewEarly(): Promise<void> {
      const isGood = msLeft() > 0;
      if (isGood && (resting.get(integrationId) ?? 0) > now()) return;
      try {
        grant = await renewable.another(grant.accessToken);
      } catch (error) {
        const isEnd = isCrmError(error) && error.kind === 'needs_reauthorisation';
        if (isEnd || !isGood) throw error;
        resting.set(integrationId, now() + restMs);
      }
    }

    return async (refused) => {
      if (refused !== undefined) {
        grant = await renewable.another(refused);
      } else if (msLeft() <= earlyMs) {
        await renewEarly();
        // What another process put there may itself be about to run out.
        if (msLeft() <= earlyMs) await renewEarly();
      }
      return grant.accessToken;
    };
  };
}

async function renew(
  app: HubSpotOAuthApp,
  stored: HubSpotGrant,
  now: () => number,
): Promise<Renewal<HubSpotGrant>> {
  const askedAt = now();
  const outcome = await refresh(app, stored.refreshToken);
  switch (outcome.state) {
    case 'issued': {
      const { tokens } = outcome;
      const refresh_token = tokens.refresh_token ?? stored.refreshToken;
      return { state: 'issued', grant: grantOf({ ...tokens, refresh_token }, askedAt) };
    }
    case 'unavailable': {
      const { error } = outcome;
      return { state: error.kind === 'rate_limited' ? 'failed' : 'unknown', error };
    }
    case 'our-mistake':
      return { state: 'failed', error: outcome.error };
    default:
      // A consent that no longer stands is cured by another one, whatever HubSpot calls it.
      return { state: 'refused', error: grantGone(400) };
  }
}

function notConfigured(): CrmError {
  const message =
    'oppSpot’s app at HubSpot is not configured, so its connections cannot be renewed. Tell support.';
  return new CrmError('unexpected', message, { crmStatus: null });
}

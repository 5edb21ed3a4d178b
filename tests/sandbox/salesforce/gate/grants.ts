/** Consents, authorization codes and refresh tokens. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { OAuthClient } from '../options.ts';
import type { SessionStore } from './sessions.ts';

const codeMinutes = 15;
const defaultIdleDays = 30;
const dayMs = 86_400_000;

/** What a person allowed an app in an org. */
export interface Consented {
  readonly clientId: string;
  readonly orgId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
}

interface Code extends Consented {
  readonly redirectUri: string;
  /** S256; null when the app sent none. */
  readonly challenge: string | null;
  readonly expiresAt: number;
}

interface Grant extends Consented {
  readonly id: string;
  refreshToken: string;
  lastUsedAt: number;
}

export interface Issued extends Consented {
  readonly accessToken: string;
  /** Null when the old one stays good. */
  readonly refreshToken: string | null;
}

export class GrantStore {
  readonly #clients: readonly OAuthClient[];
  readonly #sessions: SessionStore;
  readonly #sessionMs: number;
  readonly #codes = new Map<string, Code>();
  readonly #usedCodes = new Set<string>();
  readonly #grants = new Map<string, Grant>();
  /** Refresh tokens that were rotated away, by the grant they belonged to. */
  readonly #rotatedAway = new Map<string, string>();
  #issued = 0;

  constructor(clients: readonly OAuthClient[], sessions: SessionStore, sessionSeconds: number) {
    this.#clients = clients;
    this.#sessions = sessions;
    this.#sessionMs = sessionSeconds * 1_000;
  }

  client(clientId: string): OAuthClient | undefined {
    return this.#clients.find((client) => client.clientId === clientId);
  }

  issueCode(code: Omit<Code, 'expiresAt'>, now: number): string {
    const value = this.#next('aPrx');
    this.#codes.set(value, { ...code, expiresAt: now + codeMinutes * 60_000 });
    return value;
  }

  /** Good for one exchange. `'used'` also stands for expired: Salesforce words them alike. */
  redeem(value: string, now: number): Code | 'unknown' | 'used' {
    if (this.#usedCodes.has(value)) return 'used';
    const code = this.#codes.get(value);
    if (!code) return 'unknown';
    this.#codes.delete(value);
    this.#usedCodes.add(value);
    return code.expiresAt <= now ? 'used' : code;
  }

  /** The first pair of tokens of a consent; one without `refresh_token` gets no refresh token. */
  open(consented: Consented, now: number): Issued {
    const grant: Grant = {
      ...consented,
      id: this.#next('grant'),
      refreshToken: this.#next('5Aep861'),
      lastUsedAt: now,
    };
    const refreshable = grant.scopes.some((scope) =>
      ['refresh_token', 'offline_access', 'full'].includes(scope),
    );
    if (refreshable) this.#grants.set(grant.id, grant);
    return this.#issue(grant, refreshable ? grant.refreshToken : null, now);
  }

  /**
   * A new access token, and with rotation a new refresh token. Undefined when the token is worth nothing;
   * one that was rotated away takes its whole grant with it, because it may have been stolen.
   * https://help.salesforce.com/s/articleView?id=005316711&type=1
   */
  refresh(refreshToken: string, client: OAuthClient, now: number): Issued | undefined {
    const reused = this.#rotatedAway.get(refreshToken);
    if (reused !== undefined) {
      this.#revokeGrant(reused);
      return undefined;
    }
    const grant = this.#grantOf(refreshToken);
    if (grant?.clientId !== client.clientId) return undefined;
    const idleMs = (client.idleDays ?? defaultIdleDays) * dayMs;
    if (now - grant.lastUsedAt > idleMs) {
      this.#revokeGrant(grant.id);
      return undefined;
    }
    grant.lastUsedAt = now;
    if (client.rotatesRefreshTokens === false) return this.#issue(grant, null, now);
    this.#rotatedAway.set(grant.refreshToken, grant.id);
    grant.refreshToken = this.#next('5Aep861');
    return this.#issue(grant, grant.refreshToken, now);
  }

  /** Whose a refresh token is; undefined when it is worth nothing. */
  orgOf(refreshToken: string): string | undefined {
    return this.#grantOf(refreshToken)?.orgId;
  }

  /** Ends an access token alone, or a refresh token with every access token of its grant. */
  revoke(token: string): boolean {
    const grant = this.#grantOf(token);
    if (grant) this.#revokeGrant(grant.id);
    return grant !== undefined || this.#sessions.end(token);
  }

  /** What a customer does who uninstalls the package or revokes the app. */
  revokeOrg(orgId: string): void {
    for (const grant of this.#grants.values()) {
      if (grant.orgId === orgId) this.#revokeGrant(grant.id);
    }
  }

  #grantOf(refreshToken: string): Grant | undefined {
    return [...this.#grants.values()].find((grant) => grant.refreshToken === refreshToken);
  }

  #revokeGrant(id: string): void {
    this.#grants.delete(id);
    this.#sessions.endAllOf(id);
  }

  #issue(grant: Grant, refreshToken: string | null, now: number): Issued {
    const { clientId, orgId, userId, scopes } = grant;
    const accessToken = `${orgId.slice(0, 15)}!${this.#next('AQ')}`;
    this.#sessions.add({
      token: accessToken,
      orgId,
      userId,
      permissions: undefined,
      grantId: grant.id,
      idleMs: this.#sessionMs,
      expiresAt: now + this.#sessionMs,
    });
    return { clientId, orgId, userId, scopes, accessToken, refreshToken };
  }

  #next(kind: string): string {
    this.#issued += 1;
    return `${kind}.standin.${String(this.#issued).padStart(6, '0')}`;
  }
}

/** Whether a verifier belongs to an S256 challenge: https://www.rfc-editor.org/rfc/rfc7636#section-4.6 */
export function verifies(verifier: string, challenge: string): boolean {
  const expected = Buffer.from(challenge);
  const actual = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

import { HubSpotError } from '../http/errors.ts';
import type { AccessToken, OAuthClient } from '../options.ts';
import { grantableScopes } from './scopes.ts';

/** What a valid access token stands for. */
export interface Grant {
  readonly token: string;
  readonly portalId: number;
  readonly scopes: ReadonlySet<string>;
  readonly expiresAt: number | null;
  /** The refresh token it came from; null for tokens given to the stand-in directly. */
  readonly refreshToken: string | null;
}

interface Installation {
  readonly clientId: string;
  readonly portalId: number;
  readonly scopes: readonly string[];
}

interface AuthorizationCode extends Installation {
  readonly redirectUri: string;
}

export const accessTokenSeconds = 1_800;

/** Access tokens, refresh tokens and authorization codes of the stand-in. */
export class TokenStore {
  readonly #grants = new Map<string, Grant>();
  readonly #installations = new Map<string, Installation>();
  readonly #codes = new Map<string, AuthorizationCode>();
  readonly #clients: readonly OAuthClient[];
  #issued = 0;

  constructor(tokens: readonly AccessToken[], clients: readonly OAuthClient[], portalId: number) {
    this.#clients = clients;
    for (const token of tokens) this.add(token, portalId);
  }

  add(token: AccessToken, defaultPortalId: number): void {
    this.#grants.set(token.token, {
      token: token.token,
      portalId: token.portalId ?? defaultPortalId,
      scopes: new Set(token.scopes === 'all' ? grantableScopes : token.scopes),
      expiresAt: token.expiresAt?.getTime() ?? null,
      refreshToken: null,
    });
  }

  /** Throws HubSpot's 401 unless the header carries a live access token. */
  authenticate(header: string | undefined, now: number): Grant {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
    const grant = token === undefined ? undefined : this.#grants.get(token);
    if (!grant) {
      throw unauthorized(
        'Authentication credentials not found. This API supports OAuth 2.0 authentication and you ' +
          'can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
        'INVALID_AUTHENTICATION',
      );
    }
    if (grant.expiresAt !== null && grant.expiresAt <= now) {
      const seconds = Math.floor((now - grant.expiresAt) / 1_000);
      throw unauthorized(
        `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
        'EXPIRED_AUTHENTICATION',
      );
    }
    return grant;
  }

  client(clientId: string): OAuthClient | undefined {
    return this.#clients.find((client) => client.clientId === clientId);
  }

  /** What HubSpot's consent page would hand to the redirect URI. Good for one exchange. */
  issueCode(
    code: Omit<AuthorizationCode, 'scopes'> & { scopes: readonly string[] | 'all' },
  ): string {
    const value = this.#next('code');
    this.#codes.set(value, {
      ...code,
      scopes: code.scopes === 'all' ? grantableScopes : code.scopes,
    });
    return value;
  }

  redeem(code: string): AuthorizationCode | undefined {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    return found;
  }

  install(installation: Installation): string {
    const refreshToken = this.#next('refresh');
    this.#installations.set(refreshToken, installation);
    return refreshToken;
  }

  installation(refreshToken: string): Installation | undefined {
    return this.#installations.get(refreshToken);
  }

  grant(refreshToken: string, installation: Installation, now: number): Grant {
    const grant: Grant = {
      token: this.#next('access'),
      portalId: installation.portalId,
      scopes: new Set(installation.scopes),
      expiresAt: now + accessTokenSeconds * 1_000,
      refreshToken,
    };
    this.#grants.set(grant.token, grant);
    return grant;
  }

  find(token: string): Grant | undefined {
    return this.#grants.get(token);
  }

  /** Forgets a refresh or access token. Access tokens of a revoked refresh token live on until they expire. */
  revoke(token: string): void {
    this.#installations.delete(token);
    this.#grants.delete(token);
  }

  /** The app leaves the account: its tokens are worth nothing at once. */
  uninstall(portalId: number): void {
    for (const [token, grant] of this.#grants) {
      if (grant.portalId === portalId) this.#grants.delete(token);
    }
    for (const [token, installation] of this.#installations) {
      if (installation.portalId === portalId) this.#installations.delete(token);
    }
  }

  #next(kind: string): string {
    this.#issued += 1;
    return `standin-${kind}-${String(this.#issued).padStart(6, '0')}`;
  }
}

function unauthorized(message: string, category: string): HubSpotError {
  return new HubSpotError(401, { message, category });
}

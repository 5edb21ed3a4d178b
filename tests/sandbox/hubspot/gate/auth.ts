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

/** A token of an app itself, which opens no account. */
export interface AppGrant {
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
  readonly expiresAt: number;
}

export interface Installation {
  readonly clientId: string;
  readonly portalId: number;
  readonly scopes: readonly string[];
}

interface AuthorizationCode extends Installation {
  readonly redirectUri: string;
  /** PKCE, S256; null when the consent page was given none. */
  readonly challenge: string | null;
  readonly expiresAt: number;
}

export const accessTokenSeconds = 1_800;
const codeMs = 10 * 60_000;

/** Access tokens, refresh tokens and authorization codes of the stand-in. */
export class TokenStore {
  readonly #grants = new Map<string, Grant>();
  readonly #installations = new Map<string, Installation>();
  readonly #codes = new Map<string, AuthorizationCode>();
  readonly #appGrants = new Map<string, AppGrant>();
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
    const grant = this.#grants.get(bearerOf(header) ?? '');
    if (!grant) throw noCredentials();
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

  /** What HubSpot's consent page hands to the redirect URI. Good for one exchange, soon. */
  issueCode(
    code: Omit<AuthorizationCode, 'scopes' | 'expiresAt'> & { scopes: readonly string[] | 'all' },
    now: number,
  ): string {
    const value = this.#next('code');
    this.#codes.set(value, {
      ...code,
      scopes: code.scopes === 'all' ? grantableScopes : code.scopes,
      expiresAt: now + codeMs,
    });
    return value;
  }

  redeem(code: string, now: number): AuthorizationCode | undefined {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    return found && found.expiresAt > now ? found : undefined;
  }

  isInstalled({ clientId, portalId }: Pick<Installation, 'clientId' | 'portalId'>): boolean {
    return [...this.#installations.values()].some(
      (installation) => installation.clientId === clientId && installation.portalId === portalId,
    );
  }

  /** A token of the app itself. */
  grantToApp(clientId: string, scopes: readonly string[], now: number): string {
    const token = this.#next('app');
    const expiresAt = now + accessTokenSeconds * 1_000;
    this.#appGrants.set(token, { clientId, scopes: new Set(scopes), expiresAt });
    return token;
  }

  /** Throws HubSpot's 401 unless the header carries a live token of an app itself. */
  authenticateApp(header: string | undefined, now: number): AppGrant {
    const grant = this.#appGrants.get(bearerOf(header) ?? '');
    if (!grant || grant.expiresAt <= now) throw noCredentials();
    return grant;
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

  /** Ends every token of an account. Returns whose apps were installed in it. */
  uninstall(portalId: number): ReadonlySet<string> {
    const clientIds = new Set<string>();
    for (const [token, grant] of this.#grants) {
      if (grant.portalId === portalId) this.#grants.delete(token);
    }
    for (const [token, installation] of this.#installations) {
      if (installation.portalId !== portalId) continue;
      this.#installations.delete(token);
      clientIds.add(installation.clientId);
    }
    return clientIds;
  }

  #next(kind: string): string {
    this.#issued += 1;
    return `standin-${kind}-${String(this.#issued).padStart(6, '0')}`;
  }
}

function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
}

function noCredentials(): HubSpotError {
  return unauthorized(
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you ' +
      'can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    'INVALID_AUTHENTICATION',
  );
}

function unauthorized(message: string, category: string): HubSpotError {
  return new HubSpotError(401, { message, category });
}

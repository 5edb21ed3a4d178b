/**
 * Bearer tokens of an identity provider: JWTs signed with a shared secret (HS256) or with keys that
 * the provider publishes. The claims are those of Supabase Auth; the organisation and the role stand in
 * `app_metadata`, which only the provider's administrator can write. `user_metadata` is the user's own
 * to change and is never read.
 * @see https://supabase.com/docs/guides/auth/jwt-fields
 */
import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
  SignJWT,
} from 'jose';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Secret } from '../secrets/secret.ts';
import type { OrganizationRole } from '../store/tables/organizations.ts';

export interface JwtSettings {
  /** Of HS256; null accepts none. */
  readonly secret: Secret | null;
  /** Where the provider publishes its keys; null accepts no signature by them. */
  readonly jwksUrl: string | null;
  /** What `iss` must be; null leaves it open. */
  readonly issuer: string | null;
  /** What `aud` must hold. */
  readonly audience: string;
}

export interface JwtOwner {
  readonly userId: string;
  readonly organizationId: string;
  readonly role: OrganizationRole;
}

/**
 * Null for a token that is not good, whatever is wrong with it.
 * @throws AppError `identity_provider_unavailable` when the published keys cannot be fetched
 */
export type VerifyJwt = (token: string) => Promise<JwtOwner | null>;

const claims = z.object({
  sub: z.string().min(1).max(200),
  app_metadata: z.object({
    organization_id: z.uuid(),
    organization_role: z.enum(['member', 'admin']).default('member'),
  }),
});

/** Clocks of two machines differ. */
const clockToleranceSeconds = 30;
/** Asymmetric ones only: a published key must never be taken for a shared secret. */
const publishedAlgorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];

export function createJwtVerifier({ secret, jwksUrl, issuer, audience }: JwtSettings): VerifyJwt {
  const options: JWTVerifyOptions = {
    audience,
    ...(issuer !== null && { issuer }),
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  const shared = secret && new TextEncoder().encode(secret.reveal());
  const published =
    jwksUrl === null ? null : createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 });
  return async (token) => {
    const byUs = shared && (await payloadOf(token, shared, { ...options, algorithms: ['HS256'] }));
    const payload =
      byUs ??
      (published &&
        (await payloadOf(token, published, { ...options, algorithms: publishedAlgorithms })));
    const owner = claims.safeParse(payload);
    if (!owner.success) return null;
    const { sub, app_metadata: organization } = owner.data;
    return {
      userId: sub,
      organizationId: organization.organization_id,
      role: organization.organization_role,
    };
  };
}

async function payloadOf(
  token: string,
  key: Uint8Array | JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload | null> {
  try {
    // Two overloads of one function: which key it is does not change what is done.
    const verified =
      key instanceof Uint8Array
        ? await jwtVerify(token, key, options)
        : await jwtVerify(token, key, options);
    return verified.payload;
  } catch (error) {
    if (isProvidersFault(error)) throw unavailable(error);
    return null;
  }
}

/** What `jose` says of a bad token it says by a class of its own; anything else is about fetching the keys. */
function isProvidersFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  // The base class itself: the keys' address answered with something else than 200.
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === errors.JOSEError.code
  );
}

/** No reason to call a token wrong. */
function unavailable(cause: unknown): AppError {
  return new AppError('Your identity provider cannot be reached to check the token. Try again.', {
    code: 'identity_provider_unavailable',
    status: 503,
    retryable: true,
    cause,
  });
}

/** A token as `createJwtVerifier` accepts it with this secret, for local use. */
export function mintJwt(
  secret: Secret,
  owner: JwtOwner & { readonly audience: string; readonly issuer: string | null },
  { now, hours }: { readonly now: Date; readonly hours: number },
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const token = new SignJWT({
    role: 'authenticated',
    app_metadata: { organization_id: owner.organizationId, organization_role: owner.role },
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(owner.userId)
    .setAudience(owner.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + hours * 3_600);
  if (owner.issuer !== null) token.setIssuer(owner.issuer);
  return token.sign(new TextEncoder().encode(secret.reveal()));
}

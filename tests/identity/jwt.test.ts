/** Which bearers of an identity provider are believed, and which only look like it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createJwtVerifier, mintJwt } from '../../server/identity/jwt.ts';
import { Secret } from '../../server/secrets/secret.ts';

const secret = 'a-shared-secret-of-the-provider-0123456789';
const organizationId = '0b0a9d5e-7a44-4a3f-8f6e-2f5c5c1d9b11';
const claims = {
  sub: 'user-1',
  aud: 'authenticated',
  role: 'authenticated',
  app_metadata: { organization_id: organizationId, organization_role: 'admin' },
};
const owner = { userId: 'user-1', organizationId, role: 'admin' };

interface Making {
  readonly key?: Parameters<SignJWT['sign']>[0];
  readonly alg?: string;
  readonly kid?: string;
  readonly expires?: string | null;
}

function make(payload: JWTPayload, { key, alg = 'HS256', kid, expires = '1h' }: Making = {}) {
  const token = new SignJWT(payload).setProtectedHeader({ alg, ...(kid && { kid }) }).setIssuedAt();
  if (expires !== null) token.setExpirationTime(expires);
  return token.sign(key ?? new TextEncoder().encode(secret));
}

const verifier = (settings: Partial<Parameters<typeof createJwtVerifier>[0]> = {}) =>
  createJwtVerifier({
    secret: new Secret(secret),
    jwksUrl: null,
    issuer: null,
    audience: 'authenticated',
    ...settings,
  });

describe('a token signed with the shared secret', () => {
  it('names user, organisation and role', async () => {
    expect(await verifier()(await make(claims))).toEqual(owner);
  });

  it('makes a member of whoever has no role', async () => {
    const token = await make({ ...claims, app_metadata: { organization_id: organizationId } });
    expect(await verifier()(token)).toMatchObject({ role: 'member' });
  });

  it('is what our own command mints', async () => {
    const named = { ...owner, role: 'member' as const, audience: 'authenticated', issuer: null };
    const token = await mintJwt(new Secret(secret), named, { now: new Date(), hours: 1 });
    expect(await verifier()(token)).toEqual({ ...owner, role: 'member' });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['another secret', () => make(claims, { key: new TextEncoder().encode('x'.repeat(40)) })],
    ['no signature at all', () => new UnsecuredJWT(claims).setExpirationTime('1h').encode()],
    ['an end that has passed', () => make(claims, { expires: '-1m' })],
    ['no end', () => make(claims, { expires: null })],
    ['another audience', () => make({ ...claims, aud: 'anon' })],
    ['no user', () => make({ ...claims, sub: undefined })],
    ['no organisation', () => make({ ...claims, app_metadata: {} })],
    [
      'an organisation that is none',
      () => make({ ...claims, app_metadata: { organization_id: '1' } }),
    ],
    [
      'an organisation that the user wrote herself',
      () => make({ ...claims, app_metadata: {}, user_metadata: claims.app_metadata }),
    ],
    [
      'a role that does not exist',
      () =>
        make({
          ...claims,
          app_metadata: { organization_id: organizationId, organization_role: 'owner' },
        }),
    ],
    ['a payload that was changed', async () => swapPayload(await make(claims))],
    ['nothing but dots', () => '..'],
  ])('is refused with %s', async (_, token) => {
    expect(await verifier()(await token())).toBeNull();
  });

  it('has to come from the issuer where one is configured', async () => {
    const issuer = 'https://provider.example/auth/v1';
    const verify = verifier({ issuer });
    expect(await verify(await make(claims))).toBeNull();
    expect(await verify(await make({ ...claims, iss: issuer }))).toEqual(owner);
  });
});

function swapPayload(token: string): string {
  const [header, , signature] = token.split('.');
  const other = Buffer.from(JSON.stringify({ ...claims, exp: 4e9, sub: 'somebody-else' }));
  return `${header}.${other.toString('base64url')}.${signature}`;
}

describe('a token signed with a published key', () => {
  it('is believed, and one that only bears its name is not', async () => {
    const provider = await publishing();
    const verify = verifier({ secret: null, jwksUrl: provider.url });
    const first = await provider.newKey('first');
    expect(await verify(await make(claims, { ...first, alg: 'ES256' }))).toEqual(owner);
    const stranger = await generateKeyPair('ES256');
    const forged = { key: stranger.privateKey, kid: 'first', alg: 'ES256' };
    expect(await verify(await make(claims, forged))).toBeNull();
  });

  it('cannot be made with the public key as if it were the shared secret', async () => {
    const provider = await publishing();
    const { publicKey } = await provider.newKey('one');
    const verify = verifier({ secret: null, jwksUrl: provider.url });
    for (const text of [await exportSPKI(publicKey), JSON.stringify(await exportJWK(publicKey))]) {
      const key = new TextEncoder().encode(text);
      expect(await verify(await make(claims, { key, kid: 'one' }))).toBeNull();
    }
  });

  it('is no wrong token while the provider does not answer', async () => {
    const verify = verifier({ secret: null, jwksUrl: 'http://127.0.0.1:9/keys' });
    const { privateKey } = await generateKeyPair('ES256');
    const token = await make(claims, { key: privateKey, alg: 'ES256', kid: 'x' });
    await expect(verify(token)).rejects.toMatchObject({
      code: 'identity_provider_unavailable',
      status: 503,
      retryable: true,
    });
  });
});

/** An identity provider that publishes its keys. Closed when the test ends. */
async function publishing() {
  const keys: object[] = [];
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
  ).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/keys`,
    async newKey(kid: string) {
      const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
      keys.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
      return { key: privateKey, publicKey, kid };
    },
  };
}

/** Ways to claim somebody else's request as one's own, by how callers prove who they are. */
import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { salesforceHeaders } from '../../../shared/contract/salesforce.ts';
import { signV1, signV2, signV3 } from '../../sandbox/hubspot/signing.ts';
import { signApexCall } from '../../support/apex-signing.ts';
import { hubspotApp } from '../../support/served-house.ts';
import type { Scheme } from './operations.ts';
import type { Target } from './target.ts';
import type { Wire } from './wire.ts';

export interface Forgery {
  readonly kind:
    | 'unsigned'
    | 'forged'
    | 'stale'
    | 'replayed'
    | 'truncated'
    | 'duplicated'
    | 'moved';
  readonly name: string;
  readonly request: Wire;
}

/** A request that is accepted once it is proven. */
export interface Honest {
  readonly method: string;
  readonly target: string;
  readonly body: string | undefined;
}

/** Of a call that was accepted before the attack. */
export const usedNonce = randomUUID();

const minute = 60_000;

export async function forgeriesOf(
  target: Target,
  scheme: Scheme,
  honest: Honest,
): Promise<Forgery[]> {
  switch (scheme) {
    case 'bearer':
      return bearerForgeries(target, honest);
    case 'hubspot-card':
    case 'hubspot-other':
      return hubspotForgeries(scheme, honest);
    case 'salesforce':
      return salesforceForgeries(target, honest);
    case 'none':
      return [];
  }
}

type Headers = Wire['headers'];

const forgery =
  (honest: Honest) =>
  (
    kind: Forgery['kind'],
    name: string,
    headers: Headers,
    changes: Partial<Wire> = {},
  ): Forgery => ({
    kind,
    name,
    request: { ...honest, headers, ...changes },
  });

async function bearerForgeries({ tokens, secrets, house }: Target, honest: Honest) {
  const make = forgery(honest);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const claims = {
    role: 'authenticated',
    app_metadata: {
      organization_id: house.tenant.organizationId,
      organization_role: 'admin',
    },
  };
  const now = Math.floor(Date.now() / 1_000);
  const key = new TextEncoder().encode(secrets.jwtSecret);
  const jwt = (
    change: (token: SignJWT) => SignJWT,
    { payload = claims as object, secret = key, alg = 'HS256' } = {},
  ) =>
    change(
      new SignJWT({ ...payload })
        .setProtectedHeader({ alg })
        .setSubject(randomUUID())
        .setAudience('authenticated')
        .setIssuedAt(now)
        .setExpirationTime(now + 600),
    ).sign(secret);
  const same = (token: SignJWT) => token;
  const unsigned = new UnsecuredJWT(claims)
    .setSubject(randomUUID())
    .setAudience('authenticated')
    .setExpirationTime(now + 600)
    .encode();
  const [head = '', payload = '', signature = ''] = tokens.jwt.split('.');
  const raised = Buffer.from(
    JSON.stringify({
      ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
      app_metadata: { organization_id: randomUUID(), organization_role: 'admin' },
    }),
  ).toString('base64url');
  const withKey = Buffer.from(
    JSON.stringify({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' }, kid: '../../dev/null' }),
  ).toString('base64url');
  return [
    make('unsigned', 'no token', {}),
    make('unsigned', 'an empty token', bearer('')),
    make(
      'unsigned',
      'the token in the address',
      {},
      {
        target: `${honest.target}${honest.target.includes('?') ? '&' : '?'}access_token=${tokens.admin}`,
      },
    ),
    make('unsigned', 'the token as a cookie', { cookie: `token=${tokens.admin}` }),
    make('forged', 'Basic instead of Bearer', { authorization: `Basic ${tokens.admin}` }),
    make(
      'forged',
      'a token of the right form',
      bearer(`osk_${randomBytes(32).toString('base64url')}`),
    ),
    make('forged', 'a token in capitals', bearer(tokens.admin.toUpperCase())),
    make(
      'forged',
      'a JWT signed with another secret',
      bearer(await jwt(same, { secret: randomBytes(32) })),
    ),
    make('forged', 'a JWT signed with nothing', bearer(unsigned)),
    make('forged', 'a JWT of another algorithm', bearer(await jwt(same, { alg: 'HS512' }))),
    make('forged', 'a JWT that brings its own key', bearer(`${withKey}.${payload}.${signature}`)),
    make(
      'forged',
      'a JWT with another organisation put in',
      bearer(`${head}.${raised}.${signature}`),
    ),
    make(
      'forged',
      'a JWT for another audience',
      bearer(await jwt((token) => token.setAudience('anon'))),
    ),
    make(
      'forged',
      'a JWT whose organisation its user chose',
      bearer(await jwt(same, { payload: { user_metadata: claims.app_metadata } })),
    ),
    make(
      'stale',
      'a JWT that has run out',
      bearer(await jwt((token) => token.setExpirationTime(now - 120))),
    ),
    make(
      'stale',
      'a JWT that is not good yet',
      bearer(await jwt((token) => token.setNotBefore(now + 600))),
    ),
    make('truncated', 'a token without its end', bearer(tokens.admin.slice(0, -1))),
    make('truncated', 'a JWT without its signature', bearer(`${head}.${payload}.`)),
    make('truncated', 'a JWT without its end', bearer(tokens.jwt.slice(0, -4))),
    make('duplicated', 'a bad token before a good one', {
      authorization: [`Bearer osk_${'A'.repeat(43)}`, `Bearer ${tokens.admin}`],
    }),
    make(
      'duplicated',
      'two tokens in one header',
      bearer(`${tokens.admin}, Bearer ${tokens.member}`),
    ),
  ];
}

function hubspotForgeries(scheme: Scheme, honest: Honest): Forgery[] {
  const make = forgery(honest);
  const { baseUrl, clientSecret } = hubspotApp;
  const signed = (
    changes: Partial<Honest> = {},
    at = Date.now(),
    secret: string = clientSecret,
  ) => {
    const { method, target, body } = { ...honest, ...changes };
    return signV3({ method, url: `${baseUrl}${target}`, body }, secret, at);
  };
  const good = signed();
  const signature = good['X-HubSpot-Signature-v3'] ?? '';
  const timestamp = good['X-HubSpot-Request-Timestamp'] ?? '';
  const withSignature = (text: string) => ({ ...good, 'X-HubSpot-Signature-v3': text });
  const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
  const url = `${baseUrl}${honest.target}`;
  const older =
    scheme === 'hubspot-card'
      ? [
          make('forged', 'an older signature, v1', signV1(honest.body ?? '', clientSecret)),
          make('forged', 'an older signature, v2', signV2({ ...honest, url }, clientSecret)),
        ]
      : [make('forged', 'an older signature of another secret', signV2({ ...honest, url }, 'x'))];
  const otherBody = honest.body === undefined ? '{"a":1}' : `${honest.body} `;
  return [
    make('unsigned', 'no signature', {}),
    make('unsigned', 'a time and no signature', { 'X-HubSpot-Request-Timestamp': timestamp }),
    make('unsigned', 'a signature and no time', { 'X-HubSpot-Signature-v3': signature }),
    make('unsigned', 'an empty signature', withSignature('')),
    make(
      'forged',
      'another secret',
      signed({}, Date.now(), 'zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz'),
    ),
    make('forged', 'one bit of the signature', withSignature(flipped)),
    make(
      'forged',
      'the signature in hexadecimal',
      withSignature(Buffer.from(signature, 'base64').toString('hex')),
    ),
    make('forged', 'another time than was signed', {
      ...good,
      'X-HubSpot-Request-Timestamp': String(Number(timestamp) + 1),
    }),
    make('forged', 'a time that is no number', { ...good, 'X-HubSpot-Request-Timestamp': 'now' }),
    ...older,
    make('stale', 'six minutes old', signed({}, Date.now() - 6 * minute)),
    make('stale', 'a year old', signed({}, Date.now() - 525_600 * minute)),
    make('stale', 'six minutes ahead', signed({}, Date.now() + 6 * minute)),
    make('replayed', 'six minutes later, with the time brought up', {
      ...signed({}, Date.now() - 6 * minute),
      'X-HubSpot-Request-Timestamp': String(Date.now()),
    }),
    make('truncated', 'without its last character', withSignature(signature.slice(0, -1))),
    make('truncated', 'half of it', withSignature(signature.slice(0, signature.length / 2))),
    make('duplicated', 'the signature twice', {
      ...good,
      'X-HubSpot-Signature-v3': [signature, signature],
    }),
    make('duplicated', 'the time twice', {
      ...good,
      'X-HubSpot-Request-Timestamp': [timestamp, timestamp],
    }),
    make(
      'moved',
      'to another method',
      signed({ method: honest.method === 'GET' ? 'POST' : 'GET' }),
    ),
    make('moved', 'from another path', signed({ target: `/x${honest.target}` })),
    make('moved', 'to another query', good, {
      target: `${honest.target}${honest.target.includes('?') ? '&' : '?'}portalId=1`,
    }),
    make('moved', 'to another body', good, { body: otherBody, method: honest.method }),
    make(
      'moved',
      'to another host',
      signV3(
        { ...honest, url: `https://elsewhere.example${honest.target}` },
        clientSecret,
        Date.now(),
      ),
    ),
  ];
}

function salesforceForgeries({ keys, tokens }: Target, honest: Honest): Forgery[] {
  const make = forgery(honest);
  const body = honest.body ?? '';
  const signed = (changes: object = {}, by = keys) =>
    signApexCall(by, { path: honest.target, body, now: Date.now(), ...changes });
  const name = salesforceHeaders.signature;
  const [keyId = '', secret = ''] = keys.apiKey.split('.');
  const good = signed();
  const signature = good[name] ?? '';
  const nonce = randomUUID();
  return [
    make('unsigned', 'no signature', {}),
    make('unsigned', 'the org’s bearer alone', { Authorization: `Bearer ${keys.apiKey}` }),
    make('unsigned', 'a token of the API', { Authorization: `Bearer ${tokens.admin}` }),
    make('unsigned', 'a signature without the bearer', withoutAuthorization(signed())),
    make(
      'forged',
      'another signing key',
      signed({}, { ...keys, signingKey: randomBytes(32).toString('base64') }),
    ),
    make(
      'forged',
      'another bearer secret',
      signed({}, { ...keys, apiKey: `${keyId}.${randomBytes(32).toString('base64url')}` }),
    ),
    make(
      'forged',
      'an unknown key',
      signed({}, { ...keys, apiKey: `${randomBytes(18).toString('base64url')}.${secret}` }),
    ),
    make('forged', 'one bit of the signature', {
      ...good,
      [name]: (signature.startsWith('a') ? 'b' : 'a') + signature.slice(1),
    }),
    make('forged', 'the signature in base64', {
      ...signed(),
      [name]: Buffer.from(signature, 'hex').toString('base64'),
    }),
    make('forged', 'another nonce than was signed', {
      ...signed(),
      [salesforceHeaders.nonce]: randomUUID(),
    }),
    make('forged', 'another time than was signed', {
      ...signed(),
      [salesforceHeaders.timestamp]: String(Date.now() + 1),
    }),
    make('stale', 'six minutes old', signed({ now: Date.now() - 6 * minute })),
    make('stale', 'six minutes ahead', signed({ now: Date.now() + 6 * minute })),
    make('replayed', 'the nonce of the honest call', signed({ nonce: usedNonce })),
    make('truncated', 'without its last character', {
      ...signed(),
      [name]: signature.slice(0, -1),
    }),
    make('truncated', 'without the end of the bearer', {
      ...signed(),
      Authorization: `Bearer ${keys.apiKey.slice(0, -1)}`,
    }),
    make('duplicated', 'the signature twice', { ...good, [name]: [signature, signature] }),
    make('duplicated', 'the nonce twice', {
      ...signed({ nonce }),
      [salesforceHeaders.nonce]: [nonce, nonce],
    }),
    make('moved', 'from another path', signed({ path: `${honest.target}/x` })),
    make('moved', 'to another query', signed(), { target: `${honest.target}?x=1` }),
    make('moved', 'to another body', signed(), { body: `${body} ` }),
  ];
}

function withoutAuthorization({ Authorization, ...rest }: Record<string, string>) {
  return rest;
}

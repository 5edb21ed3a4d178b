import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SalesforceStandin } from '../sandbox/salesforce/index.ts';
import { clock } from './clock.ts';
import { caller, standin } from './salesforce-api.ts';

const redirectUri = 'https://app.example/cb';
const client = { clientId: 'app', clientSecret: 'secret', redirectUris: [redirectUri] };
const credentials = { client_id: 'app', client_secret: 'secret' };
const verifier = 'a-verifier-of-forty-three-characters-or-more';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const day = 86_400_000;

const exchange = {
  ...credentials,
  grant_type: 'authorization_code',
  redirect_uri: redirectUri,
  code_verifier: verifier,
};
const expired = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
};

describe('the web-server flow', () => {
  it('leads from the consent page to tokens of an org', async () => {
    const { salesforce } = await standin({ oauthClients: [client], now: clock().now });
    const location = await consent(salesforce, { state: 'xyz' });
    expect(`${location.origin}${location.pathname}`).toBe(redirectUri);
    expect(location.searchParams.get('state')).toBe('xyz');
    const code = location.searchParams.get('code') ?? '';
    const { status, body } = await token(salesforce, { ...exchange, code });
    expect(status).toBe(200);
    const id = `${salesforce.url}/id/${salesforce.orgId}/${salesforce.userId}`;
    expect(body).toEqual({
      access_token: expect.stringMatching(new RegExp(`^${salesforce.orgId.slice(0, 15)}!`)),
      refresh_token: expect.any(String),
      signature: createHmac('sha256', 'secret').update(`${id}${body.issued_at}`).digest('base64'),
      scope: 'api refresh_token',
      instance_url: salesforce.url,
      id,
      token_type: 'Bearer',
      issued_at: '1795262400000',
    });
    expect((await caller(salesforce, body.access_token)('GET', '/limits')).status).toBe(200);
  });

  it('gives no refresh token for a scope without one', async () => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const code = salesforce.issueCode({ clientId: 'app', redirectUri, challenge, scopes: ['api'] });
    expect((await token(salesforce, { ...exchange, code })).body).not.toHaveProperty(
      'refresh_token',
    );
  });

  it('takes a code once and for 15 minutes', async () => {
    const time = clock();
    const { salesforce } = await standin({ oauthClients: [client], now: time.now });
    const issue = () => salesforce.issueCode({ clientId: 'app', redirectUri, challenge });
    const code = issue();
    const used = { error: 'invalid_grant', error_description: 'expired authorization code' };
    expect((await token(salesforce, { ...exchange, code })).status).toBe(200);
    expect((await token(salesforce, { ...exchange, code })).body).toEqual(used);
    const late = issue();
    time.advance(15 * 60_000);
    expect((await token(salesforce, { ...exchange, code: late })).body).toEqual(used);
  });

  it.each([
    ['another client', { client_id: 'x' }, 'invalid_client_id', 'client identifier invalid'],
    ['a wrong secret', { client_secret: 'x' }, 'invalid_client', 'invalid client credentials'],
    [
      'no secret beside the verifier',
      { client_secret: '' },
      'invalid_client',
      'invalid client credentials',
    ],
    ['an unknown code', { code: 'x' }, 'invalid_grant', 'invalid authorization code'],
    [
      'another redirect address',
      { redirect_uri: 'https://evil.example' },
      'redirect_uri_mismatch',
      'redirect_uri must match configuration',
    ],
    ['a wrong verifier', { code_verifier: 'x' }, 'invalid_grant', 'invalid code verifier'],
    ['an unknown grant', { grant_type: 'x' }, 'unsupported_grant_type', 'grant type not supported'],
  ])('refuses %s', async (_, change, error, description) => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const code = salesforce.issueCode({ clientId: 'app', redirectUri, challenge });
    expect(await token(salesforce, { ...exchange, code, ...change })).toEqual({
      status: 400,
      body: { error, error_description: description },
    });
  });

  it('refuses a code without its verifier', async () => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const code = salesforce.issueCode({ clientId: 'app', redirectUri, challenge });
    const { code_verifier, ...bare } = exchange;
    expect((await token(salesforce, { ...bare, code })).body).toMatchObject({
      error: 'invalid_grant',
      error_description: 'missing required code verifier',
    });
  });

  it.each([
    ['no challenge', { code_challenge: '' }, 'allow', 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'allow', 'invalid_request'],
    ['a person who says no', {}, 'deny', 'access_denied'],
    ['administrators who have not let the app in', {}, 'not-approved', 'OAUTH_APP_ACCESS_DENIED'],
  ] as const)('the consent page sends %s back with an error', async (_, change, answer, error) => {
    const { salesforce } = await standin({ oauthClients: [client] });
    salesforce.setConsent(answer);
    const location = await consent(salesforce, change);
    expect(location.searchParams.get('error')).toBe(error);
    expect(location.searchParams.get('code')).toBeNull();
  });

  it('the consent page sends nobody to an address it does not know', async () => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const answer = await authorize(salesforce, { redirect_uri: 'https://evil.example' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'redirect_uri_mismatch' });
  });
});

describe('refresh tokens', () => {
  it('rotate: each is good for one refresh', async () => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const first = await connect(salesforce);
    const second = await refresh(salesforce, first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const third = await refresh(salesforce, second.body.refresh_token);
    for (const { access_token } of [first, second.body, third.body]) {
      expect((await caller(salesforce, access_token)('GET', '/limits')).status).toBe(200);
    }
  });

  it('used a second time take the grant with them, and every access token', async () => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const first = await connect(salesforce);
    const second = await refresh(salesforce, first.refresh_token);
    expect(await refresh(salesforce, first.refresh_token)).toEqual(expired);
    expect(await refresh(salesforce, second.body.refresh_token)).toEqual(expired);
    for (const { access_token } of [first, second.body]) {
      expect((await caller(salesforce, access_token)('GET', '/limits')).status).toBe(401);
    }
    const other = await connect(salesforce);
    expect((await refresh(salesforce, other.refresh_token)).status).toBe(200);
  });

  it('of an app without rotation stay the same', async () => {
    const still = { ...client, rotatesRefreshTokens: false };
    const { salesforce } = await standin({ oauthClients: [still] });
    const { refresh_token } = await connect(salesforce);
    const again = await refresh(salesforce, refresh_token);
    expect(again.body).not.toHaveProperty('refresh_token');
    expect((await refresh(salesforce, refresh_token)).status).toBe(200);
  });

  it('are worth nothing after 30 days without use; each use begins them anew', async () => {
    const time = clock();
    const { salesforce } = await standin({ oauthClients: [client], now: time.now });
    const first = await connect(salesforce);
    time.advance(30 * day);
    const second = await refresh(salesforce, first.refresh_token);
    expect(second.status).toBe(200);
    time.advance(30 * day + 1);
    expect(await refresh(salesforce, second.body.refresh_token)).toEqual(expired);
  });

  it('belong to their app', async () => {
    const other = { clientId: 'other', clientSecret: 'theirs', redirectUris: [redirectUri] };
    const { salesforce } = await standin({ oauthClients: [client, other] });
    const { refresh_token } = await connect(salesforce);
    const theirs = { client_id: 'other', client_secret: 'theirs' };
    const stolen = { ...theirs, grant_type: 'refresh_token', refresh_token };
    expect(await token(salesforce, stolen)).toEqual(expired);
    expect((await refresh(salesforce, refresh_token)).status).toBe(200);
  });

  it.each([
    ['app-not-installed', 'invalid_client'],
    ['ip-restricted', 'invalid_grant'],
    ['login-hours', 'invalid_grant'],
    ['inactive-user', 'inactive_user'],
  ] as const)('stay good while %s keeps their user out with %s', async (rule, error) => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const { refresh_token } = await connect(salesforce);
    salesforce.setLoginRule(rule);
    expect((await refresh(salesforce, refresh_token)).body.error).toBe(error);
    expect(await connect(salesforce)).toMatchObject({ error });
    salesforce.setLoginRule(null);
    expect((await refresh(salesforce, refresh_token)).status).toBe(200);
  });

  it('end with the org’s consent', async () => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const { refresh_token, access_token } = await connect(salesforce);
    salesforce.revokeGrants();
    expect(await refresh(salesforce, refresh_token)).toEqual(expired);
    expect((await caller(salesforce, access_token)('GET', '/limits')).status).toBe(401);
  });
});

describe('a session', () => {
  it('ends two hours after the last call', async () => {
    const time = clock();
    const { salesforce } = await standin({ oauthClients: [client], now: time.now });
    const { access_token } = await connect(salesforce);
    const api = caller(salesforce, access_token);
    for (let hour = 0; hour < 3; hour += 1) {
      time.advance(3_600_000);
      expect((await api('GET', '/limits')).status).toBe(200);
    }
    time.advance(7_200_000);
    expect((await api('GET', '/limits')).status).toBe(401);
  });

  it.each([
    ['access_token', 200],
    ['refresh_token', 400],
  ] as const)('revoking the %s ends it; a refresh then answers %i', async (name, status) => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const tokens = await connect(salesforce);
    const revoke = () => post(salesforce, '/services/oauth2/revoke', { token: tokens[name] });
    expect((await revoke()).status).toBe(200);
    expect((await caller(salesforce, tokens.access_token)('GET', '/limits')).status).toBe(401);
    expect((await refresh(salesforce, tokens.refresh_token)).status).toBe(status);
    expect((await revoke()).body).toMatchObject({ error: 'invalid_token' });
  });

  it('tells who it is of, in two ways', async () => {
    const { salesforce } = await standin({ oauthClients: [client] });
    const { access_token, id } = await connect(salesforce);
    const read = async (url: string, bearer: string) => {
      const answer = await fetch(url, { headers: { Authorization: `Bearer ${bearer}` } });
      const text = await answer.text();
      return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    };
    const who = { user_id: salesforce.userId, organization_id: salesforce.orgId, active: true };
    const userinfo = `${salesforce.url}/services/oauth2/userinfo`;
    expect(await read(userinfo, access_token)).toMatchObject({
      status: 200,
      body: { ...who, sub: id, name: 'Ada Admin' },
    });
    expect(await read(id, access_token)).toMatchObject({
      status: 200,
      body: { ...who, id, display_name: 'Ada Admin' },
    });
    expect(await read(userinfo, 'x')).toEqual({ status: 403, body: 'Bad_OAuth_Token' });
    const elsewhere = id.replace(salesforce.orgId, '00DOp0000000009AAA');
    expect(await read(elsewhere, access_token)).toEqual({ status: 403, body: 'Wrong_Org' });
  });
});

function authorize(salesforce: SalesforceStandin, change: Readonly<Record<string, string>>) {
  const url = new URL('/services/oauth2/authorize', salesforce.url);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: 'app',
    redirect_uri: redirectUri,
    scope: 'api refresh_token',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...change,
  }).toString();
  return fetch(url, { redirect: 'manual' });
}

async function consent(salesforce: SalesforceStandin, change: Readonly<Record<string, string>>) {
  const answer = await authorize(salesforce, change);
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('Location') ?? '');
}

async function connect(salesforce: SalesforceStandin) {
  const code = salesforce.issueCode({ clientId: 'app', redirectUri, challenge });
  return (await token(salesforce, { ...exchange, code })).body;
}

function refresh(salesforce: SalesforceStandin, refreshToken: string) {
  const form = { ...credentials, grant_type: 'refresh_token', refresh_token: refreshToken };
  return token(salesforce, form);
}

function token(salesforce: SalesforceStandin, form: Record<string, string>) {
  return post(salesforce, '/services/oauth2/token', form);
}

async function post(salesforce: SalesforceStandin, path: string, form: Record<string, string>) {
  const sent = { method: 'POST', body: new URLSearchParams(form) };
  const response = await fetch(`${salesforce.url}${path}`, sent);
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

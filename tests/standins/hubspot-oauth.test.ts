import { describe, expect, it } from 'vitest';
import type { HubSpotStandin } from '../sandbox/hubspot/index.ts';
import { clock } from './clock.ts';
import { caller, standin } from './hubspot-api.ts';

const client = {
  clientId: 'app',
  clientSecret: 'secret',
  redirectUris: ['https://app.example/cb'],
};
const credentials = { client_id: 'app', client_secret: 'secret' };
const contacts = '/crm/objects/2026-09/contacts';

describe('OAuth', () => {
  it('exchanges a code once, refreshes, and tells what a token is good for', async () => {
    const time = clock();
    const { hubspot } = await standin({ now: time.now, oauthClients: [client], portalId: 42 });
    const code = hubspot.issueCode({
      clientId: 'app',
      redirectUri: 'https://app.example/cb',
      scopes: ['oauth', 'crm.objects.contacts.read'],
    });
    const exchange = {
      ...credentials,
      grant_type: 'authorization_code',
      redirect_uri: 'https://app.example/cb',
      code,
    };
    const first = await post(hubspot, '/oauth/2026-09/token', exchange);
    expect(first).toMatchObject({
      status: 200,
      body: {
        token_type: 'bearer',
        expires_in: 1800,
        hub_id: 42,
        scopes: ['oauth', 'crm.objects.contacts.read'],
        token_use: 'access_token',
      },
    });
    expect(await post(hubspot, '/oauth/2026-09/token', exchange)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', status: 'BAD_AUTH_CODE' },
    });
    const { access_token, refresh_token } = first.body;
    expect((await caller(hubspot, access_token)('GET', contacts)).status).toBe(200);

    time.advance(1_800_000);
    expect((await caller(hubspot, access_token)('GET', contacts)).body.category).toBe(
      'EXPIRED_AUTHENTICATION',
    );
    const refresh = { ...credentials, grant_type: 'refresh_token', refresh_token };
    const second = await post(hubspot, '/oauth/v3/token', refresh);
    expect((await caller(hubspot, second.body.access_token)('GET', contacts)).status).toBe(200);

    const introspect = (token: string) =>
      post(hubspot, '/oauth/2026-09/token/introspect', { ...credentials, token });
    expect((await introspect(second.body.access_token)).body).toMatchObject({
      active: true,
      hub_id: 42,
    });
    expect((await introspect(access_token)).body).toEqual({ active: false });
  });

  it('revoking the refresh token leaves the access tokens alive', async () => {
    const { hubspot } = await standin({ oauthClients: [client] });
    const { access_token, refresh_token } = await install(hubspot);
    const revoke = { ...credentials, token: refresh_token };
    expect((await post(hubspot, '/oauth/2026-09/token/revoke', revoke)).status).toBe(204);
    expect((await caller(hubspot, access_token)('GET', contacts)).status).toBe(200);
    const refresh = { ...credentials, grant_type: 'refresh_token', refresh_token };
    expect(await post(hubspot, '/oauth/2026-09/token', refresh)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' },
    });
  });

  it('uninstalling, by us or by the customer, ends every token', async () => {
    const { hubspot } = await standin({ oauthClients: [client] });
    const { access_token } = await install(hubspot);
    const api = caller(hubspot, access_token);
    expect((await api('DELETE', '/appinstalls/2026-09/external-install')).status).toBe(204);
    expect((await api('GET', contacts)).status).toBe(401);
    const again = await install(hubspot);
    hubspot.uninstall();
    const refresh = {
      ...credentials,
      grant_type: 'refresh_token',
      refresh_token: again.refresh_token,
    };
    expect((await post(hubspot, '/oauth/2026-09/token', refresh)).body.status).toBe(
      'BAD_REFRESH_TOKEN',
    );
  });

  it.each([
    ['a wrong secret', { client_secret: 'x' }, 'BAD_CLIENT_ID'],
    [
      'another redirect address',
      { redirect_uri: 'https://evil.example' },
      'MISMATCH_REDIRECT_URI_AUTH_CODE',
    ],
    ['an unknown code', { code: 'x' }, 'BAD_AUTH_CODE'],
    ['an unknown grant', { grant_type: 'password' }, 'BAD_GRANT_TYPE'],
  ])('refuses %s', async (_, change, status) => {
    const { hubspot } = await standin({ oauthClients: [client] });
    const code = hubspot.issueCode({
      clientId: 'app',
      redirectUri: 'https://app.example/cb',
      scopes: 'all',
    });
    const exchange = {
      ...credentials,
      grant_type: 'authorization_code',
      redirect_uri: 'https://app.example/cb',
      code,
    };
    const answer = await post(hubspot, '/oauth/2026-09/token', { ...exchange, ...change });
    expect(answer).toMatchObject({ status: 400, body: { status } });
  });

  it('takes no JSON', async () => {
    const { hubspot } = await standin({ oauthClients: [client] });
    const answer = await fetch(`${hubspot.url}/oauth/2026-09/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...credentials, grant_type: 'refresh_token' }),
    });
    expect(answer.status).toBe(415);
  });
});

async function install(hubspot: HubSpotStandin) {
  const redirectUri = 'https://app.example/cb';
  const code = hubspot.issueCode({ clientId: 'app', redirectUri, scopes: 'all' });
  const exchange = {
    ...credentials,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    code,
  };
  return (await post(hubspot, '/oauth/2026-09/token', exchange)).body;
}

async function post(hubspot: HubSpotStandin, path: string, form: Record<string, string>) {
  const response = await fetch(`${hubspot.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

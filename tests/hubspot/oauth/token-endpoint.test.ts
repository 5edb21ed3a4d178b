/** What the token endpoint says, and what it means for a connection. */
import { describe, expect, it } from 'vitest';
import { exchangeCode, refresh, revoke } from '../../../server/crm/hubspot/oauth/token-endpoint.ts';
import { type Answer, scriptedHubSpot } from '../scripted-hubspot.ts';

const path = '/oauth/2026-09/token';
const exchange = { code: 'code', verifier: 'verifier' };

async function endpoint(answer: Answer, at = path) {
  const script = (await scriptedHubSpot()).on('POST', at, answer);
  const app = {
    clientId: 'app',
    clientSecret: 's+&= secret',
    baseUrl: script.url,
    authorizeUrl: `${script.url}/oauth/authorize`,
    redirectUri: 'https://app.example/oauth/hubspot/callback',
  };
  return { script, app };
}

const refusing = (error: string, status: string) => ({
  status: 400,
  body: { error, status, message: 'in HubSpot’s words' },
});
const issued = { access_token: 'a', refresh_token: 'r', expires_in: 1800 };

describe('the token endpoint', () => {
  it('is asked with form fields at the dated path', async () => {
    const { script, app } = await endpoint({
      body: { ...issued, hub_id: 7, scopes: ['oauth'], token_type: 'bearer', user_id: 1 },
    });
    expect(await exchangeCode(app, exchange)).toEqual({
      state: 'issued',
      tokens: { ...issued, hub_id: 7, scopes: ['oauth'] },
    });
    expect(script.requests[0]?.headers['content-type']).toContain('x-www-form-urlencoded');
    expect(Object.fromEntries(script.requests[0]?.form ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: 'code',
      code_verifier: 'verifier',
      redirect_uri: app.redirectUri,
      client_id: 'app',
      client_secret: 's+&= secret',
    });
  });

  it('need not give a new refresh token', async () => {
    const { app } = await endpoint({ body: { access_token: 'a', expires_in: 1800 } });
    expect(await refresh(app, 'r')).toMatchObject({ state: 'issued' });
  });

  it.each([
    ['invalid_grant', 'BAD_REFRESH_TOKEN', 'grant-gone'],
    ['invalid_grant', '', 'grant-gone'],
    ['access_denied', 'BAD_HUB', 'user-flow'],
    ['invalid_client', 'BAD_CLIENT_ID', 'our-mistake'],
    ['invalid_client', '', 'our-mistake'],
    ['unauthorized_client', '', 'our-mistake'],
    ['constructor', 'toString', 'our-mistake'],
    ['something_new', 'NEVER_SEEN', 'our-mistake'],
  ])('refuses a refresh with %s %s: %s', async (error, status, state) => {
    const { app } = await endpoint(refusing(error, status));
    expect((await refresh(app, 'r')).state).toBe(state);
  });

  it.each([
    ['invalid_grant', 'BAD_AUTH_CODE', 'user-flow'],
    ['invalid_grant', '', 'user-flow'],
    ['redirect_uri_mismatch', 'MISMATCH_REDIRECT_URI_AUTH_CODE', 'user-flow'],
    ['invalid_client', 'BAD_CLIENT_ID', 'our-mistake'],
  ])('refuses a code with %s %s: %s', async (error, status, state) => {
    const { app } = await endpoint(refusing(error, status));
    expect((await exchangeCode(app, exchange)).state).toBe(state);
  });

  it.each<[string, Answer, string]>([
    ['a server error', { status: 503 }, 'transient'],
    ['too many requests', { status: 429, body: { errorType: 'RATE_LIMIT' } }, 'rate_limited'],
    ['a cut connection', { instead: 'cut' }, 'transient'],
    ['a page instead of an answer', { body: '<html>' }, 'transient'],
    ['half of the tokens', { body: { refresh_token: 'r' } }, 'transient'],
  ])('is not taken to refuse after %s', async (_, answer, kind) => {
    const { app } = await endpoint(answer);
    expect(await refresh(app, 'r')).toMatchObject({ state: 'unavailable', error: { kind } });
  });

  it('says nothing in an error that somebody must not read', async () => {
    const { app } = await endpoint({
      status: 400,
      body: { error: 'invalid_client', status: '<script>alert(1)</script>' },
    });
    const outcome = await refresh(app, 'secret-refresh');
    const text = outcome.state === 'issued' ? '' : outcome.error.message;
    expect(text).toContain('status 400');
    expect(text).not.toMatch(/script|secret/);
  });
});

describe('giving a grant back', () => {
  it('names the refresh token and our app', async () => {
    const { script, app } = await endpoint({ status: 204 }, `${path}/revoke`);
    await revoke(app, 'r');
    expect(script.requests[0]?.form?.get('token')).toBe('r');
    expect(script.requests[0]?.form?.get('token_type_hint')).toBe('refresh_token');
  });

  it('is no failure when HubSpot does not know it any more', async () => {
    const { app } = await endpoint(refusing('invalid_grant', 'BAD_TOKEN'), `${path}/revoke`);
    await expect(revoke(app, 'r')).resolves.toBeUndefined();
  });
});

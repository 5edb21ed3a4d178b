/** The stand-in's consent page refuses what HubSpot's refuses. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { standin } from './hubspot-api.ts';

const redirectUri = 'https://app.example/cb';
const client = {
  clientId: 'app',
  clientSecret: 'secret',
  name: 'Sync <b>&</b> Co',
  redirectUris: [redirectUri],
  requiredScopes: ['oauth', 'crm.objects.contacts.read'],
  optionalScopes: ['automation', 'crm.objects.deals.read'],
};
const verifier = 'a-verifier-that-only-the-app-knows';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const link = {
  client_id: 'app',
  redirect_uri: redirectUri,
  scope: 'oauth crm.objects.contacts.read',
  optional_scope: 'automation crm.objects.deals.read',
  state: 'of the app',
};

async function page(parameters: Record<string, string> = {}, path = '/oauth/authorize') {
  const time = clock();
  const { hubspot } = await standin({ oauthClients: [client], now: time.now, portalId: 42 });
  const address = `${hubspot.url}${path}?${new URLSearchParams({ ...link, ...parameters })}`;
  return {
    hubspot,
    time,
    get: () => fetch(address),
    async answer(...form: [string, string][]) {
      const body = new URLSearchParams(form);
      const response = await fetch(address, { method: 'POST', body, redirect: 'manual' });
      return { status: response.status, back: response.headers.get('location') };
    },
    exchange(code: string | null, more: Record<string, string> = { code_verifier: verifier }) {
      const form = {
        grant_type: 'authorization_code',
        client_id: 'app',
        client_secret: 'secret',
        redirect_uri: redirectUri,
        code: code ?? '',
        ...more,
      };
      const body = new URLSearchParams(form);
      return fetch(`${hubspot.url}/oauth/2026-09/token`, { method: 'POST', body });
    },
  };
}

const codeIn = (address: string | null) => new URL(address ?? '').searchParams.get('code');
const connect: [string, string][] = [
  ['decision', 'connect'],
  ['portal', '42'],
];

describe('the consent page', () => {
  it('names the app and the account, and lets optional scopes be unticked', async () => {
    const response = await (await page()).get();
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('Sync &lt;b&gt;&amp;&lt;/b&gt; Co');
    expect(text).toContain('Account <strong>42</strong>');
    expect(text).toContain('<input type="checkbox" name="scope" value="automation" checked>');
    expect(text).not.toContain('value="oauth"');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('sends back a code for what was ticked', async () => {
    const { answer, exchange } = await page();
    const { status, back } = await answer(...connect, ['scope', 'automation'], ['scope', 'files']);
    expect(status).toBe(302);
    expect(new URL(back ?? '').searchParams.get('state')).toBe('of the app');
    expect(await (await exchange(codeIn(back))).json()).toMatchObject({
      hub_id: 42,
      scopes: ['oauth', 'crm.objects.contacts.read', 'automation'],
    });
  });

  it('sends back a refusal when the administrator cancels', async () => {
    const { back } = await (await page()).answer(['decision', 'cancel']);
    expect(back).toMatch(/^https:\/\/app\.example\/cb\?error=access_denied&/);
    expect(back).toContain('state=of+the+app');
  });

  it.each([
    ['an unknown app', { client_id: 'other' }],
    ['another way back', { redirect_uri: 'https://evil.example/cb' }],
    ['a missing required scope', { scope: 'oauth' }],
    ['a scope that the app does not have', { scope: `${link.scope} crm.objects.owners.read` }],
    ['an optional one that it does not have', { optional_scope: 'timeline' }],
    ['a challenge that is no hash', { code_challenge: 'x', code_challenge_method: 'plain' }],
  ])('sends nobody anywhere for %s', async (_, change) => {
    const { get, answer } = await page(change);
    const response = await get();
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Authorization failed');
    expect(await answer(...connect)).toEqual({ status: 400, back: null });
  });

  it('is of one account when the address names it, and of no other', async () => {
    expect((await (await page({}, '/oauth/42/authorize')).get()).status).toBe(200);
    expect((await (await page({}, '/oauth/43/authorize')).get()).status).toBe(400);
    const { answer } = await page();
    expect(await answer(['decision', 'connect'], ['portal', '43'])).toMatchObject({ status: 400 });
  });

  it('offers every account there is', async () => {
    const { hubspot, get, answer, exchange } = await page();
    hubspot.portal(43);
    expect(await (await get()).text()).toContain('value="43"');
    const { back } = await answer(['decision', 'connect'], ['portal', '43']);
    expect(await (await exchange(codeIn(back))).json()).toMatchObject({ hub_id: 43 });
  });

  it('sends a browser to where the app really is on this machine', async () => {
    const { hubspot, answer } = await page();
    hubspot.proxyOrigin('https://app.example', 'http://127.0.0.1:3000');
    expect((await answer(...connect)).back).toMatch(/^http:\/\/127\.0\.0\.1:3000\/cb\?code=/);
  });
});

describe('a code of the consent page', () => {
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  const bad = { status: 'BAD_AUTH_CODE' };

  it('is good for whoever has the verifier, once', async () => {
    const { answer, exchange } = await page(pkce);
    const code = codeIn((await answer(...connect)).back);
    expect((await exchange(code)).status).toBe(200);
    expect(await (await exchange(code)).json()).toMatchObject(bad);
  });

  it.each([
    ['no verifier', {}],
    ['another verifier', { code_verifier: 'guessed' }],
  ])('is worth nothing with %s', async (_, more) => {
    const { answer, exchange } = await page(pkce);
    const { back } = await answer(...connect);
    expect(await (await exchange(codeIn(back), more)).json()).toMatchObject(bad);
  });

  it('is worth nothing after ten minutes', async () => {
    const { answer, exchange, time } = await page();
    const { back } = await answer(...connect);
    time.advance(600_000);
    expect(await (await exchange(codeIn(back))).json()).toMatchObject(bad);
  });
});

describe('the journal of an app', () => {
  const scopes = 'developer.webhooks_journal.read developer.webhooks_journal.subscriptions.write';
  const subscriptions = '/webhooks-journal/subscriptions/2026-09';
  const journal = '/webhooks-journal/journal/2026-09';
  const uninstalls = {
    subscriptionType: 'APP_LIFECYCLE_EVENT',
    eventTypeId: '4-1916193',
    properties: [],
  };

  async function opened() {
    const { hubspot, answer, exchange, time } = await page();
    const form = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' };
    const answered = await fetch(`${hubspot.url}/oauth/2026-09/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, scope: scopes }),
    });
    const { access_token: token } = (await answered.json()) as { access_token: string };
    const ask = (path: string, json?: object, bearer = token) =>
      fetch(`${hubspot.url}${path}`, {
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(json && { method: 'POST', body: JSON.stringify(json) }),
      });
    const install = async () => {
      const { back } = await answer(...connect);
      return (await exchange(codeIn(back))).json() as Promise<{ access_token: string }>;
    };
    return { hubspot, time, ask, install };
  }

  it('holds only what was subscribed to, for three days', async () => {
    const { hubspot, time, ask, install } = await opened();
    await install();
    hubspot.uninstall();
    expect((await ask(`${journal}/earliest`)).status).toBe(204);
    expect((await ask(subscriptions, uninstalls)).status).toBe(200);
    await install();
    hubspot.uninstall();
    const place = (await (await ask(`${journal}/earliest`)).json()) as Record<string, string>;
    const { url = '', currentOffset } = place;
    expect(await (await fetch(url)).json()).toMatchObject({
      offset: currentOffset,
      journalEvents: [{ action: 'APP_UNINSTALL', portalId: 42 }],
    });
    const next = `${journal}/offset/${currentOffset}/next`;
    expect((await ask(next)).status).toBe(204);
    time.advance(3 * 86_400_000);
    expect((await ask(`${journal}/latest`)).status).not.toBe(200);
  });

  it('is for the app alone, within its scopes, and subscribed to once', async () => {
    const { ask, install } = await opened();
    const { access_token: ofAccount } = await install();
    expect((await ask(`${journal}/earliest`, undefined, ofAccount)).status).toBe(401);
    expect((await ask(subscriptions)).status).toBe(403);
    expect((await ask('/crm/owners/2026-09')).status).toBe(401);
    expect((await ask(subscriptions, { ...uninstalls, eventTypeId: '4-1' })).status).toBe(400);
    expect((await ask(subscriptions, uninstalls)).status).toBe(200);
    expect((await ask(subscriptions, uninstalls)).status).toBe(409);
  });
});

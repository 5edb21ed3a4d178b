/** The stand-in's consent page in a browser: who lets the app in decides what the tokens may do. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { violations } from '../hubspot-ui/support/axe.ts';
import { serve } from '../salesforce/serve.ts';
import { openPage } from '../support/browser.ts';
import { standin } from './salesforce-api.ts';

const verifier = 'a-verifier-of-forty-three-characters-or-more';
const challenge = createHash('sha256').update(verifier).digest('base64url');

async function consentPage() {
  const app = await serve((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><html lang="en"><title>Back</title><h1>Back at the app</h1>');
  });
  const redirectUri = `${app}/oauth/salesforce/callback`;
  const client = {
    clientId: 'app',
    clientSecret: 'secret',
    name: 'oppSpot <SmartSync>',
    redirectUris: [redirectUri],
  };
  const { salesforce } = await standin({
    oauthClients: [client],
    consentPage: true,
    org: { name: 'Example & Sons' },
  });
  const rep = salesforce.create('User', {
    Username: 'rep@example.com',
    FirstName: 'Rae',
    LastName: 'Rep',
    Email: 'rep@example.com',
    Alias: 'rrep',
    IsActive: true,
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
  });
  const url = new URL('/services/oauth2/authorize', salesforce.url);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: 'app',
    redirect_uri: redirectUri,
    scope: 'api refresh_token',
    state: 'x&"<y>',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }).toString();
  const { page, errors } = await openPage({ width: 800, height: 700 });
  await page.goto(url.href);
  const back = async () => {
    await page.getByRole('heading', { name: 'Back at the app' }).waitFor();
    return new URL(page.url()).searchParams;
  };
  const exchange = async (code: string) => {
    const response = await fetch(`${salesforce.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'app',
        client_secret: 'secret',
        redirect_uri: redirectUri,
        code,
        code_verifier: verifier,
      }),
    });
    return (await response.json()) as Record<string, string>;
  };
  return { page, errors, salesforce, rep, back, exchange };
}

describe('the consent page', () => {
  it('says who asks for what in which org, and can be read by everybody', async () => {
    const { page, errors } = await consentPage();
    await page.getByRole('heading', { name: 'Allow access?' }).waitFor();
    const text = await page.locator('main').innerText();
    for (const part of [
      'oppSpot <SmartSync>',
      'Example & Sons',
      'Manage user data via APIs',
      'Perform requests at any time',
    ]) {
      expect(text).toContain(part);
    }
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('lets the app in by keyboard, in the name of whoever is chosen', async () => {
    const { page, rep, back, exchange } = await consentPage();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Rae');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const answer = await back();
    expect(answer.get('state')).toBe('x&"<y>');
    const { id } = await exchange(answer.get('code') ?? '');
    expect(id).toMatch(new RegExp(`/${rep.id}$`));
  });

  it('sends back with a refusal', async () => {
    const { page, back } = await consentPage();
    await page.getByRole('button', { name: 'Deny' }).click();
    const answer = await back();
    expect(answer.get('error')).toBe('access_denied');
    expect(answer.get('code')).toBeNull();
  });

  it('is not shown for an app that the org does not know', async () => {
    const { page, salesforce, back } = await consentPage();
    salesforce.setLoginRule('app-not-installed');
    await page.reload();
    expect((await back()).get('error')).toBe('OAUTH_APPROVAL_ERROR_GENERIC');
  });
});

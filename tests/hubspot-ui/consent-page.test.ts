/** The consent page of the stand-in, as an administrator without a mouse uses it. */
import { expect, onTestFinished, test } from 'vitest';
import { startHubSpotStandin } from '../sandbox/hubspot/index.ts';
import { openPage } from '../support/browser.ts';
import { violations } from './support/axe.ts';

const redirectUri = 'https://app.example/oauth/hubspot/callback';

async function openConsent(width?: number) {
  const hubspot = await startHubSpotStandin({
    oauthClients: [
      {
        clientId: 'app',
        clientSecret: 'secret',
        name: 'oppSpot SmartSync',
        redirectUris: [redirectUri],
        requiredScopes: ['oauth', 'crm.schemas.companies.write'],
        optionalScopes: ['automation', 'crm.objects.deals.read'],
      },
    ],
  });
  onTestFinished(() => hubspot.close());
  hubspot.portal(7_000_002);
  // Whoever answers there, the browser stays on this machine.
  hubspot.proxyOrigin('https://app.example', hubspot.url);
  const opened = await openPage({ ...(width !== undefined && { width }) });
  const link = new URLSearchParams({
    client_id: 'app',
    redirect_uri: redirectUri,
    scope: 'oauth crm.schemas.companies.write',
    optional_scope: 'automation crm.objects.deals.read',
    state: 'of-the-app',
  });
  await opened.page.goto(`${hubspot.url}/oauth/authorize?${link}`);
  return { ...opened, hubspot };
}

test.each([1440, 420])('has no fault that axe finds, %i px wide', async (width) => {
  const { page, errors } = await openConsent(width);
  expect(await violations(page)).toEqual([]);
  const overflow = 'document.documentElement.scrollWidth - innerWidth';
  expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
});

test('is filled in with the keyboard, and the browser comes back with a code', async () => {
  const { page, hubspot } = await openConsent();
  const keys = ['Tab', 'ArrowDown', 'Tab', 'Space', 'Tab', 'Tab'];
  for (const key of keys) await page.keyboard.press(key);
  await Promise.all([
    page.waitForURL('**/oauth/hubspot/callback?**'),
    page.keyboard.press('Enter'),
  ]);
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('state')).toBe('of-the-app');
  const answer = await fetch(`${hubspot.url}/oauth/2026-09/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'app',
      client_secret: 'secret',
      redirect_uri: redirectUri,
      code: searchParams.get('code') ?? '',
    }),
  });
  expect(await answer.json()).toMatchObject({
    hub_id: 7_000_002,
    scopes: ['oauth', 'crm.schemas.companies.write', 'crm.objects.deals.read'],
  });
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { readGrantedScopes, readHubSpotAccount } from '../../server/crm/hubspot/account.ts';
import { startHubSpotStandin } from '../sandbox/hubspot/index.ts';
import { scriptedHubSpot } from './scripted-hubspot.ts';

const path = '/oauth/v2/private-apps/get/access-token-info';
const details = '/account-info/2026-09/details';

describe('what the token of a private app was granted', () => {
  it('is told by HubSpot', async () => {
    const scopes = ['oauth', 'crm.objects.contacts.read'];
    const standin = await startHubSpotStandin({ accessTokens: [{ token: 'token-1', scopes }] });
    onTestFinished(() => standin.close());
    expect(await readGrantedScopes(standin.url, 'token-1')).toEqual(scopes);
    expect(await readGrantedScopes(standin.url, 'token-2')).toBeNull();
  });

  it('is asked for with the token in the body, as HubSpot wants it', async () => {
    const script = (await scriptedHubSpot()).on('POST', path, { body: { scopes: ['oauth'] } });
    expect(await readGrantedScopes(script.url, 'token-1')).toEqual(['oauth']);
    expect(script.requests[0]?.body).toEqual({ tokenKey: 'token-1' });
  });

  it.each([
    ['a token of another kind', { status: 404, body: { message: 'no private app' } }],
    ['an answer without scopes', { body: { hubId: 1 } }],
    ['an empty list', { body: { scopes: [] } }],
    ['an answer that is no JSON', { body: '<html>' }],
    ['a cut connection', { instead: 'cut' }],
  ] as const)('is unknown after %s, which spoils nothing', async (_, reply) => {
    const script = (await scriptedHubSpot()).on('POST', path, reply);
    expect(await readGrantedScopes(script.url, 'token-1')).toBeNull();
  });

  it('is unknown when HubSpot takes too long', async () => {
    const script = (await scriptedHubSpot()).on('POST', path, { instead: 'silence' });
    expect(await readGrantedScopes(script.url, 'token-1', 50)).toBeNull();
  });
});

describe('the account of a token', () => {
  it('is told with the host of its pages', async () => {
    const script = (await scriptedHubSpot()).on('GET', details, {
      body: { portalId: 4711, uiDomain: 'app-eu1.hubspot.com' },
    });
    expect(await readHubSpotAccount(script.url, 'token-1')).toEqual({
      portalId: '4711',
      uiDomain: 'app-eu1.hubspot.com',
    });
  });

  it.each([
    [401, 'needs_reauthorisation'],
    [503, 'transient'],
  ])('is an error after %i', async (status, kind) => {
    const script = (await scriptedHubSpot()).on('GET', details, { status });
    await expect(readHubSpotAccount(script.url, 'token-1')).rejects.toMatchObject({ kind });
  });

  it('is an error when nobody answers', async () => {
    const script = (await scriptedHubSpot()).on('GET', details, { instead: 'cut' });
    await expect(readHubSpotAccount(script.url, 'token-1')).rejects.toMatchObject({
      kind: 'transient',
    });
  });
});

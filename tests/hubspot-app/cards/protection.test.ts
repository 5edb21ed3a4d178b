/** Nobody but HubSpot, and nobody but the account it asks for, gets an answer from a card's route. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asCaller, type Caller, signV1, signV2, signV3 } from '../../sandbox/hubspot/signing.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import {
  hubspotApp,
  hubspotUser,
  openServedHouse,
  type ServedHouse,
} from '../../support/served-house.ts';
import { askAs } from '../settings/support/page.ts';
import { enriched, heroPath, openCard, refusal } from './support/card.ts';

const runId = '5f0f3c1e-5f8e-4f0e-9c57-0a4f6f0a7a11';
const routes = [
  ['GET', heroPath, undefined],
  ['POST', `${heroPath}/enrich`, { idempotencyKey: 'click-0001' }],
  ['GET', `${heroPath}/runs/${runId}`, undefined],
  ['POST', `${heroPath}/runs/${runId}/apply`, {}],
  ['POST', `${heroPath}/runs/${runId}/discard`, {}],
  ['POST', `${heroPath}/runs/${runId}/undo`, {}],
  ['POST', `${heroPath}/runs/${runId}/tasks`, { actionId: 'first-contact' }],
] as const;

const window = 300_000;

describe.each(databases)('what a card asks, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  const addressFor = (house: ServedHouse, path: string, caller: Partial<Caller> = {}) =>
    asCaller(`${hubspotApp.baseUrl}${path}`, {
      ...hubspotUser,
      portalId: house.hubspot.portalId,
      appId: hubspotApp.appId,
      ...caller,
    });
  const targetOf = (url: string) => url.slice(hubspotApp.baseUrl.length);

  describe.each(routes)('%s %s', (method, path, given) => {
    const body = given && JSON.stringify(given);

    it('is answered only with HubSpot’s signature of exactly this, made within five minutes', async () => {
      const house = await openServedHouse(shared);
      const url = addressFor(house, path);
      const request = { method, url, body };
      const { clientSecret } = hubspotApp;
      const good = signV3(request, clientSecret, Date.now());
      const otherBody = body === undefined ? '{}' : `${body} `;
      const otherUrl = url.replace('1001', '1002');
      const attempts: [string, string, Record<string, string>, string | undefined][] = [
        ['nothing', url, {}, body],
        ['a token of the API', url, { authorization: `Bearer ${house.token}` }, body],
        ['the secret of another', url, signV3(request, 'another secret', Date.now()), body],
        ['an old signature', url, signV3(request, clientSecret, Date.now() - window - 5_000), body],
        [
          'one of the future',
          url,
          signV3(request, clientSecret, Date.now() + window + 5_000),
          body,
        ],
        ['version 2', url, signV2(request, clientSecret), body],
        ['version 1', url, signV1(body ?? '', clientSecret), body],
        ['another body', url, good, otherBody],
        ['another record', otherUrl, good, body],
        ['another user', url.replace('userId=9001', 'userId=9002'), good, body],
        ['one more parameter', `${url}&seen=1`, good, body],
        [
          'another time',
          url,
          { ...good, 'X-HubSpot-Request-Timestamp': String(Date.now() + 1) },
          body,
        ],
      ];
      for (const [what, address, headers, sent] of attempts) {
        // Nobody can send a body along with GET.
        if (method === 'GET' && sent !== undefined) continue;
        const response = await house.send(method, targetOf(address), headers, sent);
        expect(`${what}: ${response.status}`).toBe(`${what}: 401`);
        expect(await response.json()).toMatchObject({ code: 'invalid_signature' });
      }
      expect(await house.runs()).toEqual([]);
      expect(house.hubspot.requests()).toEqual([]);
    });

    it('is answered only for one account, one user and our own app, as HubSpot names them', async () => {
      const house = await openServedHouse(shared);
      const { portalId } = house.hubspot;
      const strangers: [string, string][] = [
        ['another app', addressFor(house, path, { appId: '54322' })],
        ['no app', addressFor(house, path).replace(/&appId=\d+/, '')],
        ['no portal', addressFor(house, path).replace(/portalId=\d+&/, '')],
        ['no user', addressFor(house, path).replace(/userId=\d+&/, '')],
        ['two portals', addressFor(house, `${path}?portalId=${portalId + 1}`)],
        ['the same portal twice', addressFor(house, `${path}?portalId=${portalId}`)],
        ['a portal that is no number', addressFor(house, path, { portalId: `${portalId}x` })],
      ];
      for (const [what, url] of strangers) {
        const headers = signV3({ method, url, body }, hubspotApp.clientSecret, Date.now());
        const { code } = await refusal(house.send(method, targetOf(url), headers, body));
        expect(`${what}: ${code}`).toBe(`${what}: invalid_caller`);
      }
      const stranger = await refusal(askAs(house, { portalId: 42 }, method, path, given));
      expect(stranger).toMatchObject({ code: 'not_installed', retryable: false });
      expect(stranger.message).toContain('install it');
      expect(await house.runs()).toEqual([]);
      expect(house.hubspot.requests()).toEqual([]);
    });
  });

  it('is for contacts and companies, and takes nothing it does not know', async () => {
    const house = await openServedHouse(shared);
    const faultsOf = async (method: 'GET' | 'POST', path: string, given?: unknown) => {
      const { code, faults } = await refusal(house.card(method, path, given));
      return [code, ...faults.map(({ field }) => field)];
    };
    const enrich = `${heroPath}/enrich`;
    expect(await faultsOf('GET', '/hubspot/cards/lead/1001')).toEqual([
      'invalid_request',
      'object',
    ]);
    expect(await faultsOf('GET', '/hubspot/cards/contact/1%20or%201')).toEqual([
      'invalid_request',
      'recordId',
    ]);
    expect(await faultsOf('GET', `${heroPath}/runs/${runId}?seen=-1`)).toEqual([
      'invalid_request',
      'seen',
    ]);
    expect(await faultsOf('POST', enrich, {})).toEqual(['invalid_request', 'idempotencyKey']);
    expect(await faultsOf('POST', enrich, { idempotencyKey: 'short' })).toEqual([
      'invalid_request',
      'idempotencyKey',
    ]);
    const key = { idempotencyKey: 'click-0001' };
    expect(await faultsOf('POST', enrich, { ...key, portalId: 1 })).toEqual([
      'invalid_request',
      null,
    ]);
    expect(await faultsOf('POST', enrich, { ...key, trigger: 'cli' })).toEqual([
      'invalid_request',
      null,
    ]);
    expect(
      await faultsOf('POST', enrich, { ...key, pick: { domain: null, registrationNumber: null } }),
    ).toEqual(['invalid_request', 'pick']);
    expect(await house.runs()).toEqual([]);
  });

  it('shows and changes nothing of another account, nor of another record', async () => {
    const house = await openServedHouse(shared);
    const { enrichment } = await enriched(openCard(house));
    const [action] = enrichment.nextActions;
    const portalId = house.hubspot.portalId + 500_000;
    const accessToken = randomBytes(12).toString('hex');
    house.hubspot.addToken({ token: accessToken, scopes: 'all', portalId });
    const connection = { accessToken, baseUrl: house.hubspot.url, organizationName: 'Neighbour' };
    await house.services.hubspot.connect(connection);
    house.hubspot.clearRequests();

    const neighbour = { portalId };
    const theirs = await askAs(house, neighbour, 'GET', heroPath);
    expect(await theirs.json()).toMatchObject({
      ok: true,
      data: { latest: null, preview: null, history: [], tasks: [], running: null },
    });
    const onRun = (base: string): ['GET' | 'POST', string, unknown][] => [
      ['GET', `${base}/runs/${enrichment.id}`, undefined],
      ['POST', `${base}/runs/${enrichment.id}/apply`, {}],
      ['POST', `${base}/runs/${enrichment.id}/discard`, {}],
      ['POST', `${base}/runs/${enrichment.id}/undo`, {}],
      ['POST', `${base}/runs/${enrichment.id}/tasks`, { actionId: action?.id }],
    ];
    for (const [method, path, body] of onRun(heroPath)) {
      const { code } = await refusal(askAs(house, neighbour, method, path, body));
      expect(code).toBe('enrichment_not_found');
    }
    for (const base of ['/hubspot/cards/contact/1002', '/hubspot/cards/company/1001']) {
      expect((await openCard(house, 'contact', '1002').state()).latest).toBeNull();
      for (const [method, path, body] of onRun(base)) {
        const { code } = await refusal(house.card(method, path, body));
        expect(code).toBe('enrichment_not_found');
      }
    }
    for (const unknown of [runId, 'not-a-uuid']) {
      const { code } = await refusal(house.card('GET', `${heroPath}/runs/${unknown}`));
      expect(code).toBe('enrichment_not_found');
    }
    expect(house.hubspot.requests()).toEqual([]);
    expect((await openCard(house).state()).latest?.status).toBe('completed');
  });
});

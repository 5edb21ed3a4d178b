import { describe, expect, it } from 'vitest';
import { signV3 } from '../../sandbox/hubspot/signing.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { connectNeighbour } from '../../support/neighbour.ts';
import { hubspotApp, openServedHouse } from '../../support/served-house.ts';
import { askAs, changed, opened, path, refusalOf, stateOf } from './support/page.ts';

const routes = [
  ['GET', path, undefined],
  ['POST', path, {}],
  ['POST', `${path}/repair`, {}],
  ['GET', `${path}/scoring`, undefined],
  ['POST', `${path}/scoring`, { do: 'train' }],
  ['GET', `${path}/provider`, undefined],
  [
    'POST',
    `${path}/provider`,
    { kind: 'oppspot-research', name: 'Ours', url: 'https://a.example' },
  ],
  ['POST', `${path}/provider/remove`, {}],
] as const;

describe.each(databases)('the settings of a HubSpot account on $name', (kind) => {
  const shared = sharedDatabase(kind);

  describe.each(routes)('%s %s', (method, target, given) => {
    const body = given && JSON.stringify(given);

    it('answers nobody whose request HubSpot did not sign', async () => {
      const house = await openServedHouse(shared);
      const url = `${target}?portalId=${house.hubspot.portalId}&userId=1&userEmail=a&appId=54321`;
      const forged = signV3(
        { method, url: `${hubspotApp.baseUrl}${url}`, body },
        'a secret of somebody else',
        Date.now(),
      );
      for (const headers of [{}, forged, { authorization: `Bearer ${house.token}` }]) {
        const response = await house.send(method, url, headers, body);
        expect(response.status).toBe(401);
        expect(await response.text()).not.toContain('weights');
      }
      expect(house.hubspot.requests()).toEqual([]);
    });

    it('answers no other app and no account that is not connected', async () => {
      const house = await openServedHouse(shared);
      const otherApp = await refusalOf(askAs(house, { appId: '1' }, method, target, given));
      expect(otherApp.code).toBe('invalid_caller');
      const stranger = await refusalOf(askAs(house, { portalId: 42 }, method, target, given));
      expect(stranger.code).toBe('not_installed');
      expect(house.hubspot.requests()).toEqual([]);
    });
  });

  it('are each account’s own: what one saves, another neither sees nor changes', async () => {
    const house = await openServedHouse(shared);
    const portalId = await connectNeighbour(house);
    const neighbour = { portalId };

    const ours = await opened(house);
    const theirs = await stateOf(askAs(house, neighbour, 'GET', path));
    expect(theirs.connection.accountId).toBe(String(portalId));
    expect(theirs.settings.assignment).toEqual([]);
    expect(theirs.owners.items.map(({ name }) => name)).not.toContain('Gwen Pryce');

    const update = changed(theirs, (settings) => {
      settings.thresholds.deal = 11;
    });
    const saved = await stateOf(askAs(house, neighbour, 'POST', path, update));
    expect(saved.settings.thresholds.deal).toBe(11);
    expect(await opened(house)).toEqual(ours);

    const borrowed = await refusalOf(house.card('POST', path, update));
    expect(borrowed.code).toBe('settings_changed');
    expect(await opened(house)).toEqual(ours);

    const repaired = await stateOf(askAs(house, neighbour, 'POST', `${path}/repair`, {}));
    expect(repaired.provisioning.status).toBe('complete');
    expect(await opened(house)).toEqual(ours);
  });
});

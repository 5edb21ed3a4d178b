import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hubspotScopes } from '../../../server/crm/hubspot/scopes.ts';
import { heroContactId } from '../../sandbox/world/world.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openServedHouse, type ServedHouse } from '../../support/served-house.ts';
import { opened } from './support/page.ts';

const all = hubspotScopes.map(({ name }) => name);
const withoutDeals = all.filter((name) => !name.includes('.deals.'));

/** The account grants these, with a new token. */
async function reconnect(house: ServedHouse, scopes: readonly string[]) {
  const accessToken = randomBytes(12).toString('hex');
  house.hubspot.addToken({ token: accessToken, scopes });
  const tenant = await house.services.hubspot.connect({
    accessToken,
    baseUrl: house.hubspot.url,
    organizationName: 'House',
  });
  expect(tenant).toEqual(house.tenant);
}

describe.each(databases)('an account that is connected again, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('with fewer permissions keeps its settings and has deals switched off with a reason', async () => {
    const house = await openServedHouse(shared);
    const before = await opened(house);
    await reconnect(house, withoutDeals);
    const page = await opened(house);
    expect(page.settings).toEqual(before.settings);
    expect(page.connection.scopes.filter(({ granted }) => !granted)).toHaveLength(4);

    const enriched = await house.enrich({ object: 'contact', recordId: heroContactId });
    expect(enriched.plan.deal).toBeNull();
    expect(enriched.plan.skipped).toContainEqual({
      action: 'deal',
      code: 'unavailable',
      reason: expect.stringContaining('grant the deal permissions'),
    });
    expect((await opened(house)).provisioning.dealsUnavailable).toContain('deal permissions');
  });

  it('with more permissions creates deals at once', async () => {
    const house = await openServedHouse(shared, { scopes: withoutDeals });
    expect((await opened(house)).provisioning.dealsUnavailable).not.toBeNull();
    await reconnect(house, all);
    const enriched = await house.enrich({ object: 'contact', recordId: heroContactId });
    expect(enriched.written.map(({ kind }) => kind)).toContain('deal');
    expect((await opened(house)).provisioning.dealsUnavailable).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { hubspotScopes, usersScope } from '../../../server/crm/hubspot/scopes.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openServedHouse } from '../../support/served-house.ts';
import { askAs, changed, opened, path, refusalOf, stateOf } from './support/page.ts';

/** Imogen is a super admin of the sandbox's portal, Tariq is not. */
const imogen = { userId: '81001' };
const tariq = { userId: '81002' };
const withoutUsers = hubspotScopes.map(({ name }) => name).filter((name) => name !== usersScope);

const users = /\/settings\/users\//;

describe.each(databases)('where HubSpot tells who administers the account, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('a super admin saves and repairs', async () => {
    const house = await openServedHouse(shared);
    const update = changed(await opened(house), ({ tasks }) =>
      Object.assign(tasks, { dueInHours: 9 }),
    );
    const saved = await stateOf(askAs(house, imogen, 'POST', path, update));
    expect(saved.settings.tasks.dueInHours).toBe(9);
    await stateOf(askAs(house, imogen, 'POST', `${path}/repair`, {}));
    expect(house.hubspot.requests().filter(({ path }) => users.test(path))).toHaveLength(2);
  });

  it('nobody else does, however the request was made', async () => {
    const house = await openServedHouse(shared, { provisioned: false });
    const page = await opened(house);
    const update = changed(page, ({ tasks }) => Object.assign(tasks, { dueInHours: 9 }));
    for (const [target, body] of [
      [path, update],
      [`${path}/repair`, {}],
      [`${path}/scoring`, { do: 'set-deal-probability', probability: 0.5 }],
      [`${path}/provider`, { kind: 'oppspot-research', name: 'Ours', url: 'https://a.example' }],
      [`${path}/provider/remove`, {}],
    ] as const) {
      const refusal = await refusalOf(askAs(house, tariq, 'POST', target, body));
      expect(refusal).toMatchObject({ code: 'administrators_only', retryable: false });
      expect(refusal.message).toContain('Only administrators of this HubSpot account');
    }
    const after = await opened(house);
    expect(after.version).toBe(page.version);
    expect(after.provisioning.status).toBe('never');
  });

  it('nothing is saved while HubSpot cannot be asked', async () => {
    const house = await openServedHouse(shared);
    const page = await opened(house);
    house.hubspot.fail({ path: users.source, times: 9, action: { kind: 'status', status: 502 } });
    const update = changed(page, ({ tasks }) => Object.assign(tasks, { dueInHours: 9 }));
    const refusal = await refusalOf(askAs(house, imogen, 'POST', path, update));
    expect(refusal).toMatchObject({ code: 'crm_transient', retryable: true });
    expect((await opened(house)).version).toBe(page.version);
  });

  it('and where that permission was declined, everybody saves whom HubSpot lets open the page', async () => {
    const house = await openServedHouse(shared, { scopes: withoutUsers });
    const update = changed(await opened(house), ({ tasks }) =>
      Object.assign(tasks, { dueInHours: 9 }),
    );
    const saved = await stateOf(askAs(house, tariq, 'POST', path, update));
    expect(saved.settings.tasks.dueInHours).toBe(9);
    expect(saved.connection.message).toBeNull();
    expect(house.hubspot.requests().filter(({ path }) => users.test(path))).toEqual([]);
  });

  it('and while nobody knows what was granted, HubSpot is asked', async () => {
    const house = await openServedHouse(shared, { scopes: withoutUsers });
    const { organizationId } = house.tenant;
    await house.database.asOwner(
      "update crm_integrations set granted_scopes = '{}' where organization_id = $1",
      [organizationId],
    );
    const update = changed(await opened(house), ({ tasks }) =>
      Object.assign(tasks, { dueInHours: 9 }),
    );
    await stateOf(askAs(house, tariq, 'POST', path, update));
    const [asked] = house.hubspot.requests().filter(({ path }) => users.test(path));
    expect(asked?.status).toBe(403);
  });
});

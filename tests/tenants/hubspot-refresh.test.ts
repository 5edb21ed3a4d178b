/** Tokens of installed accounts, which are good for half an hour. */
import { describe, expect, it } from 'vitest';
import type { Services } from '../../server/services.ts';
import type { Tenant } from '../../server/sync/service.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import {
  connectionOf,
  installIn,
  newPortalId,
  openInstalledAccount,
  tokenCalls,
} from './support/hubspot-consent.ts';

const minute = 60_000;
const half = 30 * minute;
const down = { path: 'oauth/2026-09/token$', action: { kind: 'status', status: 503 } } as const;

async function call(services: Services, tenant: Tenant) {
  const connector = await services.hubspot.connectorFor(tenant);
  return connector.owners();
}

describe.each(databases)('the token of an installed account, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is used as it is while it is good for more than five minutes', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    house.clock.advance(half - 6 * minute);
    await call(house.services, tenant);
    expect(tokenCalls(hubspot)).toEqual([]);
    house.clock.advance(minute);
    await call(house.services, tenant);
    expect(tokenCalls(hubspot)).toEqual([200]);
  });

  it('is kept before it is used: another process finds it there', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    const other = await house.another();
    house.clock.advance(half);
    await call(house.services, tenant);
    await call(other.services, tenant);
    expect(tokenCalls(hubspot)).toEqual([200]);
  });

  it('is renewed once for everybody in three processes, 300 times, before anybody is refused', {
    timeout: 120_000,
  }, async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    const others = [await house.another(), await house.another()];
    const processes = [house.services, ...others.map(({ services }) => services)];
    // Several accounts, for each of them is called no faster than HubSpot allows.
    const tenants = [tenant];
    while (tenants.length < 10) {
      const { id: portalId } = hubspot.portal(newPortalId());
      tenants.push(await installIn(house.services, { portalId }));
    }
    hubspot.clearRequests();
    for (let round = 1; round <= 30; round += 1) {
      house.clock.advance(half - minute);
      for (const one of tenants) {
        await Promise.all(processes.map((services) => call(services, one)));
      }
    }
    expect(tokenCalls(hubspot)).toEqual(Array(300).fill(200));
    expect(hubspot.requests().filter(({ status }) => status !== 200)).toEqual([]);
    expect((await connectionOf(house, tenant)).status).toBe('connected');
  });

  it('that is refused all the same is renewed once, and the call goes on', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    hubspot.fail({ path: 'owners', action: { kind: 'status', status: 401 } });
    await call(house.services, tenant);
    expect(hubspot.requests().map(({ path, status }) => `${status} ${path}`)).toEqual([
      '401 /crm/owners/2026-09',
      '200 /oauth/2026-09/token',
      '200 /crm/owners/2026-09',
    ]);
    expect((await connectionOf(house, tenant)).status).toBe('connected');
  });

  it('that is good for some minutes is used while there is no new one', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    house.clock.advance(half - 4 * minute);
    hubspot.fail({ ...down, times: 9 });
    await call(house.services, tenant);
    await call(house.services, tenant);
    // Two attempts at the first call; then HubSpot is left alone for a while.
    expect(tokenCalls(hubspot)).toEqual([503, 503]);
    house.clock.advance(minute);
    hubspot.clearFaults();
    await call(house.services, tenant);
    expect(tokenCalls(hubspot)).toEqual([503, 503, 200]);
  });

  it('that has run out while HubSpot gives no other is a matter of time, not of the grant', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    house.clock.advance(half);
    hubspot.fail({ ...down, times: 2 });
    await expect(call(house.services, tenant)).rejects.toMatchObject({ code: 'crm_transient' });
    expect((await connectionOf(house, tenant)).status).toBe('connected');
    await call(house.services, tenant);
  });
});

describe.each(databases)('a refresh that is refused, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('because of our own client id leaves the account connected', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    const { services } = await house.another({ HUBSPOT_CLIENT_ID: 'another-app' });
    house.clock.advance(half);
    await expect(call(services, tenant)).rejects.toMatchObject({
      code: 'crm_unexpected',
      message: expect.stringContaining('BAD_CLIENT_ID'),
    });
    expect(tokenCalls(hubspot)).toEqual([400]);
    expect((await connectionOf(house, tenant)).status).toBe('connected');
    await call(house.services, tenant);
  });

  it('because the app was removed asks for an administrator, and is not tried again', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    hubspot.uninstall();
    house.clock.advance(half);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await expect(call(house.services, tenant)).rejects.toMatchObject({
        code: 'crm_needs_reauthorisation',
      });
    }
    expect(tokenCalls(hubspot)).toEqual([400]);
    expect((await connectionOf(house, tenant)).status).toBe('needs_reauthorisation');
  });

  it('is noticed when a workflow is to be ended, too', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    hubspot.uninstall();
    const callbacks = await house.services.hubspot.callbacksFor(tenant);
    const outcomes = await callbacks.complete([{ callbackId: 'ap-1', outputFields: {} }]);
    expect(outcomes.get('ap-1')?.status).toBe('later');
    expect((await connectionOf(house, tenant)).status).toBe('needs_reauthorisation');
  });

  it('is healed by installing again', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    hubspot.uninstall();
    await expect(call(house.services, tenant)).rejects.toThrow();
    expect(await installIn(house.services, hubspot)).toEqual(tenant);
    expect((await connectionOf(house, tenant)).status).toBe('connected');
    await call(house.services, tenant);
    house.clock.advance(half);
    await call(house.services, tenant);
  });
});

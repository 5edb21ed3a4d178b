/** Leaving an account, whoever wants it. */
import { describe, expect, it } from 'vitest';
import { readCursor } from '../../server/store/app-cursors.ts';
import { disconnect } from '../../server/store/integrations.ts';
import type { Tenant } from '../../server/sync/service.ts';
import { databases } from '../support/databases.ts';
import { type House, sharedDatabase } from '../support/house.ts';
import {
  connectionOf,
  hubspotOAuthApp,
  installIn,
  newPortalId,
  openInstalledAccount,
  tokenCalls,
} from './support/hubspot-consent.ts';

const half = 30 * 60_000;
const unavailable = { kind: 'status', status: 503 } as const;

/** As whoever hears of it does. */
async function end({ database }: House, { organizationId, integrationId }: Tenant) {
  const at = new Date();
  await database.withOrganization(organizationId, (trx) =>
    disconnect(trx, integrationId, { at, deleteAfter: at, uninstalled: true }),
  );
}

describe.each(databases)('taking the app out of an account, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is done with a token that is good, and ends all of them', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    house.clock.advance(half);
    expect(await house.services.hubspot.uninstall(tenant)).toBe(true);
    expect(
      hubspot.requests().map(({ method, path, status }) => `${method} ${path} ${status}`),
    ).toEqual([
      'POST /oauth/2026-09/token 200',
      'DELETE /appinstalls/2026-09/external-install 204',
    ]);
    const connector = await house.services.hubspot.connectorFor(tenant);
    await expect(connector.owners()).rejects.toMatchObject({ code: 'crm_needs_reauthorisation' });
  });

  it('is no failure when it is gone already', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    hubspot.uninstall();
    expect(await house.services.hubspot.uninstall(tenant)).toBe(true);
  });

  it('is tried more than once, and says when HubSpot cannot be told', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    hubspot.fail({ path: 'external-install', action: unavailable, times: 9 });
    await expect(house.services.hubspot.uninstall(tenant)).rejects.toMatchObject({
      code: 'crm_transient',
    });
    hubspot.clearFaults();
    hubspot.fail({ path: 'external-install', action: unavailable });
    expect(await house.services.hubspot.uninstall(tenant)).toBe(true);
  });

  it('does nothing where a private app was connected', async () => {
    const { house } = await openInstalledAccount(shared);
    expect(await house.services.hubspot.uninstall(house.tenant)).toBe(false);
    expect(house.hubspot.requests()).toEqual([]);
  });

  it('needs a connection', async () => {
    const { house, tenant } = await openInstalledAccount(shared);
    await end(house, tenant);
    await expect(house.services.hubspot.uninstall(tenant)).rejects.toMatchObject({
      code: 'not_connected',
    });
  });
});

describe.each(databases)('accounts that removed the app by themselves, on $name', (kind) => {
  // The cursor is one for the whole installation: each test has a database of its own.
  const listening = async () => {
    const account = await openInstalledAccount(kind);
    // HubSpot writes down nothing before somebody has subscribed.
    expect(await account.house.services.hubspot.uninstalledPortals()).toEqual([]);
    account.hubspot.clearRequests();
    const { accountId } = await connectionOf(account.house, account.tenant);
    return { ...account, accountId };
  };
  const cursorOf = ({ database }: House) =>
    database.asSystem((trx) => readCursor(trx, 'hubspot-uninstalls'));

  it('are named until their connections are ended, and then no more', async () => {
    const { house, hubspot, tenant, accountId } = await listening();
    const { hubspot: tenants } = house.services;
    hubspot.uninstall();
    expect(await tenants.uninstalledPortals()).toEqual([accountId]);
    // Whoever was to end the connection died.
    const another = await house.another();
    expect(await another.services.hubspot.uninstalledPortals()).toEqual([accountId]);
    expect(await cursorOf(house)).toBeNull();
    await end(house, tenant);
    expect(await tenants.uninstalledPortals()).toEqual([]);
    expect(await cursorOf(house)).not.toBeNull();
    hubspot.clearRequests();
    expect(await tenants.uninstalledPortals()).toEqual([]);
    expect(hubspot.requests().filter(({ path }) => path.includes('/pages/'))).toEqual([]);
  });

  it('are subscribed to once', async () => {
    const { house, hubspot } = await listening();
    await house.services.hubspot.uninstalledPortals();
    await (await house.another()).services.hubspot.uninstalledPortals();
    const made = hubspot
      .requests()
      .filter(({ method, path }) => method === 'POST' && path.includes('subscriptions'));
    expect(made).toEqual([]);
    expect(tokenCalls(hubspot)).toEqual([200, 200]);
  });

  it('are not those that installed it again since', async () => {
    const { house, hubspot, tenant } = await listening();
    hubspot.uninstall();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await installIn(house.services, hubspot)).toEqual(tenant);
    expect(await house.services.hubspot.uninstalledPortals()).toEqual([]);
    expect((await connectionOf(house, tenant)).status).toBe('connected');
    hubspot.uninstall();
    expect(await house.services.hubspot.uninstalledPortals()).toHaveLength(1);
  });

  it('are named together, each once, and strangers never', async () => {
    const { house, hubspot, accountId } = await listening();
    const [first, stranger] = [hubspot.portal(newPortalId()).id, hubspot.portal(newPortalId()).id];
    const tenant = await installIn(house.services, { portalId: first });
    await end(house, await installIn(house.services, { portalId: stranger }));
    hubspot.uninstall(stranger);
    hubspot.uninstall(first);
    hubspot.uninstall();
    const other = (await connectionOf(house, tenant)).accountId;
    expect(await house.services.hubspot.uninstalledPortals()).toEqual([other, accountId]);
  });

  it('are found from the start when the journal no longer has the place read last', async () => {
    const { house, hubspot, tenant, accountId } = await listening();
    const { id: portalId } = hubspot.portal(newPortalId());
    await end(house, await installIn(house.services, { portalId }));
    hubspot.uninstall(portalId);
    await house.services.hubspot.uninstalledPortals();
    expect(await cursorOf(house)).not.toBeNull();
    house.clock.advance(4 * 24 * 60 * 60_000);
    hubspot.uninstall();
    expect(await house.services.hubspot.uninstalledPortals()).toEqual([accountId]);
    await end(house, tenant);
  });

  it('are asked for again the next time when HubSpot is down, which is only logged', async () => {
    const { house, hubspot, accountId } = await listening();
    hubspot.uninstall();
    hubspot.fail({ path: 'webhooks-journal', action: unavailable });
    expect(await house.services.hubspot.uninstalledPortals()).toEqual([]);
    expect(house.logs().at(-1)).toMatchObject({ msg: expect.stringContaining('journal') });
    expect(JSON.stringify(house.logs())).not.toContain(hubspotOAuthApp.clientSecret);
    expect(await house.services.hubspot.uninstalledPortals()).toEqual([accountId]);
  });

  it('can be removed by an administrator at the stand-in', async () => {
    const { house, hubspot, accountId } = await listening();
    const answer = await fetch(`${hubspot.url}/__standin/uninstall`, {
      method: 'POST',
      body: '{}',
    });
    expect(answer.status).toBe(200);
    expect(await house.services.hubspot.uninstalledPortals()).toEqual([accountId]);
  });
});

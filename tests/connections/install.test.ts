/** An install through its pages: a consent is good once, for a while, in the browser that it began in. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/audit/actor.ts';
import { doChores } from '../../server/connections/upkeep.ts';
import { getCredentials, getIntegration } from '../../server/store/integrations.ts';
import { getSettings, updateSettings } from '../../server/store/organizations.ts';
import { databases, type TestDatabaseKind } from '../support/databases.ts';
import { asked as enrichmentOf } from '../support/house.ts';
import { type ServedHouse, serve } from '../support/served-house.ts';
import {
  decide,
  openConsentingAccount,
  optionalScopes,
} from '../tenants/support/hubspot-consent.ts';

const admin: Actor = { kind: 'user', id: 'ada', source: 'api', ip: null };
const start = '/oauth/hubspot/start';

/** What a browser is: it keeps a cookie and asks for pages. */
function browserAt(house: ServedHouse) {
  let cookie: string | null = null;
  const open = async (target: string, headers: Record<string, string> = {}) => {
    const response = await house.send('GET', target, {
      accept: 'text/html',
      ...(cookie !== null && { cookie }),
      ...headers,
    });
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0] ?? null;
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location'),
      text: await response.text(),
    };
  };
  return {
    open,
    cookie: () => cookie,
    /** To the consent page and back, up to the address that the CRM sends it to. */
    async consent(decision: Parameters<typeof decide>[1], from = start) {
      const { location } = await open(from);
      const outcome = await decide(location ?? '', decision);
      if ('refused' in outcome) throw new Error(outcome.refused);
      return `${outcome.back.pathname}${outcome.back.search}`;
    },
  };
}

async function opened(kind: TestDatabaseKind) {
  const { house, hubspot } = await openConsentingAccount(kind);
  const served = await serve(house);
  const browser = browserAt(served);
  const all = { portalId: hubspot.portalId };
  const tenantOf = () =>
    house.services.hubspot.tenantOfPortal(String(hubspot.portalId), hubspot.url);
  return { house: served, hubspot, browser, all, tenantOf };
}

async function install(kind: TestDatabaseKind) {
  const surroundings = await opened(kind);
  const { browser, all, tenantOf } = surroundings;
  const page = await browser.open(await browser.consent(all));
  expect(page.text).toContain('HubSpot is connected');
  const tenant = await tenantOf();
  if (!tenant) throw new Error('The account has no tenant.');
  return { ...surroundings, tenant };
}

describe.each(databases)('an install on $name', (kind) => {
  it('ends with a tenant whose fields are there, and a page that says what to do next', async () => {
    const { house, hubspot, browser, all, tenantOf } = await opened(kind);
    const away = await browser.open(start);
    expect(away.status).toBe(302);
    expect(away.headers.get('set-cookie')).toMatch(
      /^__Host-oppspot-connect=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
    );
    const asked = new URL(away.location ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/);

    const page = await browser.open(await browser.consent({ ...all, scopes: [] }));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.text).toContain('HubSpot is connected');
    for (const scope of optionalScopes) expect(page.text).toContain(scope);
    expect(hubspot.portal().properties.customCount('contacts')).toBeGreaterThan(10);
    const tenant = await tenantOf();
    const events = await house.services.audit.page(tenant?.organizationId ?? '', {});
    expect(events.items.map(({ action }) => action)).toContain('connection.connected');
  });

  it('leaves nothing where the consent was declined', async () => {
    const { browser, tenantOf } = await opened(kind);
    const page = await browser.open(await browser.consent('cancel'));
    expect([page.status, page.text]).toEqual([
      403,
      expect.stringContaining('Nothing was connected'),
    ]);
    expect(page.text).toContain(`href="${start}"`);
    expect(await tenantOf()).toBeNull();
  });

  it('takes a callback once', async () => {
    const { browser, all } = await opened(kind);
    const callback = await browser.consent(all);
    const [one, other] = await Promise.all([browser.open(callback), browser.open(callback)]);
    expect([one.status, other.status].sort()).toEqual([200, 410]);
    expect((await browser.open(callback)).text).toContain('This consent was used already');
  });

  it('takes a callback for a quarter of an hour', async () => {
    const { house, browser, all, tenantOf } = await opened(kind);
    const callback = await browser.consent(all);
    house.clock.advance(15 * 60_000);
    const page = await browser.open(callback);
    expect([page.status, page.text]).toEqual([
      410,
      expect.stringContaining('This link has expired'),
    ]);
    expect(await tenantOf()).toBeNull();
  });

  it('takes a callback in the browser it began in, and there also after another one tried', async () => {
    const { house, browser, all } = await opened(kind);
    const callback = await browser.consent(all);
    const cookie = browser.cookie() ?? '';
    const strangers = [
      await browserAt(house).open(callback),
      await browserAt(house).open(callback, { cookie: `__Host-oppspot-connect=${'A'.repeat(43)}` }),
      await browserAt(house).open(callback, { cookie: `${cookie}; ${cookie}` }),
    ];
    expect(strangers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await browser.open(callback)).status).toBe(200);
  });

  it.each([
    ['an unknown state', `/oauth/hubspot/callback?code=x&state=${'B'.repeat(43)}`, 'not known'],
    ['no state, begun at HubSpot', '/oauth/hubspot/callback?code=x', 'One more step'],
    ['nothing at all', '/oauth/hubspot/callback', 'not known'],
  ])('refuses a callback with %s', async (_, callback, words) => {
    const { browser } = await opened(kind);
    const page = await browser.open(callback);
    expect(page.status).toBe(400);
    expect(page.text).toContain(words);
  });

  it('of only one account refuses another one and keeps nothing of it', async () => {
    const { browser, hubspot, all, tenantOf } = await opened(kind);
    const callback = await browser.consent(
      { portalId: hubspot.portalId },
      `${start}?portalId=${hubspot.portalId}`,
    );
    expect((await browser.open(callback)).status).toBe(200);
    const { location } = await browser.open(`${start}?portalId=99`);
    const outcome = await decide((location ?? '').replace('/oauth/99/', '/oauth/'), all);
    if ('refused' in outcome) throw new Error(outcome.refused);
    const page = await browser.open(`${outcome.back.pathname}${outcome.back.search}`);
    expect([page.status, page.text]).toEqual([
      409,
      expect.stringContaining('That is another account'),
    ]);
    expect(await tenantOf()).not.toBeNull();
  });

  it('says as a problem to programs what it says to people on a page', async () => {
    const { house } = await opened(kind);
    const response = await house.send('GET', '/oauth/hubspot/callback', { accept: '*/*' });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe.each(databases)('an install that an organisation asked for, on $name', (kind) => {
  it('names the organisation first, and belongs to it', async () => {
    const { house, browser, all, tenantOf } = await opened(kind);
    const { organizationId } = house.tenant;
    const { connections } = house.services;
    const { ticket } = await connections.issueTicket(organizationId, admin, { crm: 'hubspot' });
    const shown = await browser.open(`/oauth/connect?ticket=${ticket}`);
    expect(shown.text).toContain('Connect HubSpot');
    expect(shown.text).toContain('ada');
    const callback = await browser.consent(all, `/oauth/connect/continue?ticket=${ticket}`);
    expect((await browser.open(callback)).status).toBe(200);
    expect(await tenantOf()).toMatchObject({ organizationId });
    for (const path of ['/oauth/connect', '/oauth/connect/continue']) {
      expect((await browser.open(`${path}?ticket=${ticket}`)).status).toBe(410);
    }
  });

  it('does not take the account of another organisation', async () => {
    const { house, browser, all } = await install(kind);
    const { connections } = house.services;
    const { organizationId } = house.tenant;
    const { ticket } = await connections.issueTicket(organizationId, admin, { crm: 'hubspot' });
    const callback = await browser.consent(all, `/oauth/connect/continue?ticket=${ticket}`);
    const page = await browser.open(callback);
    expect([page.status, page.text]).toEqual([
      409,
      expect.stringContaining('another organisation'),
    ]);
  });

  it('expires', async () => {
    const { house, browser } = await opened(kind);
    const { ticket } = await house.services.connections.issueTicket(
      house.tenant.organizationId,
      admin,
      { crm: 'hubspot' },
    );
    house.clock.advance(61 * 60_000);
    expect((await browser.open(`/oauth/connect?ticket=${ticket}`)).status).toBe(410);
  });
});

describe.each(databases)('leaving on $name', (kind) => {
  it('takes the app out of HubSpot, destroys the secrets and stops what is under way', async () => {
    const { house, hubspot, tenant } = await install(kind);
    const { connections } = house.services;
    hubspot.clearRequests();
    const { uninstalled, deleteAfter } = await connections.disconnect(tenant, admin);
    expect(uninstalled).toBe(true);
    const days = (deleteAfter.getTime() - house.clock.now().getTime()) / 86_400_000;
    expect(days).toBeCloseTo(30, 3);
    expect(hubspot.requests().map(({ method, path }) => `${method} ${path}`)).toContain(
      'DELETE /appinstalls/2026-09/external-install',
    );
    const kept = await house.database.withOrganization(tenant.organizationId, async (trx) => ({
      credentials: await getCredentials(trx, house.services.keyRing, tenant.integrationId),
      integration: await getIntegration(trx, tenant.integrationId),
    }));
    expect(kept).toMatchObject({ credentials: null, integration: { status: 'disconnected' } });
    await expect(
      house.services.sync.enrich(tenant, enrichmentOf({ object: 'contact', recordId: '1001' })),
    ).rejects.toMatchObject({ code: 'not_connected' });
    // Asked again, it is as done as before.
    expect(await connections.disconnect(tenant, admin)).toMatchObject({ deleteAfter });
    await expect(
      connections.disconnect({ ...tenant, integrationId: randomUUID() }, admin),
    ).rejects.toMatchObject({ code: 'integration_not_found' });
  });

  it('is possible although HubSpot does not answer', async () => {
    const { house, hubspot, tenant } = await install(kind);
    hubspot.fail({ path: '^/appinstalls/', times: 100, action: { kind: 'status', status: 500 } });
    const left = await house.services.connections.disconnect(tenant, admin);
    expect(left.uninstalled).toBe(false);
    // Asked again, it is not claimed to have been told.
    expect(await house.services.connections.disconnect(tenant, admin)).toEqual(left);
  });

  it('can be taken back: the account comes back to its settings', async () => {
    const { house, browser, all, tenant, tenantOf } = await install(kind);
    const { organizationId } = tenant;
    await house.database.withOrganization(organizationId, async (trx) => {
      const settings = await getSettings(trx, organizationId);
      await updateSettings(trx, organizationId, {
        ...settings,
        thresholds: { ...settings.thresholds, deal: 42 },
      });
    });
    await house.services.connections.disconnect(tenant, admin);
    expect(await tenantOf()).toBeNull();
    const page = await browser.open(await browser.consent(all));
    expect(page.text).toContain('works again');
    expect(await tenantOf()).toEqual(tenant);
    const settings = await house.database.withOrganization(organizationId, (trx) =>
      getSettings(trx, organizationId),
    );
    expect(settings.thresholds.deal).toBe(42);
  });
});

describe.each(databases)('what is left of an install on $name', (kind) => {
  it('is told, and done by whoever looks next', async () => {
    const { house, hubspot, browser, all, tenantOf } = await opened(kind);
    hubspot.fail({
      path: '^/crm/properties',
      times: 1_000,
      action: { kind: 'status', status: 500 },
    });
    const page = await browser.open(await browser.consent(all));
    expect(page.text).toContain('Not finished yet');
    const tenant = await tenantOf();
    const state = async () =>
      (await house.services.connections.list(tenant?.organizationId ?? ''))[0];
    expect(await state()).toMatchObject({ isSetUp: false, message: expect.any(String) });

    hubspot.clearFaults();
    const other = await house.another();
    const deps = {
      database: house.database,
      runtime: { now: () => house.clock.now() },
      logger: { warn: () => {} },
    };
    const chores = other.services.chores.filter(({ name }) => name === 'set-up');
    house.clock.advance(60_000);
    await doChores(chores, deps, new AbortController().signal);
    expect(await state()).toMatchObject({ isSetUp: true, message: null });
    expect(hubspot.portal().properties.customCount('contacts')).toBeGreaterThan(10);

    // One process has had the turn.
    let turns = 0;
    const counted = [
      { name: `turn-${kind.name}-${randomUUID()}`, every: 60_000, work: async () => turns++ },
    ];
    for (let again = 0; again < 3; again += 1) {
      await doChores(counted, deps, new AbortController().signal);
    }
    expect(turns).toBe(1);
  });

  it('is over when the customer removes the app in HubSpot', async () => {
    const { house, hubspot, tenant } = await install(kind);
    const uninstalls = house.services.chores.filter(({ name }) => name === 'uninstalls');
    const [chore] = uninstalls;
    await chore?.work(new AbortController().signal);
    house.clock.advance(60_000);
    hubspot.uninstall();
    await chore?.work(new AbortController().signal);
    const [state] = await house.services.connections.list(tenant.organizationId);
    expect(state).toMatchObject({ status: 'disconnected', deleteAfter: expect.any(String) });
  });
});

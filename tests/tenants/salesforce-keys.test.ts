/** The package's keys on their way into the org, and what becomes of those before. */
import { describe, expect, it } from 'vitest';
import { toId18 } from '../../server/crm/salesforce/ids.ts';
import type { Tenant } from '../../server/sync/service.ts';
import type { SalesforceStandin } from '../sandbox/salesforce/index.ts';
import type { SalesforceStandinOptions } from '../sandbox/salesforce/options.ts';
import { databases } from '../support/databases.ts';
import { type House, sharedDatabase } from '../support/house.ts';
import {
  callsOf,
  consentIn,
  integrationOf,
  newOrgId,
  oauthOf,
  openConsentingOrg,
} from './support/consent.ts';

const minute = 60_000;
const resource = /apexrest/;
const packaged = '/services/apexrest/oppspot/v1/keys';

describe.each(databases)('keys of a connected org, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  async function connected(options: SalesforceStandinOptions = {}) {
    const { house, salesforce } = await openConsentingOrg(shared, options);
    const { tenant } = await oauthOf(house.services).connectByCode(await consentIn(house.services));
    salesforce.clearRequests();
    const deliver = () => house.services.salesforce.deliverKeys(tenant);
    return { house, salesforce, tenant, deliver };
  }

  const keyIdIn = (salesforce: SalesforceStandin) =>
    salesforce.orgKeys()?.apiKey.split('.')[0] ?? '';
  const find = (house: House, keyId: string) => house.services.salesforce.keys.find(keyId);

  async function keyCount(house: House, { integrationId }: Tenant): Promise<number> {
    const [row] = await house.database.asOwner<{ count: unknown }>(
      'select count(*) as count from salesforce_org_keys where integration_id = $1',
      [integrationId],
    );
    return Number(row?.count);
  }

  it('lie in the org after one call, and are those that we know', async () => {
    const { house, salesforce, tenant, deliver } = await connected();
    expect(salesforce.orgKeys()).toBeNull();
    await deliver();
    expect(callsOf(salesforce, resource)).toEqual([`POST ${packaged} 200`]);
    const kept = await find(house, keyIdIn(salesforce));
    expect(kept).toMatchObject({ owner: tenant, orgId: salesforce.orgId });
    expect(kept?.signingKey.reveal()).toBe(salesforce.orgKeys()?.signingKey);
  });

  it('stay good for as long as nobody replaces them', async () => {
    const { house, salesforce, deliver } = await connected();
    await deliver();
    house.clock.advance(400 * 24 * 60 * minute);
    expect(await find(house, keyIdIn(salesforce))).not.toBeNull();
  });

  it('stay good for ten minutes when they are replaced', async () => {
    const { house, salesforce, deliver } = await connected();
    await deliver();
    const before = keyIdIn(salesforce);
    await deliver();
    expect(keyIdIn(salesforce)).not.toBe(before);
    house.clock.advance(9 * minute);
    expect(await find(house, before)).not.toBeNull();
    house.clock.advance(2 * minute);
    expect(await find(house, before)).toBeNull();
    expect(await find(house, keyIdIn(salesforce))).not.toBeNull();
  });

  it('lie in an org that builds the package without a namespace', async () => {
    const { house, salesforce, deliver } = await connected({ org: { namespace: '' } });
    await deliver();
    expect(callsOf(salesforce, resource)).toEqual([
      `POST ${packaged} 404`,
      'POST /services/apexrest/v1/keys 200',
    ]);
    expect(await find(house, keyIdIn(salesforce))).not.toBeNull();
  });

  it('are in the history, without a secret', async () => {
    const { house, salesforce, tenant, deliver } = await connected();
    await deliver();
    const rows = await house.database.asOwner<Record<string, unknown>>(
      `select * from audit_events where action = 'keys.issued' and integration_id = $1`,
      [tenant.integrationId],
    );
    expect(rows).toHaveLength(1);
    const [, secret = ''] = salesforce.orgKeys()?.apiKey.split('.') ?? [];
    expect(secret).not.toBe('');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it.each([
    {
      what: 'the package is not installed',
      org: { namespace: null },
      permissions: {},
      code: 'package_missing',
      says: 'Install it',
    },
    {
      what: 'the user lacks our admin permission',
      org: {},
      permissions: { customPermissions: ['OppSpot_Enrich'] },
      code: 'admin_permission_missing',
      says: 'oppSpot Admin',
    },
    {
      what: 'the user may not call the class',
      org: {},
      permissions: { apexClasses: [] },
      code: 'admin_permission_missing',
      says: 'permission set',
    },
  ])('are not kept when $what, and come later by themselves', async (given) => {
    const { house, salesforce, tenant, deliver } = await connected({ org: given.org });
    salesforce.setPermissions(given.permissions);
    await expect(deliver()).rejects.toMatchObject({
      code: given.code,
      message: expect.stringContaining(given.says),
    });
    expect(await keyCount(house, tenant)).toBe(0);
    expect(salesforce.orgKeys()).toBeNull();
    expect((await integrationOf(house, tenant))?.status).toBe('connected');
    if (given.org.namespace === null) return;
    salesforce.setPermissions({});
    await deliver();
    expect(await find(house, keyIdIn(salesforce))).not.toBeNull();
  });

  it('that the org did not take leave those before as good as they were', async () => {
    const { house, salesforce, deliver } = await connected();
    await deliver();
    const before = keyIdIn(salesforce);
    salesforce.setPermissions({ customPermissions: [] });
    await expect(deliver()).rejects.toMatchObject({ code: 'admin_permission_missing' });
    house.clock.advance(24 * 60 * minute);
    expect(keyIdIn(salesforce)).toBe(before);
    expect(await find(house, before)).not.toBeNull();
  });

  it('are good even when we never hear that the org took them', async () => {
    const { house, salesforce, tenant, deliver } = await connected();
    await deliver();
    const before = keyIdIn(salesforce);
    salesforce.fail({ path: packaged, times: 9, action: { kind: 'drop', when: 'after' } });
    await expect(deliver()).rejects.toMatchObject({ kind: 'transient' });
    const unheardOf = keyIdIn(salesforce);
    expect(unheardOf).not.toBe(before);
    house.clock.advance(50 * minute);
    expect(await find(house, unheardOf)).not.toBeNull();
    expect(await find(house, before)).not.toBeNull();
    salesforce.clearFaults();
    await deliver();
    house.clock.advance(11 * minute);
    expect(await find(house, keyIdIn(salesforce))).not.toBeNull();
    for (const gone of [before, unheardOf]) expect(await find(house, gone)).toBeNull();
    await deliver();
    expect(await keyCount(house, tenant)).toBe(2);
  });

  it('that the package cannot store are a matter of the user’s rights', async () => {
    const { salesforce, deliver } = await connected();
    salesforce.fail({ path: packaged, times: 9, action: { kind: 'status', status: 500 } });
    await expect(deliver()).rejects.toMatchObject({
      code: 'keys_not_stored',
      message: expect.stringContaining('Customize Application'),
    });
  });

  it('are not laid down in a copy of the org, which has another id', async () => {
    const { house, salesforce, tenant, deliver } = await connected();
    const connectedId = toId18(newOrgId());
    await house.database.asOwner(
      'update crm_integrations set account_id = replace(account_id, $1, $2) where id = $3',
      [salesforce.orgId, connectedId, tenant.integrationId],
    );
    await expect(deliver()).rejects.toMatchObject({ code: 'other_account', status: 409 });
    expect(await keyCount(house, tenant)).toBe(0);
    expect(salesforce.orgKeys()).toBeNull();
  });

  it('need a grant: one that was taken back is noticed', async () => {
    const { house, salesforce, tenant, deliver } = await connected();
    salesforce.revokeGrants();
    await expect(deliver()).rejects.toMatchObject({ kind: 'needs_reauthorisation' });
    expect((await integrationOf(house, tenant))?.status).toBe('needs_reauthorisation');
  });

  it('wait until the day’s calls of the org are free again', async () => {
    const { salesforce, deliver } = await connected();
    salesforce.fail({ path: packaged, times: 9, action: { kind: 'status', status: 403 } });
    await expect(deliver()).rejects.toMatchObject({ kind: 'rate_limited' });
  });
});

describe.each(databases)('leaving an org, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  async function connected() {
    const { house, salesforce } = await openConsentingOrg(shared);
    const { tenant } = await oauthOf(house.services).connectByCode(await consentIn(house.services));
    salesforce.clearRequests();
    return { house, salesforce, tenant, revoke: () => house.services.salesforce.revoke(tenant) };
  }

  it('ends the grant there, and is no error when it has ended', async () => {
    const { house, salesforce, tenant, revoke } = await connected();
    await revoke();
    const connector = await house.services.salesforce.connectorFor(tenant);
    await expect(connector.owners()).rejects.toMatchObject({ kind: 'needs_reauthorisation' });
    await revoke();
    expect(callsOf(salesforce, /revoke/)).toEqual([
      'POST /services/oauth2/revoke 200',
      'POST /services/oauth2/revoke 400',
    ]);
  });

  it('ends the newest token, also while others refresh it', async () => {
    const { house, salesforce, tenant, revoke } = await connected();
    house.clock.advance(3 * 60 * minute);
    const connector = await house.services.salesforce.connectorFor(tenant);
    await Promise.all([connector.owners().catch(() => {}), revoke()]);
    await expect(connector.owners()).rejects.toMatchObject({ kind: 'needs_reauthorisation' });
    expect(callsOf(salesforce, /revoke/)).toEqual(['POST /services/oauth2/revoke 200']);
  });

  it('says what to do by hand when Salesforce cannot be told', async () => {
    const { salesforce, revoke } = await connected();
    salesforce.fail({ path: 'revoke', action: { kind: 'drop', when: 'before' } });
    await expect(revoke()).rejects.toMatchObject({
      kind: 'transient',
      message: expect.stringContaining('Connected Apps OAuth Usage'),
    });
  });
});

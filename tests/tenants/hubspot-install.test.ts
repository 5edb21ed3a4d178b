/** From the consent page of an account to a tenant, and every way on which there is none. */
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { assembleServices } from '../../server/services.ts';
import { disconnect } from '../../server/store/integrations.ts';
import type { TestDatabase } from '../support/databases.ts';
import { databases } from '../support/databases.ts';
import { keptOpen, openHouse, sharedDatabase } from '../support/house.ts';
import {
  connectionOf,
  consentIn,
  decide,
  newPortalId,
  oauthOf,
  openConsentingAccount,
  openInstalledAccount,
  optionalScopes,
  redirectUri,
  requiredScopes,
} from './support/hubspot-consent.ts';

const connections = async (database: Pick<TestDatabase, 'asOwner'>, portalId: number) =>
  database.asOwner('select id from crm_integrations where account_id like $1', [`${portalId}@%`]);

describe.each(databases)('installing the app in an account, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('makes a tenant that works, and says what is still to do', async () => {
    const { house, hubspot } = await openConsentingAccount(shared, {
      uiDomain: 'app-eu1.hubspot.com',
      seed: {
        owners: [{ id: '1', email: 'a@b.example', firstName: 'A', lastName: 'B', userId: 2 }],
      },
    });
    const { portalId } = hubspot;
    const consent = await consentIn(house.services, { portalId });
    const installed = await oauthOf(house.services).connectByCode(consent);
    expect(installed).toMatchObject({
      isNew: true,
      portalId: String(portalId),
      uiDomain: 'app-eu1.hubspot.com',
      missingOptionalScopes: [],
    });
    expect(await connectionOf(house, installed.tenant)).toMatchObject({
      crm: 'hubspot',
      accountId: `${portalId}@${new URL(hubspot.url).host}`,
      displayName: `HubSpot ${portalId}`,
      status: 'connected',
      uiDomain: 'app-eu1.hubspot.com',
      grantedScopes: expect.arrayContaining([...requiredScopes, ...optionalScopes]),
      isSetUp: false,
    });
    const connector = await house.services.hubspot.connectorFor(installed.tenant);
    expect(await connector.owners()).toHaveLength(1);
  });

  it('asks for all scopes of the app file, with the challenge and never the verifier', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const { authorizeUrl } = oauthOf(house.services);
    const address = new URL(authorizeUrl({ state: 'a state', codeChallenge: 'challenge' }));
    expect(address.search).not.toContain('+');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: 'app-of-ours',
      redirect_uri: redirectUri,
      scope: requiredScopes.join(' '),
      optional_scope: optionalScopes.join(' '),
      state: 'a state',
      code_challenge: 'challenge',
      code_challenge_method: 'S256',
    });
    const named = authorizeUrl({ state: 's', codeChallenge: 'c', portalId: '42' });
    expect(named).toContain(`${hubspot.url}/oauth/42/authorize?`);
  });

  it('leaves out features whose permissions were declined, and gets them by consenting again', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const { portalId } = hubspot;
    const scopes = ['automation'];
    const oauth = oauthOf(house.services);
    const first = await oauth.connectByCode(await consentIn(house.services, { portalId, scopes }));
    expect(first.missingOptionalScopes.map(({ name }) => name)).toEqual(
      optionalScopes.filter((scope) => scope !== 'automation'),
    );
    const again = await oauth.connectByCode(await consentIn(house.services, { portalId }));
    expect(again).toMatchObject({ tenant: first.tenant, isNew: false, missingOptionalScopes: [] });
    const { grantedScopes } = await connectionOf(house, first.tenant);
    expect(grantedScopes).toEqual(expect.arrayContaining(optionalScopes));
  });

  it('again after it was disconnected comes back to the same tenant', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    const at = new Date();
    await house.database.withOrganization(tenant.organizationId, (trx) =>
      disconnect(trx, tenant.integrationId, {
        at,
        deleteAfter: new Date(at.getTime() + 1_000),
        uninstalled: true,
      }),
    );
    const consent = await consentIn(house.services, { portalId: hubspot.portalId });
    const again = await oauthOf(house.services).connectByCode(consent);
    expect(again).toMatchObject({ tenant, isNew: false });
    expect(await connectionOf(house, tenant)).toMatchObject({
      status: 'connected',
      isSetUp: false,
      deleteAfter: null,
    });
  });

  it('for an organisation gives it to that organisation, and not to a second one', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const { portalId } = hubspot;
    const { organizationId } = house.tenant;
    const oauth = oauthOf(house.services);
    const consent = await consentIn(house.services, { portalId });
    const { tenant } = await oauth.connectByCode({ ...consent, organizationId });
    expect(tenant.organizationId).toBe(organizationId);
    const other = { ...(await consentIn(house.services, { portalId })), organizationId: newId() };
    await expect(oauth.connectByCode(other)).rejects.toMatchObject({
      code: 'account_already_connected',
    });
    const connector = await house.services.hubspot.connectorFor(tenant);
    await expect(connector.owners()).resolves.toBeDefined();
  });

  it('is not offered where only the secret of the app is known', async () => {
    const house = await openHouse(shared, { env: { HUBSPOT_CLIENT_SECRET: 'secret' } });
    expect(house.services.hubspot.oauth).toBeNull();
  });

  it('keeps no token readable', async () => {
    const { house, tenant } = await openInstalledAccount(shared);
    const [row] = await house.database.asOwner<{ credentials: Buffer }>(
      'select credentials from crm_integrations where id = $1',
      [tenant.integrationId],
    );
    const text = Buffer.from(row?.credentials ?? '').toString('latin1');
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toMatch(/standin|Token/);
  });
});

describe.each(databases)('an install that comes to nothing, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('because another account was chosen names both and leaves nothing behind', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const other = newPortalId();
    hubspot.portal(other);
    const consent = await consentIn(house.services, { portalId: other });
    const expectedPortal = String(hubspot.portalId);
    await expect(
      oauthOf(house.services).connectByCode({ ...consent, expectedPortal }),
    ).rejects.toMatchObject({
      code: 'other_account',
      status: 409,
      message: expect.stringMatching(new RegExp(`${other}.*${expectedPortal}`)),
    });
    expect(await connections(house.database, other)).toEqual([]);
    expect(hubspot.requests().at(-1)).toMatchObject({
      path: '/oauth/2026-09/token/revoke',
      status: 204,
    });
  });

  it('because another account was chosen that is connected leaves that one as it is', async () => {
    const { house, hubspot, tenant } = await openInstalledAccount(shared);
    const consent = await consentIn(house.services, { portalId: hubspot.portalId });
    await expect(
      oauthOf(house.services).connectByCode({ ...consent, expectedPortal: '1' }),
    ).rejects.toMatchObject({ code: 'other_account' });
    expect(hubspot.requests().map(({ path }) => path)).not.toContain('/oauth/2026-09/token/revoke');
    house.clock.advance(3_600_000);
    const connector = await house.services.hubspot.connectorFor(tenant);
    await expect(connector.owners()).resolves.toBeDefined();
  });

  it('because a required permission is missing says which', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const consent = await consentIn(house.services, { portalId: hubspot.portalId });
    const code = hubspot.issueCode({
      clientId: 'app-of-ours',
      redirectUri,
      scopes: requiredScopes.filter((scope) => scope !== 'crm.objects.owners.read'),
    });
    await expect(oauthOf(house.services).connectByCode({ ...consent, code })).rejects.toMatchObject(
      {
        code: 'missing_scope',
        message: expect.stringContaining('crm.objects.owners.read'),
      },
    );
    expect(await connections(house.database, hubspot.portalId)).toEqual([]);
  });

  it('because the code was used before, is too old or belongs to another verifier', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const { portalId } = hubspot;
    const oauth = oauthOf(house.services);
    const expired = { code: 'authorization_expired', status: 409 };
    const used = await consentIn(house.services, { portalId });
    await oauth.connectByCode(used);
    await expect(oauth.connectByCode(used)).rejects.toMatchObject(expired);
    const stolen = { ...(await consentIn(house.services, { portalId })), verifier: 'another' };
    await expect(oauth.connectByCode(stolen)).rejects.toMatchObject(expired);
    const old = await consentIn(house.services, { portalId });
    house.clock.advance(600_000);
    await expect(oauth.connectByCode(old)).rejects.toMatchObject(expired);
  });

  it('because of our own secret asks nobody to consent again', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const consent = await consentIn(house.services, { portalId: hubspot.portalId });
    const config = loadConfig({
      NODE_ENV: 'test',
      ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      HUBSPOT_BASE_URL: hubspot.url,
      HUBSPOT_CLIENT_ID: 'app-of-ours',
      HUBSPOT_CLIENT_SECRET: 'wrong-secret',
    });
    const logger = createLogger({ level: 'fatal' });
    const wrong = assembleServices(config, keptOpen(house.database), systemRuntime, logger);
    const failure = await oauthOf(wrong)
      .connectByCode(consent)
      .catch((error: unknown) => error);
    await wrong.close();
    expect(failure).toMatchObject({
      code: 'crm_unexpected',
      message: expect.stringMatching(/BAD_CLIENT_ID.*support/),
    });
    expect(String(failure)).not.toContain('wrong-secret');
  });

  it('while HubSpot is down, and works when it is back', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const { portalId } = hubspot;
    const consent = await consentIn(house.services, { portalId });
    hubspot.fail({ path: 'account-info', times: 9, action: { kind: 'status', status: 503 } });
    await expect(oauthOf(house.services).connectByCode(consent)).rejects.toMatchObject({
      code: 'crm_transient',
    });
    expect(await connections(house.database, portalId)).toEqual([]);
    hubspot.clearFaults();
    const again = await consentIn(house.services, { portalId });
    expect(await oauthOf(house.services).connectByCode(again)).toMatchObject({ isNew: true });
  });

  it('is saved by asking once more when the first question gets lost', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const consent = await consentIn(house.services, { portalId: hubspot.portalId });
    hubspot.fail({ path: 'token$', action: { kind: 'drop', when: 'before' } });
    expect(await oauthOf(house.services).connectByCode(consent)).toMatchObject({ isNew: true });
  });

  it('because the administrator declines says so to the browser alone', async () => {
    const { house, hubspot } = await openConsentingAccount(shared);
    const address = oauthOf(house.services).authorizeUrl({ state: 's', codeChallenge: 'c' });
    const outcome = await decide(address, 'cancel');
    if ('refused' in outcome) throw new Error(outcome.refused);
    expect(outcome.back.href).toContain('https://smartsync.example/oauth/hubspot/callback?');
    expect(outcome.back.searchParams.get('error')).toBe('access_denied');
    expect(outcome.back.searchParams.get('state')).toBe('s');
    expect(await connections(house.database, hubspot.portalId)).toEqual([]);
  });
});

const newId = () => systemRuntime.newId();

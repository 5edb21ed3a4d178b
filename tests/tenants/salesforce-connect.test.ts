/** An administrator consents in the browser, and the org becomes a tenant. */
import { describe, expect, it } from 'vitest';
import { serve } from '../salesforce/serve.ts';
import { startSalesforceStandin } from '../sandbox/salesforce/index.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import {
  appEnvironment,
  callsOf,
  connectionsTo,
  consentIn,
  consentTo,
  integrationOf,
  newOrgId,
  oauthApp,
  oauthOf,
  openConsentingOrg,
} from './support/consent.ts';

const hour = 3_600_000;
const revoke = /oauth2\/revoke$/;

describe.each(databases)('an org connected from the browser, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('becomes a tenant that is still to be set up', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const consent = await consentIn(house.services);
    const { tenant, ...connected } = await oauthOf(house.services).connectByCode(consent);
    expect(connected).toEqual({
      isNew: true,
      orgId: salesforce.orgId,
      orgName: 'Example Org',
      instanceUrl: salesforce.url,
    });
    expect(await integrationOf(house, tenant)).toMatchObject({
      crm: 'salesforce',
      status: 'connected',
      grantedScopes: ['api', 'refresh_token'],
      isSetUp: false,
    });
    const connector = await house.services.salesforce.connectorFor(tenant);
    expect(await connector.owners()).not.toHaveLength(0);
  });

  it('is asked for lasting access to its API, with a challenge, and sends back to one address', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const address = new URL(
      oauthOf(house.services).authorizeUrl({
        state: 's',
        codeChallenge: 'c',
        loginUrl: salesforce.url,
      }),
    );
    expect(`${address.origin}${address.pathname}`).toBe(
      `${salesforce.url}/services/oauth2/authorize`,
    );
    expect(Object.fromEntries(address.searchParams)).toEqual({
      response_type: 'code',
      client_id: oauthApp.clientId,
      redirect_uri: oauthApp.redirectUris[0],
      scope: 'api refresh_token',
      state: 's',
      code_challenge: 'c',
      code_challenge_method: 'S256',
    });
  });

  it('keeps its rotating token through a day of calls from two processes', async () => {
    const { house } = await openConsentingOrg(shared);
    const { tenant } = await oauthOf(house.services).connectByCode(await consentIn(house.services));
    const processes = [house.services, (await house.another()).services];
    for (let round = 0; round < 8; round += 1) {
      house.clock.advance(3 * hour);
      const answers = await Promise.all(
        processes.map(async (services) =>
          (await services.salesforce.connectorFor(tenant)).owners(),
        ),
      );
      expect(answers.every((owners) => owners.length > 0)).toBe(true);
    }
    expect((await integrationOf(house, tenant))?.status).toBe('connected');
  });

  it('is the same tenant when it is connected again, and works again after its grant was taken back', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const oauth = oauthOf(house.services);
    const { tenant } = await oauth.connectByCode(await consentIn(house.services));
    salesforce.revokeGrants();
    const connector = await house.services.salesforce.connectorFor(tenant);
    await expect(connector.owners()).rejects.toMatchObject({ kind: 'needs_reauthorisation' });
    expect((await integrationOf(house, tenant))?.status).toBe('needs_reauthorisation');
    const again = await oauth.connectByCode(await consentIn(house.services));
    expect(again).toMatchObject({ tenant, isNew: false });
    expect((await integrationOf(house, tenant))?.status).toBe('connected');
    const healed = await house.services.salesforce.connectorFor(tenant);
    expect(await healed.owners()).not.toHaveLength(0);
  });

  it('becomes the organisation’s that asked for it, and no other’s', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const oauth = oauthOf(house.services);
    const { organizationId } = house.tenant;
    const first = await oauth.connectByCode({
      ...(await consentIn(house.services)),
      organizationId,
    });
    expect(first.tenant.organizationId).toBe(organizationId);
    const elsewhere = { ...(await consentIn(house.services)), organizationId: crypto.randomUUID() };
    salesforce.clearRequests();
    await expect(oauth.connectByCode(elsewhere)).rejects.toMatchObject({
      code: 'account_already_connected',
    });
    expect(callsOf(salesforce, revoke)).toEqual(['POST /services/oauth2/revoke 200']);
    const connector = await house.services.salesforce.connectorFor(first.tenant);
    expect(await connector.owners()).not.toHaveLength(0);
  });
});

describe.each(databases)('an org that is not connected, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it.each([
    ['app-not-installed', 'app_not_installed', 403],
    ['ip-restricted', 'ip_restricted', 403],
    ['login-hours', 'login_hours', 403],
    ['inactive-user', 'inactive_user', 403],
  ] as const)('because of %s says %s', async (rule, code, status) => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const consent = await consentIn(house.services);
    salesforce.setLoginRule(rule);
    await expect(oauthOf(house.services).connectByCode(consent)).rejects.toMatchObject({
      code,
      status,
    });
    expect(await connectionsTo(house.database, salesforce.orgId)).toBe(0);
  });

  it.each([
    ['deny', 'access_denied'],
    ['not-approved', 'OAUTH_APP_ACCESS_DENIED'],
  ] as const)('because of %s is told %s in the address', async (answer, error) => {
    const { house, salesforce } = await openConsentingOrg(shared);
    salesforce.setConsent(answer);
    await expect(consentIn(house.services)).rejects.toThrow(error);
  });

  it('because the package is not there is told so in the address', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    salesforce.setLoginRule('app-not-installed');
    await expect(consentIn(house.services)).rejects.toThrow('OAUTH_APPROVAL_ERROR_GENERIC');
  });

  it('by a code without the verifier it was asked for with', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const consent = await consentIn(house.services);
    const stolen = { ...consent, verifier: 'of-somebody-else-who-saw-the-code-in-a-log' };
    await expect(oauthOf(house.services).connectByCode(stolen)).rejects.toMatchObject({
      code: 'pkce_refused',
    });
    expect(await connectionsTo(house.database, salesforce.orgId)).toBe(0);
  });

  it('by a code that was used, or is older than a quarter of an hour', async () => {
    const { house } = await openConsentingOrg(shared);
    const oauth = oauthOf(house.services);
    const consent = await consentIn(house.services);
    const { tenant } = await oauth.connectByCode(consent);
    await expect(oauth.connectByCode(consent)).rejects.toMatchObject({ code: 'code_expired' });
    expect((await integrationOf(house, tenant))?.status).toBe('connected');
    const late = await consentIn(house.services);
    house.clock.advance(15 * 60_000);
    await expect(oauth.connectByCode(late)).rejects.toMatchObject({ code: 'code_expired' });
  });

  it('when it gives no lasting access; what it gave is given back', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const consent = consentTo(salesforce, { scopes: ['api'] });
    await expect(oauthOf(house.services).connectByCode(consent)).rejects.toMatchObject({
      code: 'no_lasting_access',
      message: expect.stringContaining('policies'),
    });
    expect(callsOf(salesforce, revoke)).toEqual(['POST /services/oauth2/revoke 200']);
    expect(await connectionsTo(house.database, salesforce.orgId)).toBe(0);
  });

  it('when it is another than was asked for, as a copy of the org is; the grant is given back', async () => {
    const { house, salesforce } = await openConsentingOrg(shared, {
      org: { name: 'Example Org', isSandbox: true },
    });
    const refreshed = salesforce.addOrg({ id: newOrgId(), name: 'The refreshed copy' });
    const consent = {
      ...consentTo(salesforce, { orgId: refreshed.id }),
      expectedOrg: salesforce.orgId,
    };
    const refusal = await oauthOf(house.services)
      .connectByCode(consent)
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'other_account', status: 409 });
    for (const named of [refreshed.id, 'The refreshed copy', salesforce.orgId]) {
      expect(String(refusal)).toContain(named);
    }
    expect(callsOf(salesforce, revoke)).toEqual(['POST /services/oauth2/revoke 200']);
    expect(await connectionsTo(house.database, refreshed.id)).toBe(0);
  });

  it('is the one that was asked for in either form of its id', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const oauth = oauthOf(house.services);
    for (const expectedOrg of [salesforce.orgId, salesforce.orgId.slice(0, 15)]) {
      const consent = { ...(await consentIn(house.services)), expectedOrg };
      expect((await oauth.connectByCode(consent)).orgId).toBe(salesforce.orgId);
    }
  });

  it('through an address that is not Salesforce’s, which is never called', async () => {
    const called: string[] = [];
    const elsewhere = await serve((request, response) => {
      called.push(request.url ?? '');
      response.end('{}');
    });
    const { house } = await openConsentingOrg(shared);
    const oauth = oauthOf(house.services);
    const consent = { ...(await consentIn(house.services)), loginUrl: elsewhere };
    await expect(oauth.connectByCode(consent)).rejects.toMatchObject({ code: 'invalid_login_url' });
    const sent = { state: 's', codeChallenge: 'c', loginUrl: elsewhere };
    expect(() => oauth.authorizeUrl(sent)).toThrow('My Domain');
    expect(called).toEqual([]);
  });

  it('when Salesforce does not answer: only a new consent helps', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    const oauth = oauthOf(house.services);
    const path = '/oauth2/token$';
    salesforce.fail(
      { path, action: { kind: 'drop', when: 'after' } },
      { path, action: { kind: 'status', status: 503 } },
      { path, action: { kind: 'malformed' } },
    );
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const consent = await consentIn(house.services);
      await expect(oauth.connectByCode(consent)).rejects.toMatchObject({
        code: 'salesforce_unavailable',
        status: 503,
      });
    }
    expect(await connectionsTo(house.database, salesforce.orgId)).toBe(0);
    expect((await oauth.connectByCode(await consentIn(house.services))).isNew).toBe(true);
  });

  it('when the org cannot say who it is; the grant is given back', async () => {
    const { house, salesforce } = await openConsentingOrg(shared);
    salesforce.setPermissions({ objects: { Organization: [] } });
    const consent = await consentIn(house.services);
    await expect(oauthOf(house.services).connectByCode(consent)).rejects.toMatchObject({
      code: expect.stringMatching(/^crm_/),
    });
    expect(callsOf(salesforce, revoke)).toEqual(['POST /services/oauth2/revoke 200']);
    expect(await connectionsTo(house.database, salesforce.orgId)).toBe(0);
  });

  it('in an installation that has no app', async () => {
    const house = await openHouse(shared);
    expect(house.services.salesforce.oauth).toBeNull();
    expect(await house.services.salesforce.keepAlive(new Date())).toBe(0);
  });
});

describe('a login address that lies', () => {
  const [kind] = databases;
  if (!kind) throw new Error('There is no database.');
  const shared = sharedDatabase(kind);

  /** @param tokens what it answers to a code; `SELF` stands for its own address */
  async function liar(tokens: Record<string, string>) {
    const org = await startSalesforceStandin({ org: { id: newOrgId() } });
    org.addToken({ token: 'of-the-org' });
    const called: string[] = [];
    const url = await serve(async (request, response) => {
      const path = request.url ?? '';
      called.push(path.split('?')[0] ?? '');
      response.setHeader('content-type', 'application/json');
      if (path.startsWith('/services/oauth2/token')) {
        response.end(JSON.stringify(tokens).replaceAll('SELF', url));
      } else if (path.startsWith('/services/oauth2')) response.end();
      else {
        const headers = { authorization: 'Bearer of-the-org' };
        const answer = await fetch(`${org.url}${path}`, { headers });
        response.end(await answer.text());
      }
    });
    const house = await openHouse(shared, { env: appEnvironment(url) });
    const consent = {
      code: 'code',
      verifier: 'verifier',
      loginUrl: url,
      organizationName: 'Nobody',
      connectedBy: null,
    };
    const work = oauthOf(house.services).connectByCode(consent);
    const refusal = await work.catch((error: unknown) => error);
    await org.close();
    return { called, refusal };
  }

  const given = { access_token: 'a', refresh_token: 'r', scope: 'api refresh_token' };

  it('of where the org is: the token is not sent there', async () => {
    const { called, refusal } = await liar({
      ...given,
      instance_url: 'https://evil.example',
      id: 'SELF/id/00Dxx0000000001AAA/005xx0000000001AAA',
    });
    expect(refusal).toMatchObject({ code: 'instance_refused' });
    expect(called).toEqual(['/services/oauth2/token', '/services/oauth2/revoke']);
  });

  it.each(['SELF/id/00Dxx0000000001/005xx0000000001', ''])(
    'of which org it is (%j): nothing is connected',
    async (id) => {
      const { called, refusal } = await liar({ ...given, instance_url: 'SELF', id });
      expect(refusal).toMatchObject({ code: 'other_account' });
      expect(called.at(-1)).toBe('/services/oauth2/revoke');
    },
  );
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeyRing, generateKey } from '../../server/secrets/key-ring.ts';
import type { Services } from '../../server/services.ts';
import { getCredentials, getIntegration } from '../../server/store/integrations.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../sandbox/salesforce/index.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';

const redirectUri = 'https://app.example/cb';
const app = { clientId: 'app', clientSecret: 'secret' };
const hour = 3_600_000;

/** A house whose app an org has just given a grant whose refresh token is good for one use. */
async function granted(kind: Parameters<typeof openHouse>[0]) {
  const clock: { house: House | null } = { house: null };
  const salesforce = await startSalesforceStandin({
    oauthClients: [{ ...app, redirectUris: [redirectUri], requiresPkce: false }],
    now: () => clock.house?.clock.now() ?? new Date(),
  });
  onTestFinished(() => salesforce.close());
  const house = await openHouse(kind, {
    env: {
      SALESFORCE_CLIENT_ID: app.clientId,
      SALESFORCE_CLIENT_SECRET: app.clientSecret,
      SALESFORCE_LOGIN_URL: salesforce.url,
    },
  });
  clock.house = house;
  const tenant = await connect(house.services, salesforce);
  return { house, salesforce, tenant };
}

async function connect(services: Services, salesforce: SalesforceStandin) {
  const code = salesforce.issueCode({ clientId: app.clientId, redirectUri, challenge: null });
  const response = await fetch(`${salesforce.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: app.clientId,
      client_secret: app.clientSecret,
      redirect_uri: redirectUri,
    }),
  });
  const tokens = (await response.json()) as Record<string, string>;
  return services.salesforce.connect({
    grant: {
      accessToken: tokens.access_token ?? '',
      refreshToken: tokens.refresh_token ?? '',
      instanceUrl: tokens.instance_url ?? '',
    },
    organizationName: 'An org',
    grantedScopes: ['api', 'refresh_token'],
  });
}

const integrationOf = (house: House, tenant: { organizationId: string; integrationId: string }) =>
  house.database.withOrganization(tenant.organizationId, (trx) =>
    getIntegration(trx, tenant.integrationId),
  );

describe.each(databases)('an org that is connected, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is known by what it says of itself', async () => {
    const { house, salesforce, tenant } = await granted(shared);
    const { host } = new URL(salesforce.url);
    expect(await integrationOf(house, tenant)).toMatchObject({
      crm: 'salesforce',
      accountId: `${salesforce.orgId}@${host}`,
      status: 'connected',
      grantedScopes: ['api', 'refresh_token'],
    });
  });

  it('is the same tenant when it is connected again', async () => {
    const { house, salesforce, tenant } = await granted(shared);
    expect(await connect(house.services, salesforce)).toEqual(tenant);
  });

  it('is not connected by a token that it refuses', async () => {
    const { house, salesforce } = await granted(shared);
    const grant = { accessToken: 'made-up', refreshToken: 'x', instanceUrl: salesforce.url };
    await expect(
      house.services.salesforce.connect({ grant, organizationName: 'Nobody' }),
    ).rejects.toMatchObject({ code: 'crm_needs_reauthorisation' });
  });

  it('keeps its tokens sealed', async () => {
    const { house, tenant } = await granted(shared);
    const [row] = await house.database.asOwner<{ credentials: Buffer }>(
      'select credentials from crm_integrations where id = $1',
      [tenant.integrationId],
    );
    const text = Buffer.from(row?.credentials ?? '').toString('latin1');
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toContain('accessToken');
    const foreign = createKeyRing(generateKey('test'));
    await expect(
      house.database.withOrganization(tenant.organizationId, (trx) =>
        getCredentials(trx, foreign, tenant.integrationId),
      ),
    ).rejects.toThrow();
  });

  it('keeps its connection however many processes refresh its rotating token at once', async () => {
    const { house, tenant } = await granted(shared);
    const instances = [house.services, (await house.another()).services];
    instances.push((await house.another()).services);
    for (let round = 0; round < 25; round += 1) {
      // Every access token has run out by now: all of them need another at the same moment.
      house.clock.advance(3 * hour);
      const answers = await Promise.all(
        instances.map(async (services) => {
          const connector = await services.salesforce.connectorFor(tenant);
          return connector.owners();
        }),
      );
      expect(answers.every((owners) => owners.length > 0)).toBe(true);
    }
    expect((await integrationOf(house, tenant))?.status).toBe('connected');
  });

  it('needs an administrator once its grant is taken back, and works when it is given again', async () => {
    const { house, salesforce, tenant } = await granted(shared);
    salesforce.revokeGrants();
    const connector = await house.services.salesforce.connectorFor(tenant);
    await expect(connector.owners()).rejects.toMatchObject({ code: 'crm_needs_reauthorisation' });
    expect((await integrationOf(house, tenant))?.status).toBe('needs_reauthorisation');
    await connect(house.services, salesforce);
    const again = await house.services.salesforce.connectorFor(tenant);
    expect(await again.owners()).not.toHaveLength(0);
  });
});

describe.each(databases)('a lock, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('lets one work at a time under a key, in all processes, and others beside it', async () => {
    const house = await openHouse(shared);
    const other = await house.another();
    const at: string[] = [];
    const work = (name: string) => async () => {
      at.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      at.push(`${name} ends`);
    };
    const first = house.services.database.withLock('one', work('first'));
    const second = other.services.database.withLock('one', work('second'));
    await house.services.database.withLock('two', work('beside'));
    await Promise.all([first, second]);
    const order = at.filter((event) => !event.startsWith('beside'));
    const [winner = ''] = order[0]?.split(' ') ?? [];
    const loser = winner === 'first' ? 'second' : 'first';
    expect(order).toEqual([
      `${winner} begins`,
      `${winner} ends`,
      `${loser} begins`,
      `${loser} ends`,
    ]);
  });

  it('is free again when the work fails', async () => {
    const { services } = await openHouse(shared);
    const fail = () => Promise.reject(new Error('went wrong'));
    await expect(services.database.withLock('key', fail)).rejects.toThrow('went wrong');
    expect(await services.database.withLock('key', async () => 'free')).toBe('free');
  });

  it('is not taken inside a transaction, which would stay open over a call', async () => {
    const { services, tenant } = await openHouse(shared);
    await expect(
      services.database.withOrganization(tenant.organizationId, () =>
        services.database.withLock('key', async () => 'never'),
      ),
    ).rejects.toThrow('transaction');
  });
});

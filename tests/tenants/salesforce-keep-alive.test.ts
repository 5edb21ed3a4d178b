/** Orgs in which nobody enriches for weeks stay connected. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../server/sync/service.ts';
import { databases } from '../support/databases.ts';
import type { House } from '../support/house.ts';
import {
  callsOf,
  consentTo,
  integrationOf,
  newOrgId,
  oauthOf,
  openConsentingOrg,
} from './support/consent.ts';

const day = 86_400_000;
const refreshes = /oauth2\/token$/;

// Its own database: it looks at every organisation's orgs.
describe.each(databases)('quiet orgs, on $name', (kind) => {
  /** Two orgs of one organisation, and one of another. */
  async function threeOrgs() {
    const { house, salesforce } = await openConsentingOrg(kind);
    const ours = randomUUID();
    const orgs: { orgId: string; tenant: Tenant }[] = [];
    for (const organizationId of [ours, ours, randomUUID()]) {
      const { id: orgId } = salesforce.addOrg({ id: newOrgId() });
      const consent = { ...consentTo(salesforce, { orgId }), organizationId };
      const { tenant } = await oauthOf(house.services).connectByCode(consent);
      orgs.push({ orgId, tenant });
    }
    salesforce.clearRequests();
    const keepAlive = () => house.services.salesforce.keepAlive(house.clock.now());
    return { house, salesforce, orgs, keepAlive };
  }

  const use = async (house: House, tenant: Tenant) =>
    (await house.services.salesforce.connectorFor(tenant)).owners();

  it('are refreshed after 20 days and not before, so that none is lost after 30', async () => {
    const { house, salesforce, orgs, keepAlive } = await threeOrgs();
    house.clock.advance(19 * day);
    expect(await keepAlive()).toBe(0);
    house.clock.advance(2 * day);
    expect(await keepAlive()).toBe(3);
    expect(await keepAlive()).toBe(0);
    expect(callsOf(salesforce, refreshes)).toHaveLength(3);
    house.clock.advance(21 * day);
    expect(await keepAlive()).toBe(3);
    house.clock.advance(15 * day);
    for (const { tenant } of orgs) expect(await use(house, tenant)).not.toHaveLength(0);
  });

  it('that nobody refreshes are lost after 30 days', async () => {
    const { house, orgs } = await threeOrgs();
    house.clock.advance(31 * day);
    await expect(use(house, orgs[0]?.tenant as Tenant)).rejects.toMatchObject({
      kind: 'needs_reauthorisation',
    });
  });

  it('whose grant is gone are noticed, and stop none of the others', async () => {
    const { house, salesforce, orgs, keepAlive } = await threeOrgs();
    salesforce.revokeGrants(orgs[0]?.orgId);
    house.clock.advance(21 * day);
    expect(await keepAlive()).toBe(2);
    const states = await Promise.all(orgs.map(({ tenant }) => integrationOf(house, tenant)));
    expect(states.map((state) => state?.status)).toEqual([
      'needs_reauthorisation',
      'connected',
      'connected',
    ]);
    expect(house.logs()).toMatchObject([
      { msg: expect.stringContaining('could not be kept connected'), ...orgs[0]?.tenant },
    ]);
    expect(await keepAlive()).toBe(0);
  });

  it('that cannot be reached are tried again the next time', async () => {
    const { house, salesforce, orgs, keepAlive } = await threeOrgs();
    salesforce.setLoginRule('ip-restricted', orgs[1]?.orgId);
    house.clock.advance(21 * day);
    expect(await keepAlive()).toBe(2);
    expect((await integrationOf(house, orgs[1]?.tenant as Tenant))?.status).toBe('connected');
    salesforce.setLoginRule(null, orgs[1]?.orgId);
    expect(await keepAlive()).toBe(1);
  });

  it('are refreshed once however many processes look, and those in use not at all', async () => {
    const { house, salesforce, orgs } = await threeOrgs();
    house.clock.advance(15 * day);
    await use(house, orgs[2]?.tenant as Tenant);
    salesforce.clearRequests();
    house.clock.advance(6 * day);
    const processes = [house, await house.another(), await house.another()];
    await Promise.all(
      processes.map(({ services }) => services.salesforce.keepAlive(house.clock.now())),
    );
    expect(callsOf(salesforce, refreshes)).toEqual(
      Array(2).fill('POST /services/oauth2/token 200'),
    );
    for (const { tenant } of orgs) expect(await use(house, tenant)).not.toHaveLength(0);
  });
});

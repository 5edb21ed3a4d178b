/** A Salesforce org in the same storms, with fewer people in it. */
import { expect } from 'vitest';
import type { Services } from '../../../server/services.ts';
import { setProvisioned } from '../../../server/store/integrations.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import {
  campaignObjects,
  mailObjects,
  permissionObjects,
} from '../../sandbox/salesforce/catalogue/optional.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../../sandbox/salesforce/index.ts';
import { salesforceId, salesforceWorldSettings, type World } from '../../sandbox/world/world.ts';
import type { FastClock } from './fast-time.ts';
import type { StormyPostgres } from './postgres.ts';

export interface Org {
  readonly salesforce: SalesforceStandin;
  readonly tenant: Tenant;
  /** A contact like the world's hero, at an account of her own. */
  newHero(): string;
}

const accessToken = 'org-through-all-weathers';
let heroes = 0;

export async function openOrg(world: World, clock: FastClock): Promise<SalesforceStandin> {
  return startSalesforceStandin({
    accessTokens: [{ token: accessToken }],
    objects: [...mailObjects, ...campaignObjects, ...permissionObjects],
    seed: world.salesforce,
    now: clock.now,
    pubSub: {},
  });
}

export async function connectOrg(
  salesforce: SalesforceStandin,
  world: World,
  { salesforce: tenants, database }: Services,
): Promise<Org> {
  const tenant = await tenants.connect({
    grant: { accessToken, refreshToken: 'none', instanceUrl: salesforce.url },
    loginUrl: salesforce.url,
    organizationName: 'A town in Salesforce',
    grantedScopes: ['api', 'refresh_token'],
    settings: tenantSettings.parse(salesforceWorldSettings),
  });
  const report = await (await tenants.connectorFor(tenant)).provision();
  await database.withOrganization(tenant.organizationId, (trx) =>
    setProvisioned(trx, tenant.integrationId, report),
  );
  return { salesforce, tenant, newHero: () => newHero(salesforce, world) };
}

function newHero(salesforce: SalesforceStandin, world: World): string {
  const [heroId, accountId] = [salesforceId('contact', '1001'), salesforceId('company', '2001')];
  const seeded = world.salesforce.records ?? [];
  const valuesOf = (id: string) => seeded.find((record) => record.id === id)?.values ?? {};
  const account = salesforce.create('Account', valuesOf(accountId));
  heroes += 1;
  const contact = salesforce.create('Contact', {
    ...valuesOf(heroId),
    AccountId: account.id,
    Email: `hero.${heroes}@tidewright.example`,
  });
  const activities = seeded.filter(
    ({ type, values }) =>
      ['Task', 'Event', 'EmailMessageRelation'].includes(type) &&
      Object.values(values).includes(heroId),
  );
  for (const { type, values } of activities) {
    const own = Object.entries(values).map(([name, value]) => [
      name,
      value === heroId ? contact.id : value,
    ]);
    salesforce.create(type, Object.fromEntries(own));
  }
  return contact.id;
}

/** Each was enriched by one run and has one task and one opportunity of ours. */
export async function expectEachOnce(
  { salesforce }: Org,
  { asOwner }: StormyPostgres,
  contactIds: readonly string[],
): Promise<void> {
  const ours = (type: string) =>
    salesforce.records(type).filter(({ values }) => values.oppspot__Key__c);
  const runs = await asOwner<{ id: string; record_id: string }>(
    `select id, record_id from crm_sync_logs where record_id = any($1) and status = 'completed'`,
    [contactIds],
  );
  for (const id of contactIds) {
    const contact = salesforce.get('Contact', id)?.values ?? {};
    const own = runs.filter(({ record_id }) => record_id === id);
    expect(own.map((run) => run.id)).toEqual([contact.oppspot__Enrichment_Id__c]);
    const tasks = ours('Task').filter(({ values }) => values.WhoId === id);
    const deals = ours('Opportunity').filter(
      ({ values }) => values.AccountId === contact.AccountId,
    );
    const roles = salesforce
      .records('OpportunityContactRole')
      .filter(({ values }) => values.ContactId === id);
    expect([tasks.length, deals.length, roles.length], `what ${id} has`).toEqual([1, 1, 1]);
    expect(roles[0]?.values.OpportunityId).toBe(deals[0]?.id);
  }
}

/** What became of records, as each CRM tells it. */
import { describe, expect, it } from 'vitest';
import { readOutcomes } from '../../server/scoring/read-outcomes.ts';
import { ids, openOrg, today } from '../salesforce/org.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { addPerson, endDeal, hour } from './support/history.ts';

const day = 24 * hour;
const lead = { country: 'France', pageViews: 3 };

describe.each(databases.slice(0, 1))('outcomes in HubSpot', (kind) => {
  const shared = sharedDatabase(kind);

  it('are deals that were closed since: won, lost, or still open', async () => {
    const house = await openHouse(shared);
    const { hubspot, clock, services, tenant } = house;
    const [won, lost, both, open, none, earlier] = Array.from({ length: 6 }, (_, at) =>
      addPerson(house, lead, at),
    ) as [string, string, string, string, string, string];
    endDeal(house, earlier, true);
    clock.advance(day);
    const after = clock.now();
    clock.advance(day);
    endDeal(house, won, true);
    endDeal(house, lost, false);
    endDeal(house, both, false);
    endDeal(house, both, true);
    const deal = hubspot.createDeal({
      dealname: 'Open',
      pipeline: 'default',
      dealstage: 'qualifiedtobuy',
    });
    hubspot.associate({ type: 'deals', id: deal.id }, { type: 'contacts', id: open });
    endDeal(house, open, false);

    const connector = await services.hubspot.connectorFor(tenant);
    hubspot.clearRequests();
    const asked = [won, lost, both, open, none, earlier, '999999'].map((id) => ({ id, after }));
    const told = await connector.readOutcomes('contact', asked);
    expect(Object.fromEntries([...told].map(([id, { state }]) => [id, state]))).toEqual({
      [won]: 'won',
      [lost]: 'lost',
      [both]: 'won',
      [open]: 'open',
      [none]: 'open',
      [earlier]: 'open',
    });
    expect(told.get(won)).toMatchObject({ since: expect.any(Date) });
    expect(hubspot.requests()).toHaveLength(3);
  });

  it('are customers and unqualified leads, since a moment that HubSpot does not tell', async () => {
    const house = await openHouse(shared);
    const { hubspot, clock, services, tenant } = house;
    const [customer, unqualified] = [addPerson(house, lead, 1), addPerson(house, lead, 2)];
    hubspot.update('contacts', customer, { lifecyclestage: 'customer' });
    hubspot.update('contacts', unqualified, { hs_lead_status: 'UNQUALIFIED' });
    const connector = await services.hubspot.connectorFor(tenant);
    const after = clock.now();
    const told = await connector.readOutcomes('contact', [
      { id: customer, after },
      { id: unqualified, after },
    ]);
    expect(told.get(customer)).toEqual({ state: 'won', since: null });
    expect(told.get(unqualified)).toEqual({ state: 'lost', since: null });
  });

  it('that stood when they were first read teach nothing; what changes later does', async () => {
    const house = await openHouse(shared);
    const { hubspot, services, tenant, database } = house;
    const [before, later] = [addPerson(house, lead, 1), addPerson(house, lead, 2)];
    hubspot.update('contacts', before, { hs_lead_status: 'UNQUALIFIED' });
    for (const recordId of [before, later]) await house.enrich({ object: 'contact', recordId });
    const read = async () => {
      await readOutcomes(services.scoringWork, tenant);
      const rows = await database.withOrganization(tenant.organizationId, (trx) =>
        trx
          .selectFrom('score_snapshots')
          .select(['record_id', 'outcome', 'outcome_since'])
          .execute(),
      );
      return new Map(rows.map((row) => [row.record_id, row]));
    };
    const first = await read();
    expect(first.get(before)?.outcome).toBe('earlier');
    expect(first.get(later)?.outcome).toBe('open');
    hubspot.update('contacts', later, { hs_lead_status: 'UNQUALIFIED' });
    house.clock.advance(day);
    const second = await read();
    expect(second.get(before)?.outcome).toBe('earlier');
    expect(second.get(later)?.outcome).toBe('lost');
    house.clock.advance(day);
    expect((await read()).get(later)?.outcome_since).toEqual(second.get(later)?.outcome_since);
  });

  it('are only these where the connection may not read deals', async () => {
    const scopes = ['crm.objects.contacts.read', 'crm.objects.companies.read'];
    const house = await openHouse(shared, { scopes, provisioned: false });
    const customer = addPerson(house, lead, 1);
    endDeal(house, customer, true);
    const connector = await house.services.hubspot.connectorFor(house.tenant);
    const told = await connector.readOutcomes('contact', [{ id: customer, after: new Date(0) }]);
    expect(told.get(customer)).toEqual({ state: 'open' });
  });
});

describe('outcomes in Salesforce', () => {
  const after = new Date(today.getTime() - day);
  const opportunity = { CloseDate: today.toISOString().slice(0, 10) };

  it('are opportunities of an account that were closed since', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.create('Opportunity', {
      ...opportunity,
      Name: 'Lost',
      AccountId: ids.acme,
      StageName: 'Closed Lost',
    });
    const ask = () => connector.readOutcomes('company', [{ id: ids.acme, after }]);
    expect((await ask()).get(ids.acme)?.state).toBe('lost');
    const open = salesforce.create('Opportunity', {
      ...opportunity,
      Name: 'Open',
      AccountId: ids.acme,
      StageName: 'Prospecting',
    });
    expect((await ask()).get(ids.acme)?.state).toBe('open');
    salesforce.update('Opportunity', open.id, { StageName: 'Closed Won' });
    expect((await ask()).get(ids.acme)).toMatchObject({ state: 'won', since: expect.any(Date) });
    const later = new Date(today.getTime() + 3 * day);
    const told = await connector.readOutcomes('company', [{ id: ids.acme, after: later }]);
    expect(told.get(ids.acme)).toEqual({ state: 'open' });
  });

  it('of a contact are those in which the person plays a part', async () => {
    const { salesforce, connector } = await openOrg();
    const deal = salesforce.create('Opportunity', {
      ...opportunity,
      Name: 'Won',
      AccountId: ids.acme,
      StageName: 'Closed Won',
    });
    salesforce.create('OpportunityContactRole', { OpportunityId: deal.id, ContactId: ids.ada });
    const told = await connector.readOutcomes('contact', [
      { id: ids.ada, after },
      { id: ids.bob, after },
    ]);
    expect(told.get(ids.ada)?.state).toBe('won');
    expect(told.get(ids.bob)?.state).toBe('open');
  });

  it('of a lead are its conversion or its disqualification', async () => {
    const { salesforce, connector } = await openOrg();
    const make = (LastName: string) =>
      salesforce.create('Lead', { LastName, Company: 'Acme', Status: 'Open - Not Contacted' }).id;
    const [converted, lost, open] = [make('One'), make('Two'), make('Three')];
    salesforce.convertLead(converted);
    salesforce.update('Lead', lost, { Status: 'Closed - Not Converted' });
    const asked = [converted, lost, open].map((id) => ({ id, after }));
    const told = await connector.readOutcomes('lead', asked);
    expect(told.get(converted)).toMatchObject({ state: 'won', since: expect.any(Date) });
    expect(told.get(lost)).toEqual({ state: 'lost', since: null });
    expect(told.get(open)).toEqual({ state: 'open' });
  });

  it('of many are asked for in lists, and of records that are not there nothing is said', async () => {
    const { salesforce, connector, calls } = await openOrg();
    const many = Array.from({ length: 450 }, (_, at) => {
      return salesforce.create('Account', { Name: `Account ${at}` }).id;
    });
    const asked = [...many, '001000000000000AAA'].map((id) => ({ id, after }));
    const told = await connector.readOutcomes('company', asked);
    expect(told.size).toBe(450);
    expect(calls().length).toBeLessThanOrEqual(3);
  });
});

import { describe, expect, it } from 'vitest';
import { defineField } from '../sandbox/salesforce/catalogue/definition.ts';
import { composite, failureOf, ids, newOrg, openOrg, recordOf, today } from './org.ts';

const day = 86_400_000;
const daysFromToday = (days: number) => new Date(today.getTime() + days * day).toISOString();

describe('reading one contact', () => {
  it('takes one call, with company, deals and engagement', async () => {
    const { salesforce, connector, calls } = await openOrg();
    salesforce.create('Opportunity', {
      Name: 'Big one',
      AccountId: ids.acme,
      StageName: 'Prospecting',
      CloseDate: '2027-01-31',
      oppspot__Key__c: 'oppspot-deal-1',
    });
    salesforce.create('Event', {
      Subject: 'Meeting',
      WhoId: ids.ada,
      StartDateTime: daysFromToday(-3),
      DurationInMinutes: 30,
    });
    const read = await connector.readRecords('contact', [ids.ada]);
    expect(calls()).toEqual([composite]);
    expect(recordOf(read, ids.ada)).toMatchObject({
      ref: { object: 'contact', id: ids.ada },
      name: 'Ada Byron',
      url: `${salesforce.url}/lightning/r/Contact/${ids.ada}/view`,
      updatedAt: today.toISOString(),
      ownerId: ids.rep,
      person: { email: 'ada@acme.example', jobTitle: 'Head of Engines', optedOut: false },
      company: {
        id: ids.acme,
        name: 'Acme',
        domain: 'https://acme.example',
        country: 'United Kingdom',
        industry: 'Electronics',
        employees: 42,
        annualRevenue: null,
      },
      deals: [{ name: 'Big one', isOpen: true, isWon: false, ownKey: 'oppspot-deal-1' }],
      stage: 'opportunity',
      isCustomer: false,
      engagement: { lastMeetingAt: daysFromToday(-3), observed: true },
    });
  });

  it('costs one call more when the org is not known yet, and never again', async () => {
    const { connector, calls } = await newOrg();
    await connector.readRecords('contact', [ids.ada]);
    await connector.readRecords('contact', [ids.bob]);
    expect(calls()).toEqual([composite, composite, composite]);
  });

  it('gives every field back in the spelling of an encoded value', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.update('Contact', ids.ada, {
      oppspot__Score__c: 72,
      oppspot__Last_Enriched_At__c: '2026-11-01T09:00:00Z',
      oppspot__Summary__c: 'First line.\r\nSecond line.',
      Department: 'Engines',
    });
    const read = await connector.readRecords('contact', [ids.ada], ['Department', 'Phone']);
    const { values } = recordOf(read, ids.ada);
    expect(values).toMatchObject({
      oppspot__Score__c: 72,
      oppspot__Last_Enriched_At__c: '2026-11-01T09:00:00.000Z',
      oppspot__Summary__c: 'First line.\nSecond line.',
      oppspot__Score_Fit__c: null,
      Department: 'Engines',
      Phone: null,
    });
    const { oppspot__Last_Enriched_At__c: at } = values;
    const encoded = connector.encode('contact', 'oppspot__Last_Enriched_At__c', String(at));
    expect(encoded).toEqual({ ok: true, value: at });
  });

  it.each([
    ['15 characters', ids.ada.slice(0, 15)],
    ['18 characters', ids.ada],
  ])('takes an id of %s and names the record by 18', async (_, id) => {
    const { connector } = await openOrg();
    expect(recordOf(await connector.readRecords('contact', [id]), id).ref.id).toBe(ids.ada);
  });

  it.each([
    ['no id at all', "x' OR Name != '"],
    ['a wrong checksum', '003Op0000000001AAA'],
    ['the id of another object', ids.acme],
    ['the id of nothing', '003Op0000000zzzIAA'],
  ])('says that %s is not found', async (_, id) => {
    const { connector } = await openOrg();
    const read = await connector.readRecords('contact', [id]);
    expect(read.get(id)).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  });

  it('says that a deleted record is not found', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.delete('Contact', ids.ada);
    const read = await connector.readRecords('contact', [ids.ada]);
    expect(read.get(ids.ada)).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  });

  it('knows deals in which the person plays a part elsewhere, each once', async () => {
    const { salesforce, connector } = await openOrg();
    for (const AccountId of [ids.acme, ids.other]) {
      salesforce.create('Opportunity', {
        Name: `At ${AccountId}`,
        AccountId,
        ContactId: ids.ada,
        StageName: 'Closed Won',
        CloseDate: '2026-01-31',
      });
    }
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.deals.map(({ name }) => name).sort()).toEqual([`At ${ids.acme}`, `At ${ids.other}`]);
    expect(one).toMatchObject({ isCustomer: true, stage: 'customer' });
  });

  it('has no company when the account is the person', async () => {
    const isPerson = defineField({ name: 'IsPersonAccount', label: 'Person', type: 'boolean' });
    const { salesforce, connector } = await openOrg({ fields: { Account: [isPerson] } });
    const employer = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada).company;
    salesforce.update('Account', ids.acme, { IsPersonAccount: true });
    expect(employer?.name).toBe('Acme');
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.company).toBeNull();
  });

  it('has no company without an account', async () => {
    const { connector } = await openOrg();
    const one = recordOf(await connector.readRecords('contact', [ids.bob]), ids.bob);
    expect(one).toMatchObject({ name: 'Bell', company: null, deals: [], stage: null });
  });
});

describe('reading other objects', () => {
  it('a lead carries its company itself', async () => {
    const { connector, calls } = await openOrg();
    const one = recordOf(await connector.readRecords('lead', [ids.lena]), ids.lena);
    expect(one).toMatchObject({
      name: 'Lena Lowe',
      company: { id: null, name: 'Saltmarsh Foods', domain: 'saltmarsh.example', city: 'Hull' },
      stage: 'lead',
      deals: [],
    });
    expect(calls()).toEqual([composite]);
  });

  it('a converted lead names the contact it became', async () => {
    const { salesforce, connector } = await openOrg();
    const { contactId } = salesforce.convertLead(ids.lena);
    const read = await connector.readRecords('lead', [ids.lena]);
    expect(read.get(ids.lena)).toMatchObject({
      ok: false,
      error: { kind: 'conflict', existingId: contactId },
    });
  });

  it('an account has its own facts, its deals and what its people did', async () => {
    const { salesforce, connector, calls } = await openOrg();
    salesforce.create('Event', {
      Subject: 'Meeting',
      WhoId: ids.ada,
      StartDateTime: daysFromToday(-3),
    });
    salesforce.update('Account', ids.acme, { Type: 'Customer - Direct' });
    const one = recordOf(await connector.readRecords('company', [ids.acme]), ids.acme);
    expect(one).toMatchObject({
      name: 'Acme',
      person: null,
      company: { id: ids.acme, name: 'Acme' },
      isCustomer: true,
      engagement: { lastMeetingAt: daysFromToday(-3) },
    });
    expect(calls()).toEqual([composite]);
  });

  it('500 contacts take one call, and more take one for each 500', async () => {
    const { salesforce, connector, calls } = await openOrg();
    const many = Array.from({ length: 550 }, (_, n) => {
      return salesforce.create('Contact', { LastName: `L${n}`, AccountId: ids.acme }).id;
    });
    const read = await connector.readRecords('contact', many);
    expect([...read.values()].every(({ ok }) => ok)).toBe(true);
    expect(calls()).toEqual([composite, composite]);
  });
});

describe('engagement', () => {
  const closed = { WhoId: ids.ada, Status: 'Completed', Subject: 'Call' };

  async function engagement(prepare: (create: (type: string, values: object) => void) => void) {
    const { salesforce, connector } = await openOrg();
    prepare((type, values) => {
      salesforce.create(type, values as Record<string, string>);
    });
    return recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada).engagement;
  }

  it('is unknown, not cold, where nothing was logged', async () => {
    expect(await engagement(() => undefined)).toMatchObject({
      observed: false,
      observedSince: null,
      lastContactedAt: null,
      formSubmissions: null,
      pageViews: null,
    });
  });

  it('does not take what lies ahead for what happened', async () => {
    const found = await engagement((create) => {
      create('Event', { WhoId: ids.ada, StartDateTime: daysFromToday(30), Subject: 'Meeting' });
    });
    expect(found).toMatchObject({ observed: false, lastMeetingAt: null, lastContactedAt: null });
  });

  it('does not take our own closed task for a sign of life', async () => {
    const found = await engagement((create) => {
      create('Task', { ...closed, ActivityDate: '2026-11-20', oppspot__Key__c: 'ours' });
    });
    expect(found).toMatchObject({ observed: false, lastContactedAt: null });
  });

  it('counts a closed task of a person beside our own', async () => {
    const found = await engagement((create) => {
      create('Task', { ...closed, ActivityDate: '2026-11-20', oppspot__Key__c: 'ours' });
      create('Task', { ...closed, ActivityDate: '2026-11-10' });
    });
    expect(found).toMatchObject({ observed: true, lastContactedAt: today.toISOString() });
  });

  it('leaves open tasks out', async () => {
    const found = await engagement((create) => {
      create('Task', { WhoId: ids.ada, Subject: 'Call', ActivityDate: '2026-11-10' });
    });
    expect(found.observed).toBe(false);
  });

  it('knows from the record of activities that were archived', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.update('Contact', ids.ada, { LastActivityDate: '2025-03-01' });
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.engagement.lastContactedAt).toBe('2025-03-01T00:00:00.000Z');
  });

  it('tells records of one call apart', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.create('Event', { WhoId: ids.bob, StartDateTime: daysFromToday(-1), Subject: 'M' });
    const read = await connector.readRecords('contact', [ids.ada, ids.bob]);
    expect(recordOf(read, ids.bob).engagement.lastMeetingAt).toBe(daysFromToday(-1));
    expect(recordOf(read, ids.ada).engagement.lastMeetingAt).toBeNull();
  });
});

describe('what the connected user may not see', () => {
  it.each(['Contact.Title', 'Contact.oppspot__Score__c', 'Account.Industry', 'Contact.AccountId'])(
    '%s is left out and loses nothing else',
    async (hidden) => {
      const { salesforce, connector } = await newOrg();
      salesforce.setPermissions({ hiddenFields: [hidden] });
      const one = recordOf(await connector.readRecords('contact', [ids.ada], [hidden]), ids.ada);
      expect(one.name).toBe('Ada Byron');
      expect(Object.keys(one.values)).not.toContain(hidden.split('.')[1]);
    },
  );

  it.each(['Opportunity', 'Task', 'Event', 'OpportunityContactRole', 'OpportunityStage'])(
    'an org without %s is read without it',
    async (object) => {
      const { salesforce, connector } = await newOrg();
      salesforce.setPermissions({ objects: { [object]: [] } });
      const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
      expect(one).toMatchObject({ name: 'Ada Byron', company: { name: 'Acme' } });
    },
  );

  it('a field hidden since the org was described is noticed, and the record is read without it', async () => {
    const { salesforce, connector, calls } = await openOrg();
    salesforce.setPermissions({ hiddenFields: ['Contact.Title'] });
    const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
    expect(one.person?.jobTitle).toBeNull();
    expect(calls()).toEqual([composite, composite, composite]);
  });

  it('is the whole answer when it is the contacts', async () => {
    const { salesforce, connector } = await newOrg();
    salesforce.setPermissions({ objects: { Contact: [] } });
    const error = await failureOf(connector.readRecords('contact', [ids.ada]));
    expect(error.kind).toBe('missing_scope');
  });

  it('fails as a whole when a part cannot be read for a moment: half a record is worse', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.fail({ action: { kind: 'status', status: 503 }, times: 9 });
    const error = await failureOf(connector.readRecords('contact', [ids.ada]));
    expect(error.kind).toBe('transient');
  });
});

it.each(['', null])('an org whose fields have the namespace %o is read', async (namespace) => {
  const { connector, salesforce } = await openOrg({ org: { namespace } });
  if (namespace === '') salesforce.update('Contact', ids.ada, { Score__c: 7 });
  const one = recordOf(await connector.readRecords('contact', [ids.ada]), ids.ada);
  expect(one.values.Score__c).toBe(namespace === '' ? 7 : undefined);
  expect(connector.defaultMapping('contact').score).toBe(
    namespace === '' ? 'Score__c' : 'oppspot__Score__c',
  );
});

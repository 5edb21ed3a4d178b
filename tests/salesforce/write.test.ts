import { describe, expect, it } from 'vitest';
import { defineField } from '../sandbox/salesforce/catalogue/definition.ts';
import { packageFields } from '../sandbox/salesforce/catalogue/package-fields.ts';
import { composite, deal, ids, newOrg, openOrg, type TestOrg, task, today, update } from './org.ts';

const values = {
  oppspot__Score__c: 72,
  oppspot__Score_Confidence__c: 'high',
  oppspot__Last_Enriched_At__c: today.toISOString(),
  oppspot__Summary__c: 'Acme is hiring.',
};

const contactOf = ({ salesforce }: TestOrg, id: string = ids.ada) =>
  salesforce.get('Contact', id)?.values;

describe('a click', () => {
  it('writes fields, task, deal and contact role in one call', async () => {
    const org = await openOrg();
    const { salesforce, connector, calls } = org;
    const outcomes = await connector.write([update(values), task(), deal()]);
    expect(calls()).toEqual([composite]);
    expect([...outcomes.values()]).toMatchObject([
      { status: 'applied', id: ids.ada, existing: false, rejected: [] },
      { status: 'applied', existing: false, url: expect.stringContaining('/lightning/r/Task/') },
      { status: 'applied', existing: false, rejected: [] },
    ]);
    expect(contactOf(org)).toMatchObject(values);
    expect(salesforce.records('Task').map((one) => one.values)).toMatchObject([
      {
        Subject: 'Call Ada',
        Description: 'Hiring & growing.\n<New> office “in Hull”.',
        ActivityDate: '2026-11-23',
        Priority: 'High',
        Status: 'Not Started',
        OwnerId: ids.rep,
        WhoId: ids.ada,
        WhatId: ids.acme,
        oppspot__Key__c: 'task:1',
      },
    ]);
    const [opportunity] = salesforce.records('Opportunity');
    expect(opportunity?.values).toMatchObject({
      Name: 'Acme – oppSpot',
      StageName: 'Prospecting',
      CloseDate: '2027-02-19',
      AccountId: ids.acme,
      oppspot__Key__c: 'deal:1',
    });
    expect(salesforce.records('OpportunityContactRole').map((one) => one.values)).toMatchObject([
      { OpportunityId: opportunity?.id, ContactId: ids.ada, IsPrimary: true },
    ]);
  });

  it('reads and writes in two calls altogether', async () => {
    const { connector, calls } = await openOrg();
    await connector.readRecords('contact', [ids.ada]);
    await connector.write([update(values), task(), deal()]);
    expect(calls()).toEqual([composite, composite]);
  });

  it('clears with null, and changes nothing it was not asked to', async () => {
    const org = await openOrg();
    await org.connector.write([update(values)]);
    await org.connector.write([update({ oppspot__Score__c: null })]);
    expect(contactOf(org)).toMatchObject({
      oppspot__Score__c: null,
      oppspot__Summary__c: 'Acme is hiring.',
      Title: 'Head of Engines',
    });
  });

  it('a second change of the same record waits for the first', async () => {
    const org = await openOrg();
    const first = { ...update({ Title: 'One' }), key: 'first' };
    const second = { ...update({ Title: 'Two' }), key: 'second' };
    const outcomes = await org.connector.write([first, second]);
    expect([...outcomes.values()].map(({ status }) => status)).toEqual(['applied', 'applied']);
    expect(contactOf(org)?.Title).toBe('Two');
  });

  it('of an account has a task and a deal about the account, and no contact role', async () => {
    const { salesforce, connector } = await openOrg();
    const associations = [{ object: 'company' as const, id: ids.acme.slice(0, 15) }];
    const outcomes = await connector.write([
      update({ oppspot__Score__c: 50 }, ids.acme, 'company'),
      task('t', { associations }),
      deal('d', { associations, closeDate: '2027-06-30', stage: 'Qualification' }),
    ]);
    expect([...outcomes.values()].map(({ status }) => status)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(salesforce.records('Task')[0]?.values).toMatchObject({ WhatId: ids.acme });
    expect(salesforce.records('Opportunity')[0]?.values).toMatchObject({
      AccountId: ids.acme,
      CloseDate: '2027-06-30',
      StageName: 'Qualification',
    });
    expect(salesforce.records('OpportunityContactRole')).toEqual([]);
  });

  it('names a stage that the org does not have', async () => {
    const { connector } = await openOrg();
    const outcome = (await connector.write([deal('d', { stage: 'Nowhere' })])).get('d');
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { kind: 'validation', fields: [{ field: 'StageName' }] },
    });
  });

  it('of a lead has a task about the lead alone, and no deal', async () => {
    const { salesforce, connector } = await openOrg();
    const associations = [{ object: 'lead', id: ids.lena }] as const;
    const outcomes = await connector.write([
      update({ oppspot__Score__c: 50 }, ids.lena, 'lead'),
      task('t', { associations: [...associations] }),
      deal('d', { associations: [...associations] }),
    ]);
    expect(outcomes.get('t')?.status).toBe('applied');
    expect(salesforce.records('Task')[0]?.values).toMatchObject({ WhoId: ids.lena });
    expect(salesforce.records('Task')[0]?.values.WhatId ?? null).toBeNull();
    expect(outcomes.get('d')).toMatchObject({
      status: 'failed',
      error: { kind: 'validation', message: expect.stringContaining('Convert the lead') },
    });
  });
});

describe('creating with a key that was used before', () => {
  it.each([
    ['task', task, 'Task'],
    ['deal', deal, 'Opportunity'],
  ] as const)('gives the %s that stands there and leaves it as it is', async (_, make, type) => {
    const { salesforce, connector } = await openOrg();
    const first = (await connector.write([make('k')])).get('k');
    const field = type === 'Task' ? 'Subject' : 'Name';
    const [created] = salesforce.records(type);
    salesforce.update(type, created?.id ?? '', { [field]: 'A person wrote this' });
    const second = (await connector.write([make('k')])).get('k');
    expect(first).toMatchObject({ status: 'applied', existing: false });
    expect(second).toMatchObject({ status: 'applied', id: created?.id, existing: true });
    expect(salesforce.records(type).map((one) => one.values[field])).toEqual([
      'A person wrote this',
    ]);
    expect(salesforce.records('OpportunityContactRole')).toHaveLength(type === 'Task' ? 0 : 1);
  });

  it('of two at the same moment makes one', async () => {
    const { salesforce, connector } = await openOrg();
    const outcomes = await Promise.all([
      connector.write([deal('k')]),
      connector.write([deal('k')]),
    ]);
    const found = outcomes.map((one) => one.get('k'));
    expect(found.map((one) => one?.status)).toEqual(['applied', 'applied']);
    expect(salesforce.records('Opportunity')).toHaveLength(1);
  });

  it('is refused where the key cannot be written: without it there could be two', async () => {
    const { salesforce, connector } = await newOrg();
    salesforce.setPermissions({ readOnlyFields: ['Task.oppspot__Key__c'] });
    const outcomes = await connector.write([task('t'), update(values)]);
    expect(outcomes.get('t')).toMatchObject({ status: 'failed', error: { kind: 'missing_scope' } });
    expect(outcomes.get(`update:${ids.ada}`)?.status).toBe('applied');
    expect(salesforce.records('Task')).toEqual([]);
  });
});

describe('an org whose keys are no unique fields', () => {
  const key = (unique: boolean) =>
    defineField({
      name: 'Key__c',
      label: 'Key',
      type: 'string',
      length: 255,
      externalId: true,
      unique,
    });

  it('finds what was created by upsert', async () => {
    const fields = {
      Contact: packageFields('Contact', ''),
      Task: [key(false)],
      Opportunity: [key(false)],
    };
    const { salesforce, connector, calls } = await openOrg({ org: { namespace: null }, fields });
    const first = await connector.write([task('t'), deal('d')]);
    const second = await connector.write([task('t'), deal('d')]);
    expect([...first.values()]).toMatchObject([{ existing: false }, { existing: false }]);
    expect([...second.values()]).toMatchObject([{ existing: true }, { existing: true }]);
    expect(salesforce.records('Task')).toHaveLength(1);
    expect(salesforce.records('Opportunity')).toHaveLength(1);
    // The contact of a deal is set once; what an upsert finds is asked for again without it.
    expect(calls()).toEqual([composite, composite, composite]);
    expect(salesforce.records('OpportunityContactRole')).toHaveLength(1);
  });
});

describe('what the org refuses', () => {
  it.each([
    ['hidden', { hiddenFields: ['Contact.oppspot__Score__c'] }, 'INVALID_FIELD'],
    [
      'read-only',
      { readOnlyFields: ['Contact.oppspot__Score__c'] },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    ],
  ])('a %s field is left out and the rest is written', async (_, permissions, code) => {
    const org = await newOrg();
    org.salesforce.setPermissions(permissions);
    const outcome = (await org.connector.write([update(values)])).get(`update:${ids.ada}`);
    expect(outcome).toMatchObject({
      status: 'applied',
      rejected: [{ field: 'oppspot__Score__c', code }],
    });
    expect(contactOf(org)).toMatchObject({ oppspot__Summary__c: 'Acme is hiring.' });
  });

  it('a field hidden since the org was described costs a second call and nothing else', async () => {
    const org = await openOrg();
    org.salesforce.setPermissions({ readOnlyFields: ['Contact.oppspot__Score__c'] });
    const outcome = (await org.connector.write([update(values)])).get(`update:${ids.ada}`);
    expect(outcome).toMatchObject({
      status: 'applied',
      rejected: [{ field: 'oppspot__Score__c' }],
    });
    expect(org.calls()).toEqual([composite, composite]);
  });

  it('a record of which nothing can be written fails with the names', async () => {
    const { connector } = await openOrg();
    const outcome = (await connector.write([update({ Nowhere__c: 1 })])).get(`update:${ids.ada}`);
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { kind: 'validation', fields: [{ field: 'Nowhere__c' }] },
    });
  });

  it('a value is left out where the field is named, and the rest is written', async () => {
    const org = await openOrg();
    const long = { Title: 'x'.repeat(129), oppspot__Score__c: 7 };
    const outcome = (await org.connector.write([update(long)])).get(`update:${ids.ada}`);
    expect(outcome).toMatchObject({
      status: 'applied',
      rejected: [{ field: 'Title', code: 'STRING_TOO_LONG' }],
    });
    expect(contactOf(org)).toMatchObject({ oppspot__Score__c: 7, Title: 'Head of Engines' });
  });

  it('a validation rule on the page stops the record and says why', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.addValidationRule({
      object: 'Contact',
      errorWhen: 'Phone = null',
      message: 'A phone number, please.',
    });
    const outcome = (await connector.write([update(values)])).get(`update:${ids.ada}`);
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { kind: 'validation', message: expect.stringContaining('A phone number, please.') },
    });
  });

  it('a duplicate rule is not overridden', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.create('Contact', { LastName: 'Twin', Email: 'twin@acme.example' });
    salesforce.addDuplicateRule({
      object: 'Contact',
      name: 'Same_Email',
      matchOn: ['Email'],
      allowSave: true,
    });
    const outcomes = await connector.write([update({ Email: 'twin@acme.example' })]);
    expect(outcomes.get(`update:${ids.ada}`)).toMatchObject({
      status: 'failed',
      error: { kind: 'conflict' },
    });
  });

  it('an owner who left is left out of the task', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.update('User', ids.rep, { IsActive: false });
    const outcome = (await connector.write([task('t')])).get('t');
    expect(outcome).toMatchObject({ status: 'applied', rejected: [{ field: 'OwnerId' }] });
    expect(salesforce.records('Task')[0]?.values.OwnerId).toBe(salesforce.userId);
  });

  it('a row somebody else is saving is written when it is free', async () => {
    const org = await openOrg();
    org.salesforce.lockRow(ids.ada, 2);
    const outcome = (await org.connector.write([update(values)])).get(`update:${ids.ada}`);
    expect(outcome?.status).toBe('applied');
    expect(org.pauses).toHaveLength(2);
  });

  it('a row that stays locked fails after four attempts, and the others are written', async () => {
    const org = await openOrg();
    org.salesforce.lockRow(ids.ada, 99);
    const outcomes = await org.connector.write([update(values), update(values, ids.bob)]);
    expect(outcomes.get(`update:${ids.ada}`)).toMatchObject({
      status: 'failed',
      error: { kind: 'transient', message: expect.stringContaining('Somebody else') },
    });
    expect(outcomes.get(`update:${ids.bob}`)?.status).toBe('applied');
    expect(org.calls()).toHaveLength(4);
  });

  it('a deleted record and a converted lead fail as such', async () => {
    const { salesforce, connector } = await openOrg();
    salesforce.delete('Contact', ids.bob);
    const { contactId } = salesforce.convertLead(ids.lena);
    const outcomes = await connector.write([
      update(values, ids.bob),
      update({ oppspot__Score__c: 1 }, ids.lena, 'lead'),
      update(values, contactId),
    ]);
    expect(outcomes.get(`update:${ids.bob}`)).toMatchObject({ error: { kind: 'not_found' } });
    expect(outcomes.get(`update:${ids.lena}`)).toMatchObject({
      error: { kind: 'conflict', message: expect.stringContaining('converted') },
    });
    expect(outcomes.get(`update:${contactId}`)?.status).toBe('applied');
  });
});

describe('many records', () => {
  it('take one call for 200 and lose none to a bad one', async () => {
    const { salesforce, connector, calls } = await openOrg();
    const many = Array.from({ length: 450 }, (_, n) => {
      return salesforce.create('Contact', { LastName: `L${n}` }).id;
    });
    salesforce.delete('Contact', many[7] ?? '');
    const outcomes = await connector.write(many.map((id) => update(values, id)));
    const failed = [...outcomes].filter(([, { status }]) => status !== 'applied');
    expect(failed.map(([key]) => key)).toEqual([`update:${many[7]}`]);
    expect(calls()).toEqual([composite]);
    expect(
      salesforce.records('Contact').filter((one) => one.values.oppspot__Score__c === 72),
    ).toHaveLength(449);
  });

  it('are sent one by one when a value that cannot be read spoils their request', async () => {
    const { salesforce, connector } = await openOrg();
    const bad = update({ oppspot__Score__c: 'seventy' }, ids.bob);
    const outcomes = await connector.write([update(values), bad]);
    expect(outcomes.get(`update:${ids.ada}`)?.status).toBe('applied');
    expect(outcomes.get(`update:${ids.bob}`)).toMatchObject({
      status: 'failed',
      error: { kind: 'validation' },
    });
    expect(salesforce.get('Contact', ids.ada)?.values.oppspot__Score__c).toBe(72);
  });
});

describe('deleting', () => {
  it('moves tasks and deals to the recycle bin in one call, and twice does no harm', async () => {
    const { salesforce, connector, calls } = await openOrg();
    const made = await connector.write([task('t'), deal('d')]);
    const idOf = (key: string) => {
      const outcome = made.get(key);
      return outcome?.status === 'applied' ? outcome.id : '';
    };
    salesforce.clearRequests();
    const deletions = [
      { kind: 'delete', key: 'x', object: 'task', id: idOf('t') },
      { kind: 'delete', key: 'y', object: 'deal', id: idOf('d') },
    ] as const;
    const first = await connector.write(deletions);
    expect([...first.values()]).toMatchObject([{ existing: false }, { existing: false }]);
    expect(calls()).toHaveLength(1);
    expect(salesforce.records('Task')).toEqual([]);
    expect(salesforce.records('Opportunity')).toEqual([]);
    const second = await connector.write(deletions);
    expect([...second.values()]).toMatchObject([
      { status: 'applied', existing: true },
      { status: 'applied', existing: true },
    ]);
  });
});

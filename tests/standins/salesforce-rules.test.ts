import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { soql, standin } from './salesforce-api.ts';

describe('rules of the org', () => {
  it('a unique value belongs to one record, whatever its case', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Task', { Subject: 'Call', oppspot__Key__c: 'Run-1' });
    const again = await api('POST', '/sobjects/Task', {
      Subject: 'Call',
      oppspot__Key__c: 'run-1',
    });
    expect(again.status).toBe(400);
    expect(again.body).toEqual([
      {
        message: `duplicate value found: oppspot__Key__c duplicates value on record with id: ${id.slice(0, 15)}`,
        errorCode: 'DUPLICATE_VALUE',
        fields: [],
      },
    ]);
    salesforce.delete('Task', id);
    const after = await api('POST', '/sobjects/Task', {
      Subject: 'Call',
      oppspot__Key__c: 'run-1',
    });
    expect(after.status).toBe(201);
  });

  it('a validation rule refuses what its condition describes, and tells every rule broken', async () => {
    const { salesforce, api } = await standin();
    salesforce.addValidationRule({
      object: 'Account',
      errorWhen: "Industry = 'Banking' AND Phone = null",
      message: 'Banks need a phone number.',
      errorField: 'Phone',
    });
    salesforce.addValidationRule({
      object: 'Account',
      errorWhen: "Name LIKE 'test%'",
      message: 'No tests here.',
    });
    const bank = { Name: 'Test Bank', Industry: 'Banking' };
    const { status, body } = await api('POST', '/sobjects/Account', bank);
    expect(status).toBe(400);
    expect(body).toEqual([
      {
        message: 'Banks need a phone number.',
        errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        fields: ['Phone'],
      },
      { message: 'No tests here.', errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: [] },
    ]);
    expect((await api('POST', '/sobjects/Account', { Name: 'Acme' })).status).toBe(201);
  });

  it('a duplicate rule names the records found, and lets pass who insists when it may', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Contact', { LastName: 'Lee', Email: 'lee@x.example' });
    const rule = { object: 'Contact', name: 'Same_Mail', matchOn: ['Email'], allowSave: true };
    salesforce.addDuplicateRule(rule);
    const twin = { LastName: 'Lee', Email: 'LEE@x.example' };
    const refused = await api('POST', '/sobjects/Contact', twin);
    expect(refused).toMatchObject({
      status: 400,
      body: [
        {
          errorCode: 'DUPLICATES_DETECTED',
          message: 'Use one of these records?',
          duplicateResult: {
            allowSave: true,
            duplicateRule: 'Same_Mail',
            matchResults: [{ size: 1, matchRecords: [{ record: { Id: id } }] }],
          },
        },
      ],
    });
    const rows = { records: [{ attributes: { type: 'Contact' }, ...twin }] };
    expect((await api('POST', '/composite/sobjects', rows)).body[0].errors).toEqual([
      { statusCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] },
    ]);
    const insist = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
    expect((await api('POST', '/sobjects/Contact', twin, insist)).status).toBe(201);

    const strict = { ...rule, object: 'Lead', matchOn: ['Company'], allowSave: false };
    salesforce.addDuplicateRule({ ...strict, message: 'We know them.' });
    const lead = { LastName: 'Lee', Company: 'Acme' };
    expect((await api('POST', '/sobjects/Lead', lead)).status).toBe(201);
    const blocked = await api('POST', '/sobjects/Lead', lead, insist);
    expect(blocked.body[0]).toMatchObject({ message: 'We know them.' });
  });

  it('a locked row refuses writes to it and to what hangs on it, as often as ordered', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Account', { Name: 'Acme' });
    salesforce.lockRow(id.slice(0, 15), 2);
    const locked = {
      status: 400,
      body: [
        {
          message: `unable to obtain exclusive access to this record or 1 records: ${id}`,
          errorCode: 'UNABLE_TO_LOCK_ROW',
          fields: [],
        },
      ],
    };
    expect(await api('PATCH', `/sobjects/Account/${id}`, { Phone: '1' })).toMatchObject(locked);
    const contact = { LastName: 'Lee', AccountId: id };
    expect(await api('POST', '/sobjects/Contact', contact)).toMatchObject(locked);
    expect((await api('POST', '/sobjects/Contact', contact)).status).toBe(201);
  });

  it('an owner must be active', async () => {
    const { salesforce, api } = await standin();
    const gone = salesforce.create('User', {
      LastName: 'Gone',
      Username: 'gone@x.example',
      Email: 'gone@x.example',
      IsActive: false,
    });
    const { body } = await api('POST', '/sobjects/Contact', { LastName: 'Lee', OwnerId: gone.id });
    expect(body).toEqual([
      {
        message: `operation performed with inactive user [${gone.id}] as owner of contact`,
        errorCode: 'INACTIVE_OWNER_OR_USER',
        fields: [],
      },
    ]);
  });

  it('a converted lead is closed to changes and points to what came of it', async () => {
    const { salesforce, api } = await standin();
    const lead = salesforce.create('Lead', {
      LastName: 'Lee',
      Company: 'Acme',
      Email: 'l@x.example',
    });
    const { accountId, contactId, opportunityId } = salesforce.convertLead(lead.id, 'Acme deal');
    expect((await api('GET', `/sobjects/Lead/${lead.id}`)).body).toMatchObject({
      IsConverted: true,
      Status: 'Closed - Converted',
      ConvertedAccountId: accountId,
      ConvertedContactId: contactId,
      ConvertedOpportunityId: opportunityId,
    });
    expect(await api('PATCH', `/sobjects/Lead/${lead.id}`, { Phone: '1' })).toMatchObject({
      status: 400,
      body: [
        { errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD', message: 'cannot reference converted lead' },
      ],
    });
    const roles = 'SELECT ContactId, IsPrimary FROM OpportunityContactRole';
    expect((await soql(api, roles)).body.records).toMatchObject([
      { ContactId: contactId, IsPrimary: true },
    ]);
  });

  it('an opportunity has one primary contact', async () => {
    const { salesforce, api } = await standin();
    const [a, b] = ['Lee', 'Roe'].map((LastName) => salesforce.create('Contact', { LastName }).id);
    const deal = { Name: 'D', StageName: 'Prospecting', CloseDate: '2027-01-31', ContactId: a };
    const { body } = await api('POST', '/sobjects/Opportunity', deal);
    const role = { OpportunityId: body.id, ContactId: b, IsPrimary: true };
    expect((await api('POST', '/sobjects/OpportunityContactRole', role)).status).toBe(201);
    const found = await soql(api, 'SELECT ContactId, IsPrimary FROM OpportunityContactRole');
    expect(found.body.records).toMatchObject([
      { ContactId: a, IsPrimary: false },
      { ContactId: b, IsPrimary: true },
    ]);
  });

  it('what hangs on a deleted record goes with it, looser lookups are emptied', async () => {
    const { salesforce } = await standin();
    const parent = salesforce.create('Account', { Name: 'Parent' });
    const child = salesforce.create('Account', { Name: 'Child', ParentId: parent.id });
    const contact = salesforce.create('Contact', { LastName: 'Lee', AccountId: parent.id });
    const task = salesforce.create('Task', { Subject: 'Call', WhoId: contact.id });
    salesforce.delete('Account', parent.id);
    expect(salesforce.get('Contact', contact.id)?.isDeleted).toBe(true);
    expect(salesforce.get('Task', task.id)?.isDeleted).toBe(true);
    expect(salesforce.get('Account', child.id)?.values.ParentId).toBeNull();
  });
});

describe('the last activity', () => {
  const on = (id: string) => `/sobjects/Contact/${id}?fields=LastActivityDate`;

  it('is that of closed tasks and of all events, also of those to come', async () => {
    const { salesforce, api } = await standin({ now: clock().now });
    const account = salesforce.create('Account', { Name: 'Acme' });
    const { id } = salesforce.create('Contact', { LastName: 'Lee', AccountId: account.id });
    const last = async () => (await api('GET', on(id))).body.LastActivityDate;
    const task = salesforce.create('Task', {
      Subject: 'Call',
      WhoId: id,
      ActivityDate: '2026-11-10',
    });
    expect(await last()).toBeNull();
    await api('PATCH', `/sobjects/Task/${task.id}`, { Status: 'Completed' });
    expect(await last()).toBe('2026-11-10');
    const meeting = await api('POST', '/sobjects/Event', {
      Subject: 'Meeting',
      WhoId: id,
      StartDateTime: '2026-12-24T09:00:00Z',
      DurationInMinutes: 30,
    });
    expect(await last()).toBe('2026-12-24');
    expect(salesforce.get('Account', account.id)?.values.LastActivityDate).toBe('2026-12-24');
    expect(salesforce.get('Event', meeting.body.id)?.values).toMatchObject({
      AccountId: account.id,
      EndDateTime: '2026-12-24T09:30:00.000Z',
    });
    await api('DELETE', `/sobjects/Event/${meeting.body.id}`);
    expect(await last()).toBe('2026-11-10');
  });

  it('counts from what the org was told of before', async () => {
    const { salesforce, api } = await standin();
    const told = { LastName: 'Lee', LastActivityDate: '2026-10-01' };
    const { id } = salesforce.create('Contact', told);
    const call = { Subject: 'Call', WhoId: id, Status: 'Completed', ActivityDate: '2026-09-01' };
    salesforce.create('Task', call);
    expect((await api('GET', on(id))).body.LastActivityDate).toBe('2026-10-01');
  });

  it('an opportunity knows of open and overdue tasks', async () => {
    const { salesforce, api } = await standin({ now: clock().now });
    const deal = salesforce.create('Opportunity', {
      Name: 'D',
      StageName: 'Prospecting',
      CloseDate: '2027-01-31',
    });
    const task = { Subject: 'Call', WhatId: deal.id, ActivityDate: '2026-11-20' };
    const { body } = await api('POST', '/sobjects/Task', task);
    const values = () => salesforce.get('Opportunity', deal.id)?.values;
    expect(values()).toMatchObject({ HasOpenActivity: true, HasOverdueTask: true });
    await api('PATCH', `/sobjects/Task/${body.id}`, { Status: 'Completed' });
    expect(values()).toMatchObject({ HasOpenActivity: false, HasOverdueTask: false });
  });
});

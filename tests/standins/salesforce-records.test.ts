import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { caller, nowhere, soql, standin } from './salesforce-api.ts';

const start = '2026-11-21T12:00:00.000+0000';

describe('one record', () => {
  it('is created, read, changed and deleted', async () => {
    const time = clock();
    const { salesforce, api } = await standin({ now: time.now });
    const created = await api('POST', '/sobjects/Account', { Name: 'Acme', BillingCity: 'Leeds' });
    const { id } = created.body;
    expect(created).toMatchObject({
      status: 201,
      body: { id: expect.stringMatching(/^001\w{15}$/), success: true, errors: [] },
    });
    expect(created.headers.get('Location')).toBe(`/services/data/v68.0/sobjects/Account/${id}`);

    time.advance(60_000);
    expect((await api('PATCH', `/sobjects/Account/${id}`, { Phone: '1' })).status).toBe(204);
    const { body } = await api('GET', `/sobjects/Account/${id}`);
    expect(body).toMatchObject({
      attributes: { type: 'Account', url: `/services/data/v68.0/sobjects/Account/${id}` },
      Id: id,
      Name: 'Acme',
      Phone: '1',
      Website: null,
      OwnerId: salesforce.userId,
      CreatedDate: start,
      LastModifiedDate: '2026-11-21T12:01:00.000+0000',
      SystemModstamp: '2026-11-21T12:01:00.000+0000',
      IsDeleted: false,
      BillingAddress: { city: 'Leeds', country: null, street: null },
    });

    expect((await api('DELETE', `/sobjects/Account/${id}`)).status).toBe(204);
    expect((await api('GET', `/sobjects/Account/${id}`)).body).toEqual([
      { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' },
    ]);
    expect(salesforce.get('Account', id)?.isDeleted).toBe(true);
  });

  it('is named by 15 or 18 characters and answers with 18', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Account', { Name: 'Acme' });
    const short = await api('GET', `/sobjects/Account/${id.slice(0, 15)}?fields=Id,Name`);
    expect(short.body).toEqual({ attributes: expect.anything(), Id: id, Name: 'Acme' });
    const contact = { LastName: 'Lee', AccountId: id.slice(0, 15) };
    const { body } = await api('POST', '/sobjects/Contact', contact);
    expect(salesforce.get('Contact', body.id)?.values.AccountId).toBe(id);
    const wrongCase = `${id.slice(0, 15)}AAB`;
    expect((await api('GET', `/sobjects/Account/${wrongCase}`)).status).toBe(404);
  });

  it('has names in any case, and person names made of their parts', async () => {
    const { api } = await standin();
    const sent = { firstname: 'Ann', LASTNAME: 'Lee', salutation: 'Ms.' };
    const { body } = await api('POST', '/sobjects/contact', sent);
    const read = await api('GET', `/sobjects/Contact/${body.id}?fields=Name,Salutation`);
    expect(read.body).toMatchObject({ Name: 'Ann Lee', Salutation: 'Ms.' });
  });

  it.each([
    [
      'of an unknown object',
      '/sobjects/Foo/001000000000001AAA',
      'The requested resource does not exist',
    ],
    [
      'that never was',
      `/sobjects/Account/${nowhere.account}`,
      'The requested resource does not exist',
    ],
    [
      'without the form of an id',
      '/sobjects/Account/Namez',
      'Provided external ID field does not exist or is not accessible: Namez',
    ],
  ])('%s is not found', async (_, path, message) => {
    const { api } = await standin();
    expect(await api('GET', path)).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND', message }],
    });
  });

  it('that is deleted can be neither changed nor deleted again', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Contact', { LastName: 'Lee' });
    salesforce.delete('Contact', id);
    const gone = [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }];
    const change = await api('PATCH', `/sobjects/Contact/${id}`, { Phone: '1' });
    expect(change).toMatchObject({ status: 404, body: gone });
    expect(await api('DELETE', `/sobjects/Contact/${id}`)).toMatchObject({
      status: 404,
      body: gone,
    });
  });

  it('takes no id in its body', async () => {
    const { api } = await standin();
    const { status, body } = await api('POST', '/sobjects/Account', { Id: 'x', Name: 'Acme' });
    expect(status).toBe(400);
    expect(body).toEqual([
      {
        message: 'The Id field should not be specified in the sobject data.',
        errorCode: 'INVALID_FIELD',
      },
    ]);
  });

  it('is changed with POST where a client cannot send PATCH', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Account', { Name: 'Acme' });
    const path = `/sobjects/Account/${id}?_HttpMethod=PATCH`;
    expect((await api('POST', path, { Name: 'Other' })).status).toBe(204);
    expect(salesforce.get('Account', id)?.values.Name).toBe('Other');
  });
});

describe('an upsert by a key', () => {
  const path = '/sobjects/Task/oppspot__Key__c/run-1';

  it('creates with 201 and changes with 200, or 204 before API 46', async () => {
    const { salesforce, api } = await standin();
    const first = await api('PATCH', path, { Subject: 'Call' });
    expect(first).toMatchObject({ status: 201, body: { success: true, created: true } });
    const { id } = first.body;
    expect(await api('PATCH', path, { Subject: 'Write' })).toMatchObject({
      status: 200,
      body: { id, success: true, errors: [], created: false },
    });
    const old = await api('PATCH', `/services/data/v45.0${path}`, { Subject: 'Meet' });
    expect(old).toMatchObject({ status: 204, body: null });
    expect(salesforce.records('Task')).toEqual([
      expect.objectContaining({
        id,
        values: expect.objectContaining({ Subject: 'Meet', oppspot__Key__c: 'run-1' }),
      }),
    ]);
  });

  it('answers 300 with the addresses when several records have it', async () => {
    const { salesforce, api } = await standin();
    const ids = ['Ann', 'Ben'].map(
      (LastName) => salesforce.create('Contact', { LastName, Email: 'both@x.example' }).id,
    );
    const { status, body } = await api('PATCH', '/sobjects/Contact/Email/both@x.example', {
      LastName: 'Lee',
    });
    expect(status).toBe(300);
    expect(body).toEqual(ids.map((id) => `/services/data/v68.0/sobjects/Contact/${id}`));
  });

  it('refuses a field that is no key, and the key in the body', async () => {
    const { api } = await standin();
    expect(await api('PATCH', '/sobjects/Account/Namez/x', {})).toMatchObject({
      status: 404,
      body: [
        {
          errorCode: 'NOT_FOUND',
          message: 'Provided external ID field does not exist or is not accessible: Namez',
        },
      ],
    });
    const both = await api('PATCH', path, { oppspot__Key__c: 'run-1' });
    expect(both.body[0]).toMatchObject({
      errorCode: 'INVALID_FIELD',
      message: 'The oppspot__Key__c field should not be specified in the sobject data.',
    });
  });

  it('names parents by their keys', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Contact', { LastName: 'Lee', Email: 'lee@x.example' });
    const task = { Subject: 'Call', Who: { type: 'Contact', Email: 'lee@x.example' } };
    const byKey = { LastName: 'Roe', ReportsTo: { Email: 'lee@x.example' } };
    const { body } = await api('POST', '/sobjects/Contact', byKey);
    expect(salesforce.get('Contact', body.id)?.values.ReportsToId).toBe(id);
    const missing = { ...byKey, ReportsTo: { Email: 'nobody@x.example' } };
    expect((await api('POST', '/sobjects/Contact', missing)).body[0].message).toBe(
      'Foreign key external ID: nobody@x.example not found for field Email in entity Contact',
    );
    expect((await api('POST', '/sobjects/Task', task)).status).toBe(400);
  });
});

describe('a span of time', () => {
  const span = (start: string, end: string) =>
    `start=2026-11-21T${start}:30Z&end=${encodeURIComponent(`2026-11-21T${end}:30+00:00`)}`;

  it('tells what changed and what went in it, by the minute', async () => {
    const time = clock();
    const { salesforce, api } = await standin({ now: time.now });
    const [early, late, gone] = ['Early', 'Late', 'Gone'].map(
      (Name) => salesforce.create('Account', { Name }).id,
    );
    time.advance(5 * 60_000);
    await api('PATCH', `/sobjects/Account/${late}`, { Phone: '1' });
    await api('DELETE', `/sobjects/Account/${gone}`);
    const updated = await api('GET', `/sobjects/Account/updated?${span('12:01', '12:06')}`);
    expect(updated.body).toEqual({
      ids: [late],
      latestDateCovered: '2026-11-21T12:06:00.000+0000',
    });
    const before = await api('GET', `/sobjects/Account/updated/?${span('12:00', '12:05')}`);
    expect(before.body.ids).toEqual([early]);
    const deleted = await api('GET', `/sobjects/Account/deleted?${span('12:00', '12:06')}`);
    expect(deleted.body).toEqual({
      deletedRecords: [{ id: gone, deletedDate: '2026-11-21T12:05:00.000+0000' }],
      earliestDateAvailable: start,
      latestDateCovered: '2026-11-21T12:06:00.000+0000',
    });
  });

  it('has at least a minute', async () => {
    const { api } = await standin();
    for (const query of [span('12:00', '12:00'), 'start=soon&end=later']) {
      expect(await api('GET', `/sobjects/Account/updated?${query}`)).toMatchObject({
        status: 400,
        body: [{ errorCode: 'INVALID_REPLICATION_DATE' }],
      });
    }
  });
});

describe('what there is', () => {
  it('lists resources, and who calls', async () => {
    const { salesforce, api } = await standin();
    for (const path of ['', '/']) {
      expect((await api('GET', path)).body).toMatchObject({
        query: '/services/data/v68.0/query',
        identity: `${salesforce.url}/id/${salesforce.orgId}/${salesforce.userId}`,
      });
    }
    const { body } = await api('GET', '/limits');
    expect(body.DataStorageMB).toEqual({ Max: 5, Remaining: 4 });
  });

  it('lists versions to anybody, with the season of each', async () => {
    const { salesforce } = await standin();
    const list = (await (await fetch(`${salesforce.url}/services/data`)).json()) as unknown[];
    expect(list.at(-1)).toEqual({
      label: "Winter '27",
      url: '/services/data/v68.0',
      version: '68.0',
    });
    expect(list).toContainEqual({
      label: "Spring '26",
      url: '/services/data/v66.0',
      version: '66.0',
    });
    const unknown = await caller(salesforce)('GET', '/services/data/v69.0/limits');
    expect(unknown.status).toBe(404);
  });

  it('describes objects with the fields of our package, under its namespace', async () => {
    const { api } = await standin();
    const global = await api('GET', '/sobjects');
    expect(global.body.sobjects.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['Account', 'Contact', 'Lead', 'Task', 'Opportunity', 'User']),
    );
    expect(global.body.sobjects[0].fields).toBeUndefined();
    const { body } = await api('GET', '/sobjects/Contact/describe');
    expect(body.urls.sobject).toBe('/services/data/v68.0/sobjects/Contact');
    expect(field(body, 'oppspot__Score__c')).toMatchObject({
      type: 'double',
      precision: 3,
      scale: 0,
      createable: true,
      custom: true,
    });
    expect(field(body, 'oppspot__Deal_Stage__c')).toMatchObject({ restrictedPicklist: true });
  });

  it.each([
    ['', 'Score__c'],
    [null, undefined],
  ])('with the namespace %j the score is %j', async (namespace, name) => {
    const { api } = await standin({ org: { namespace } });
    const { body } = await api('GET', '/sobjects/Lead/describe');
    const scores = body.fields.filter((entry: { name: string }) => /Score__c$/.test(entry.name));
    expect(scores.map((entry: { name: string }) => entry.name)).toEqual(name ? [name] : []);
  });

  it('says what an org is', async () => {
    const { salesforce, api } = await standin({ org: { isSandbox: true, name: 'Trial' } });
    const { body } = await soql(api, 'SELECT Id, Name, IsSandbox FROM Organization');
    expect(body.records).toEqual([
      expect.objectContaining({ Id: salesforce.orgId, Name: 'Trial', IsSandbox: true }),
    ]);
  });
});

function field(described: { fields: { name: string }[] }, name: string) {
  return described.fields.find((entry) => entry.name === name);
}

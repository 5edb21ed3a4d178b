import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { caller, soql, standin } from './salesforce-api.ts';

const expired = [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }];

describe('a call', () => {
  it.each([
    ['GET', '/limits'],
    ['GET', '/sobjects'],
    ['POST', '/sobjects/Account'],
    ['PATCH', '/sobjects/Account/001Op0000000001IAA'],
    ['GET', '/query?q=SELECT+Id+FROM+Account'],
    ['POST', '/composite'],
    ['POST', '/composite/graph'],
    ['DELETE', '/composite/sobjects?ids=x'],
    ['GET', '/no/such/thing'],
  ])('%s %s is nothing without a live token', async (method, path) => {
    const { salesforce } = await standin();
    const body = ['POST', 'PATCH'].includes(method) ? { Name: 'Acme' } : undefined;
    for (const token of ['', 'unknown']) {
      expect(await caller(salesforce, token)(method, path, body)).toMatchObject({
        status: 401,
        body: expired,
      });
    }
    expect(salesforce.records('Account')).toEqual([]);
  });

  it('with a token that has expired is refused', async () => {
    const time = clock();
    const { salesforce } = await standin({ now: time.now });
    const expiresAt = new Date(time.now().getTime() + 1_000);
    salesforce.addToken({ token: 'short', expiresAt });
    const api = caller(salesforce, 'short');
    expect((await api('GET', '/limits')).status).toBe(200);
    time.advance(1_000);
    expect(await api('GET', '/limits')).toMatchObject({ status: 401, body: expired });
  });

  it('of another org sees another org', async () => {
    const { salesforce, api } = await standin();
    salesforce.create('Account', { Name: 'Acme' });
    salesforce.addOrg({ id: '00DOp0000000002', isSandbox: true, namespace: '' });
    salesforce.addToken({ token: 'other', orgId: '00DOp0000000002' });
    const other = caller(salesforce, 'other');
    expect((await soql(api, 'SELECT Id FROM Account')).body.totalSize).toBe(1);
    expect((await soql(other, 'SELECT Id FROM Account')).body.totalSize).toBe(0);
    expect((await soql(other, 'SELECT IsSandbox FROM Organization')).body.records[0]).toMatchObject(
      {
        IsSandbox: true,
      },
    );
    expect((await soql(other, 'SELECT Score__c FROM Contact')).status).toBe(200);
  });
});

describe('field-level security', () => {
  it('makes a hidden field look as if it were not there', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Contact', { LastName: 'Lee', Email: 'lee@x.example' });
    salesforce.setPermissions({ hiddenFields: ['Contact.Email', 'Contact.oppspot__Score__c'] });
    const described = await api('GET', '/sobjects/Contact/describe');
    const names = described.body.fields.map(({ name }: { name: string }) => name);
    expect(names).toContain('LastName');
    expect(names).not.toContain('Email');
    expect((await api('GET', `/sobjects/Contact/${id}`)).body).not.toHaveProperty('Email');
    const write = await api('PATCH', `/sobjects/Contact/${id}`, { oppspot__Score__c: 5 });
    expect(write.body).toEqual([
      {
        message: "No such column 'oppspot__Score__c' on sobject of type Contact",
        errorCode: 'INVALID_FIELD',
      },
    ]);
    const read = await soql(api, 'SELECT Id, Email FROM Contact');
    expect(read.body[0]).toMatchObject({ errorCode: 'INVALID_FIELD' });
    const upsert = await api('PATCH', '/sobjects/Contact/Email/lee@x.example', {});
    expect(upsert.status).toBe(404);
  });

  it('shows a field one may only read', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Account', { Name: 'Acme', Phone: '1' });
    salesforce.setPermissions({ readOnlyFields: ['Account.Phone'] });
    const { body } = await api('PATCH', `/sobjects/Account/${id}`, { Phone: '2' });
    expect(body[0]).toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      fields: ['Phone'],
    });
    expect((await api('GET', `/sobjects/Account/${id}`)).body.Phone).toBe('1');
    const described = await api('GET', '/sobjects/Account/describe');
    const phone = described.body.fields.find(({ name }: { name: string }) => name === 'Phone');
    expect(phone).toMatchObject({ createable: false, updateable: false });
  });

  it('goes with the token where the token says so', async () => {
    const { salesforce, api } = await standin();
    salesforce.addToken({ token: 'poor', permissions: { hiddenFields: ['Account.Phone'] } });
    const query = 'SELECT Phone FROM Account';
    expect((await soql(api, query)).status).toBe(200);
    expect((await soql(caller(salesforce, 'poor'), query)).status).toBe(400);
  });
});

describe('object permissions', () => {
  it('hide an object one may not read', async () => {
    const { salesforce, api } = await standin();
    salesforce.setPermissions({ objects: { Opportunity: [] } });
    expect((await api('GET', '/sobjects/Opportunity/describe')).status).toBe(404);
    expect((await soql(api, 'SELECT Id FROM Opportunity')).body[0].errorCode).toBe('INVALID_TYPE');
    const children = 'SELECT (SELECT Id FROM Opportunities) FROM Account';
    expect((await soql(api, children)).body[0].errorCode).toBe('INVALID_TYPE');
    const { body } = await api('GET', '/sobjects');
    const names = body.sobjects.map(({ name }: { name: string }) => name);
    expect(names).not.toContain('Opportunity');
  });

  it('refuse what one may not do', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Task', { Subject: 'Call' });
    salesforce.setPermissions({ objects: { Task: ['read'] } });
    const refused = {
      status: 403,
      body: [
        {
          message: 'insufficient access rights on object id',
          errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
          fields: [],
        },
      ],
    };
    expect(await api('POST', '/sobjects/Task', { Subject: 'x' })).toMatchObject(refused);
    expect(await api('PATCH', `/sobjects/Task/${id}`, { Subject: 'x' })).toMatchObject(refused);
    expect(await api('DELETE', `/sobjects/Task/${id}`)).toMatchObject(refused);
    expect((await api('GET', `/sobjects/Task/${id}`)).status).toBe(200);
    const { body } = await api('GET', '/sobjects/Task/describe');
    expect(body).toMatchObject({ createable: false, updateable: false, deletable: false });
  });
});

describe('the daily limit', () => {
  it('is told with every answer, refuses when it is used up, and slides', async () => {
    const time = clock();
    const { api } = await standin({ now: time.now, limits: { dailyApiRequests: 2 } });
    const first = await api('GET', '/limits');
    expect(first.headers.get('Sforce-Limit-Info')).toBe('api-usage=1/2');
    expect(first.body).toMatchObject({ DailyApiRequests: { Max: 2, Remaining: 1 } });
    time.advance(60_000);
    expect((await api('GET', '/sobjects/Foo')).headers.get('Sforce-Limit-Info')).toBe(
      'api-usage=2/2',
    );
    const refused = await api('GET', '/limits');
    expect(refused.status).toBe(403);
    expect(refused.body).toEqual([
      { message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' },
    ]);
    time.advance(86_400_000 - 60_000);
    expect((await api('GET', '/limits')).status).toBe(200);
  });

  it('is one for all users of an org', async () => {
    const { salesforce, api } = await standin({ limits: { dailyApiRequests: 1 } });
    salesforce.addToken({ token: 'second' });
    salesforce.addToken({ token: 'elsewhere', orgId: '00DOp0000000009' });
    expect((await api('GET', '/limits')).status).toBe(200);
    expect((await caller(salesforce, 'second')('GET', '/limits')).status).toBe(403);
    expect((await caller(salesforce, 'elsewhere')('GET', '/limits')).status).toBe(200);
  });
});

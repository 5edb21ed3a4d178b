import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { custom, standin } from './hubspot-api.ts';

const objects = '/crm/objects/2026-09';

describe('a value HubSpot would refuse is refused', () => {
  it.each([
    ['an unknown property', 'contacts', { zz: 'x' }, 'zz', 'PROPERTY_DOESNT_EXIST'],
    ['a read-only property', 'contacts', { num_notes: '9' }, 'num_notes', 'READ_ONLY_VALUE'],
    ['a calculated property', 'contacts', { hs_object_id: '9' }, 'hs_object_id', 'READ_ONLY_VALUE'],
    ['no e-mail address', 'contacts', { email: 'nobody' }, 'email', 'INVALID_EMAIL'],
    ['an address without top level', 'contacts', { email: 'a@b' }, 'email', 'INVALID_EMAIL'],
    ['an unknown option', 'companies', { industry: 'Software' }, 'industry', 'INVALID_OPTION'],
    [
      'a label in place of a value',
      'contacts',
      { lifecyclestage: 'Lead' },
      'lifecyclestage',
      'INVALID_OPTION',
    ],
    [
      'one bad part of a multiple choice',
      'contacts',
      { hs_legal_basis: 'Not applicable;x' },
      'hs_legal_basis',
      'INVALID_OPTION',
    ],
    [
      'a word for a number',
      'companies',
      { numberofemployees: 'many' },
      'numberofemployees',
      'INVALID_INTEGER',
    ],
    [
      'a thousands separator',
      'companies',
      { annualrevenue: '1,000' },
      'annualrevenue',
      'INVALID_INTEGER',
    ],
    ['a local date', 'contacts', { closedate: '21/11/2026' }, 'closedate', 'INVALID_LONG'],
    [
      'a day that does not exist',
      'contacts',
      { closedate: '2026-13-40' },
      'closedate',
      'INVALID_LONG',
    ],
    ['a maybe for a boolean', 'companies', { is_public: 'maybe' }, 'is_public', 'INVALID_OPTION'],
    [
      '65,537 characters',
      'contacts',
      { message: 'x'.repeat(65_537) },
      'message',
      'PROPERTY_VALUE_TOO_LONG',
    ],
    [
      'an owner of another account',
      'contacts',
      { hubspot_owner_id: '1' },
      'hubspot_owner_id',
      'INVALID_OWNER_ID',
    ],
    [
      'a company that is not there',
      'contacts',
      { associatedcompanyid: '1' },
      'associatedcompanyid',
      'INVALID_COMPANY_ID',
    ],
    [
      'an unknown pipeline',
      'deals',
      { pipeline: 'x', dealstage: 'y' },
      'pipeline',
      'INVALID_OPTION',
    ],
    ['a stage of no pipeline', 'deals', { dealstage: 'Closed Won' }, 'dealstage', 'INVALID_OPTION'],
    [
      'an unknown task status',
      'tasks',
      { hs_timestamp: '0', hs_task_status: 'DONE' },
      'hs_task_status',
      'INVALID_OPTION',
    ],
  ])('%s', async (_, type, properties, name, code) => {
    const { hubspot, api } = await standin();
    const answer = await api('POST', `${objects}/${type}`, { properties });
    expect(answer.status).toBe(400);
    expect(answer.body.category).toBe('VALIDATION_ERROR');
    expect(answer.body.errors).toContainEqual({
      message: expect.any(String),
      code,
      context: { propertyName: [name] },
    });
    const embedded = JSON.parse(
      answer.body.message.replace('Property values were not valid: ', ''),
    );
    expect(embedded).toContainEqual(expect.objectContaining({ isValid: false, error: code, name }));
    expect(hubspot.records(type as 'contacts')).toEqual([]);
  });

  it('names every refused value at once', async () => {
    const { api } = await standin();
    const properties = { zz: '1', email: 'x', lifecyclestage: 'y' };
    const answer = await api('POST', `${objects}/contacts`, { properties });
    expect(answer.body.errors.map((error: { code: string }) => error.code)).toEqual([
      'PROPERTY_DOESNT_EXIST',
      'INVALID_EMAIL',
      'INVALID_OPTION',
    ]);
  });

  it('a date that is not midnight UTC', async () => {
    const { api } = await standin();
    await api(
      'POST',
      '/crm/properties/2026-09/contacts',
      custom('since', { type: 'date', fieldType: 'date' }),
    );
    const create = (since: string) => api('POST', `${objects}/contacts`, { properties: { since } });
    expect((await create('1579179660000')).body.errors[0].code).toBe('INVALID_DATE');
    expect((await create('1579132800000')).body.properties.since).toBe('2020-01-16');
    expect((await create('2020-01-16')).body.properties.since).toBe('2020-01-16');
  });

  it('a stage of another pipeline, also when only one of the two changes', async () => {
    const { hubspot, api } = await standin();
    hubspot.portal().pipelines.push({
      id: 'partners',
      label: 'Partners',
      stages: [{ id: 'met', label: 'Met', probability: '0.1', isClosed: false }],
    });
    const { id } = hubspot.createDeal({ pipeline: 'partners', dealstage: 'met' });
    const patch = (properties: object) => api('PATCH', `${objects}/deals/${id}`, { properties });
    expect((await patch({ dealstage: 'closedwon' })).status).toBe(400);
    expect((await patch({ pipeline: 'default' })).status).toBe(400);
    expect((await patch({ pipeline: 'default', dealstage: 'closedwon' })).status).toBe(200);
  });
});

describe('values are stored in HubSpot’s form', () => {
  it('as strings, dates as ISO, addresses in lower case, blanks as null', async () => {
    const { hubspot, api } = await standin();
    const properties = { email: 'Ann@X.Example', closedate: 1_767_225_600_000, firstname: '' };
    await api('POST', `${objects}/contacts`, { properties });
    expect(hubspot.get('contacts', '1001')?.properties).toMatchObject({
      email: 'ann@x.example',
      closedate: '2026-01-01T00:00:00.000Z',
    });
    const read = await api(
      'GET',
      `${objects}/contacts/1001?properties=firstname&properties=email,zz`,
    );
    expect(read.body.properties).toEqual({
      createdate: expect.any(String),
      lastmodifieddate: expect.any(String),
      hs_object_id: '1001',
      email: 'ann@x.example',
      firstname: null,
    });
  });

  it('an empty string clears, and history keeps what was there', async () => {
    const time = clock();
    const { hubspot, api } = await standin({ now: time.now });
    hubspot.createContact({ city: 'Leeds' });
    time.advance(60_000);
    await api('PATCH', `${objects}/contacts/1001`, { properties: { city: '' } });
    const read = await api('GET', `${objects}/contacts/1001?propertiesWithHistory=city`);
    expect(read.body.properties.city).toBeNull();
    expect(read.body.propertiesWithHistory.city).toEqual([
      { value: '', timestamp: '2026-11-21T12:01:00.000Z', sourceType: 'INTEGRATION' },
      { value: 'Leeds', timestamp: '2026-11-21T12:00:00.000Z', sourceType: 'CRM_UI' },
    ]);
    expect(read.body.updatedAt).toBe('2026-11-21T12:01:00.000Z');
    expect(read.body.createdAt).toBe('2026-11-21T12:00:00.000Z');
  });

  it('a multiple choice that begins with a semicolon adds to the stored one', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ hs_legal_basis: 'Not applicable' });
    const properties = { hs_legal_basis: ';Performance of a contract' };
    const answer = await api('PATCH', `${objects}/contacts/1001`, { properties });
    expect(answer.body.properties.hs_legal_basis).toBe('Not applicable;Performance of a contract');
  });
});

describe('unique values', () => {
  it('a contact’s address is taken without regard to case, and the holder is named', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    const answer = await api('POST', `${objects}/contacts`, {
      properties: { email: 'ANN@x.example' },
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 1001' },
    });
  });

  it('a custom unique property guards deals; an archived deal frees its value', async () => {
    const { hubspot, api } = await standin();
    await api(
      'POST',
      '/crm/properties/2026-09/deals',
      custom('key', { groupName: 'dealinformation', hasUniqueValue: true }),
    );
    const create = () => api('POST', `${objects}/deals`, { properties: { key: 'k1' } });
    expect((await create()).status).toBe(201);
    const second = await create();
    expect(second).toMatchObject({
      status: 409,
      body: { message: 'Deal already exists. Existing ID: 3001' },
    });
    expect((await api('GET', `${objects}/deals/k1?idProperty=key`)).body.id).toBe('3001');
    hubspot.archive('deals', '3001');
    expect((await create()).body.id).toBe('3002');
  });

  it('can be told to answer a taken value with the 400 seen in production', async () => {
    const { hubspot, api } = await standin({ limits: { uniqueConflictStatus: 400 }, portalId: 7 });
    hubspot.createContact({ email: 'ann@x.example' });
    hubspot.createContact({ email: 'bob@x.example' });
    const answer = await api('PATCH', `${objects}/contacts/1002`, {
      properties: { email: 'ann@x.example' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toBe(
      'Cannot set PropertyValueCoordinates{portalId=7, objectTypeId=ObjectTypeId{legacyObjectType=CONTACT}, ' +
        'propertyName=email, value=ann@x.example} on 1002. 1001 already has that value.',
    );
    const created = await api('POST', `${objects}/contacts`, {
      properties: { email: 'ann@x.example' },
    });
    expect(created.status).toBe(409);
  });

  it('at most ten of an object, and never changed afterwards', async () => {
    const { api } = await standin();
    const create = (index: number) =>
      api(
        'POST',
        '/crm/properties/2026-09/deals',
        custom(`key${index}`, { groupName: 'dealinformation', hasUniqueValue: true }),
      );
    for (let index = 1; index <= 10; index += 1) expect((await create(index)).status).toBe(201);
    expect((await create(11)).status).toBe(400);
    const patched = await api('PATCH', '/crm/properties/2026-09/deals/key1', {
      hasUniqueValue: false,
    });
    expect(patched.status).toBe(400);
  });

  it('only a unique property can stand for the id', async () => {
    const { api } = await standin();
    expect((await api('GET', `${objects}/companies/x.example?idProperty=domain`)).status).toBe(400);
  });
});

describe('what a create must have', () => {
  it.each(['tasks', 'notes'])('%s need hs_timestamp', async (type) => {
    const { api } = await standin();
    const answer = await api('POST', `${objects}/${type}`, { properties: {} });
    expect(answer.status).toBe(400);
    expect(answer.body.context).toEqual({ properties: ['hs_timestamp'] });
  });

  it('what administrators made mandatory binds on 2026-09 and not on older paths', async () => {
    const { api } = await standin({ requiredProperties: { deals: ['amount'] } });
    const body = { properties: { dealname: 'x' } };
    expect((await api('POST', '/crm/objects/2026-09/deals', body)).status).toBe(400);
    expect((await api('POST', '/crm/objects/2026-03/deals', body)).status).toBe(201);
    expect((await api('POST', '/crm/v3/objects/deals', body)).status).toBe(201);
  });
});

import { describe, expect, it } from 'vitest';
import { defineField, picklist } from '../sandbox/salesforce/catalogue/definition.ts';
import { nowhere, standin } from './salesforce-api.ts';

const lead = { LastName: 'Lee', Company: 'Acme' };
const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2027-01-31' };

describe('a write is refused', () => {
  it.each([
    [
      'Contact',
      {},
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [LastName]',
      ['LastName'],
    ],
    [
      'Lead',
      {},
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [LastName, Company]',
      ['LastName', 'Company'],
    ],
    [
      'Opportunity',
      { Name: ' ' },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [Name, StageName, CloseDate]',
      ['Name', 'StageName', 'CloseDate'],
    ],
    [
      'Account',
      { Name: 'A', BillingCity: 'x'.repeat(41) },
      'STRING_TOO_LONG',
      `Billing City: data value too large: ${'x'.repeat(41)} (max length=40)`,
      ['BillingCity'],
    ],
    [
      'Contact',
      { LastName: 'Lee', Email: 'nobody' },
      'INVALID_EMAIL_ADDRESS',
      'Email: invalid email address: nobody',
      ['Email'],
    ],
    [
      'Lead',
      { ...lead, oppspot__Deal_Stage__c: 'asleep' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'oppSpot stage: bad value for restricted picklist field: asleep',
      ['oppspot__Deal_Stage__c'],
    ],
    [
      'Lead',
      { ...lead, oppspot__Score__c: 1_000 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      'oppSpot score: value outside of valid range on numeric field: 1000',
      ['oppspot__Score__c'],
    ],
    [
      'Contact',
      { LastName: 'Lee', AccountId: 'nobody' },
      'MALFORMED_ID',
      'Account ID: id value of incorrect type: nobody',
      ['AccountId'],
    ],
    [
      'Contact',
      { LastName: 'Lee', AccountId: nowhere.contact },
      'FIELD_INTEGRITY_EXCEPTION',
      `Account ID: id value of incorrect type: ${nowhere.contact}`,
      ['AccountId'],
    ],
    [
      'Contact',
      { LastName: 'Lee', AccountId: nowhere.account },
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
      [],
    ],
    [
      'Account',
      { Name: 'A', LastActivityDate: '2026-01-01', CreatedDate: '2026-01-01T00:00:00Z' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: LastActivityDate, CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      ['LastActivityDate', 'CreatedDate'],
    ],
    [
      'User',
      { LastName: 'Lee' },
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      'entity type cannot be inserted: User',
      [],
    ],
  ])('%s %j', async (type, values, errorCode, message, fields) => {
    const { salesforce, api } = await standin();
    const before = salesforce.records(type).length;
    const answer = await api('POST', `/sobjects/${type}`, values);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual([{ message, errorCode, fields }]);
    expect(salesforce.records(type)).toHaveLength(before);
  });

  it('with an unknown field, before anything else', async () => {
    const { api } = await standin();
    expect(await api('POST', '/sobjects/Contact', { foo: 1 })).toMatchObject({
      status: 400,
      body: [
        { message: "No such column 'foo' on sobject of type Contact", errorCode: 'INVALID_FIELD' },
      ],
    });
  });

  it('with one of several choices that is none, and keeps them in the field’s order', async () => {
    const regions = defineField({
      name: 'Regions__c',
      label: 'Regions',
      type: 'multipicklist',
      length: 4_099,
      restrictedPicklist: true,
      picklistValues: picklist(['North', 'South', 'West']),
    });
    const { salesforce, api } = await standin({ fields: { Account: [regions] } });
    const create = (value: string) =>
      api('POST', '/sobjects/Account', { Name: 'A', Regions__c: value });
    expect((await create('North;Moon')).body).toMatchObject([
      { errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', fields: ['Regions__c'] },
    ]);
    const { body } = await create('west;North;West');
    expect(salesforce.get('Account', body.id)?.values.Regions__c).toBe('North;West');
  });

  it('with every value that is wrong', async () => {
    const { api } = await standin();
    const wrong = { LastName: 'x'.repeat(81), Email: 'nobody' };
    const { body } = await api('POST', '/sobjects/Contact', wrong);
    expect(body.map(({ errorCode }: { errorCode: string }) => errorCode)).toEqual([
      'STRING_TOO_LONG',
      'INVALID_EMAIL_ADDRESS',
    ]);
  });

  it.each([
    ['Birthdate', '31.12.1990', 'date from VALUE_STRING value 31.12.1990'],
    ['Birthdate', '1990-02-30', 'date from VALUE_STRING value 1990-02-30'],
    ['oppspot__Last_Enriched_At__c', '2026-01-01', 'datetime from VALUE_STRING value 2026-01-01'],
    ['oppspot__Score__c', 'high', 'double from VALUE_STRING value high'],
    ['FirstName', 5, 'string from VALUE_NUMBER_INT value 5'],
    ['FirstName', 0.5, 'string from VALUE_NUMBER_FLOAT value 0.5'],
    ['FirstName', true, 'string from VALUE_TRUE value true'],
    ['FirstName', ['Ann'], 'string from START_ARRAY value ['],
    ['FirstName', {}, 'string from START_OBJECT value {'],
  ])('%s %j cannot be read at all, and the answer says where', async (name, value, said) => {
    const { api } = await standin();
    const { status, body } = await api('POST', '/sobjects/Contact', {
      LastName: 'L',
      [name]: value,
    });
    expect(status).toBe(400);
    const column =
      JSON.stringify({ LastName: 'L', [name]: value }).indexOf(JSON.stringify(value)) + 1;
    expect(body).toEqual([
      {
        message: `Cannot deserialize instance of ${said} or request may be missing a required field at [line:1, column:${column}]`,
        errorCode: 'JSON_PARSER_ERROR',
      },
    ]);
  });

  it('when it empties what must be filled, or what nobody may change', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Contact', { LastName: 'Lee' });
    const emptied = await api('PATCH', `/sobjects/Contact/${id}`, { LastName: null });
    expect(emptied.body[0]).toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
      fields: ['LastName'],
    });
    const named = await api('PATCH', `/sobjects/Contact/${id}`, { Name: 'Ann' });
    expect(named.body[0]).toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      fields: ['Name'],
    });
  });

  it('without JSON', async () => {
    const { salesforce, api } = await standin();
    const send = (body: string, type: string) =>
      fetch(`${salesforce.url}/services/data/v68.0/sobjects/Account`, {
        method: 'POST',
        headers: { Authorization: 'Bearer standin-token', 'Content-Type': type },
        body,
      });
    const broken = await send('{"Name":', 'application/json');
    expect(await broken.json()).toMatchObject([{ errorCode: 'JSON_PARSER_ERROR' }]);
    expect((await send('Name=x', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect(await api('PUT', '/sobjects/Account', {})).toMatchObject({
      status: 405,
      body: [
        {
          errorCode: 'METHOD_NOT_ALLOWED',
          message: "HTTP Method 'PUT' not allowed. Allowed are GET,POST",
        },
      ],
    });
  });
});

describe('a write is kept', () => {
  it('with numbers rounded, texts trimmed, moments in UTC and blanks as null', async () => {
    const { salesforce, api } = await standin();
    const { body } = await api('POST', '/sobjects/Lead', {
      LastName: '  Lee ',
      Company: 'Acme',
      Phone: '',
      NumberOfEmployees: '250',
      oppspot__Score__c: 54.5,
      oppspot__Last_Enriched_At__c: '2026-11-21T14:00:00+0200',
      oppspot__Summary__c: 'x'.repeat(32_768),
    });
    expect(salesforce.get('Lead', body.id)?.values).toMatchObject({
      LastName: 'Lee',
      Phone: null,
      NumberOfEmployees: 250,
      oppspot__Score__c: 55,
      oppspot__Last_Enriched_At__c: '2026-11-21T12:00:00.000Z',
      Status: 'Open - Not Contacted',
      IsConverted: false,
    });
  });

  it('with what a stage means for its opportunity', async () => {
    const { salesforce, api } = await standin();
    const { body } = await api('POST', '/sobjects/Opportunity', { ...deal, Amount: 2_000 });
    expect(salesforce.get('Opportunity', body.id)?.values).toMatchObject({
      Probability: 10,
      ExpectedRevenue: 200,
      ForecastCategoryName: 'Pipeline',
      IsClosed: false,
    });
    await api('PATCH', `/sobjects/Opportunity/${body.id}`, { StageName: 'Closed Won' });
    expect(salesforce.get('Opportunity', body.id)?.values).toMatchObject({
      Probability: 100,
      IsClosed: true,
      IsWon: true,
    });
  });

  it('with the defaults of tasks and what their status means', async () => {
    const { salesforce, api } = await standin();
    const { body } = await api('POST', '/sobjects/Task', { Subject: 'Call', Priority: 'High' });
    const values = () => salesforce.get('Task', body.id)?.values;
    expect(values()).toMatchObject({
      Status: 'Not Started',
      IsHighPriority: true,
      IsClosed: false,
      TaskSubtype: 'Task',
      OwnerId: salesforce.userId,
    });
    await api('PATCH', `/sobjects/Task/${body.id}`, { Status: 'Completed' });
    expect(values()).toMatchObject({ IsClosed: true, CompletedDateTime: expect.any(String) });
  });
});

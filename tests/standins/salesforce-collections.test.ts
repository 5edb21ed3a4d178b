import { describe, expect, it } from 'vitest';
import { nowhere, standin } from './salesforce-api.ts';

const many = '/composite/sobjects';
const contact = (values: Record<string, unknown>) => ({
  attributes: { type: 'Contact' },
  ...values,
});

const rolledBack = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message:
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

const lastNameMissing = {
  statusCode: 'REQUIRED_FIELD_MISSING',
  message: 'Required fields are missing: [LastName]',
  fields: ['LastName'],
};

describe('a collection', () => {
  it('creates every row by itself, of several objects, and answers 200 row by row', async () => {
    const { salesforce, api } = await standin();
    const records = [
      contact({ LastName: 'Lee' }),
      contact({}),
      { attributes: { type: 'Account' }, Name: 'A' },
    ];
    const { status, body } = await api('POST', many, { records });
    expect(status).toBe(200);
    expect(body).toEqual([
      { id: salesforce.records('Contact')[0]?.id, success: true, errors: [] },
      { success: false, errors: [lastNameMissing] },
      { id: salesforce.records('Account')[0]?.id, success: true, errors: [] },
    ]);
  });

  it('with allOrNone leaves nothing when one row fails', async () => {
    const { salesforce, api } = await standin();
    const events: unknown[] = [];
    salesforce.subscribe('/data/ChangeEvents', -1, (event) => events.push(event));
    const records = [contact({ LastName: 'Lee' }), contact({})];
    const { status, body } = await api('POST', many, { allOrNone: true, records });
    expect(status).toBe(200);
    expect(body).toEqual([
      { success: false, errors: [rolledBack] },
      { success: false, errors: [lastNameMissing] },
    ]);
    expect(salesforce.records('Contact')).toEqual([]);
    expect(events).toEqual([]);
  });

  it('updates, and says of each row what is wrong', async () => {
    const { salesforce, api } = await standin();
    const [a, b] = ['Lee', 'Roe'].map((LastName) => salesforce.create('Contact', { LastName }).id);
    salesforce.delete('Contact', b ?? '');
    const records = [
      contact({ id: a, Phone: '1' }),
      contact({ Phone: '1' }),
      contact({ Id: a, Phone: '2' }),
      contact({ Id: b, Phone: '1' }),
      contact({ Id: nowhere.contact, Phone: '1' }),
      contact({ Id: 'x', Phone: '1' }),
    ];
    const { body } = await api('PATCH', many, { records });
    expect(body.map(codes)).toEqual([
      [],
      ['MISSING_ARGUMENT'],
      ['DUPLICATE_VALUE'],
      ['ENTITY_IS_DELETED'],
      ['INVALID_CROSS_REFERENCE_KEY'],
      ['MALFORMED_ID'],
    ]);
    expect(salesforce.get('Contact', a ?? '')?.values.Phone).toBe('1');
  });

  it('upserts by a key and says what was created', async () => {
    const { salesforce, api } = await standin();
    salesforce.create('Task', { Subject: 'Call', oppspot__Key__c: 'one' });
    const task = (oppspot__Key__c: string | null, Subject: string) => ({
      attributes: { type: 'Task' },
      oppspot__Key__c,
      Subject,
    });
    const records = [
      task('one', 'Write'),
      task('two', 'Meet'),
      task('two', 'Again'),
      task(null, 'Bare'),
    ];
    const { body } = await api('PATCH', `${many}/Task/oppspot__Key__c`, { records });
    expect(body).toMatchObject([
      { success: true, created: false },
      { success: true, created: true },
      {
        success: false,
        errors: [
          { statusCode: 'DUPLICATE_VALUE', message: 'Duplicate external id specified: two' },
        ],
      },
      { success: true, created: true },
    ]);
    expect(salesforce.records('Task').map(({ values }) => values.Subject)).toEqual([
      'Write',
      'Meet',
      'Bare',
    ]);
  });

  it('retrieves in the order asked, with null for what is not there', async () => {
    const { salesforce, api } = await standin();
    const [a, b] = ['Lee', 'Roe'].map((LastName) => salesforce.create('Contact', { LastName }).id);
    const ids = [b, nowhere.contact, a];
    const expected = [{ LastName: 'Roe' }, null, { LastName: 'Lee' }];
    const asked = { ids, fields: ['LastName'] };
    expect((await api('POST', `${many}/Contact`, asked)).body).toMatchObject(expected);
    const query = `${many}/Contact?ids=${ids.join(',')}&fields=LastName`;
    expect((await api('GET', query)).body).toMatchObject(expected);
  });

  it('deletes, together or each by itself', async () => {
    const { salesforce, api } = await standin();
    const [a, b] = ['Lee', 'Roe'].map((LastName) => salesforce.create('Contact', { LastName }).id);
    const ids = `${a},${nowhere.contact},${b}`;
    const whole = await api('DELETE', `${many}?ids=${ids}&allOrNone=true`);
    expect(whole.body.map(codes)).toEqual([
      [rolledBack.statusCode],
      ['INVALID_CROSS_REFERENCE_KEY'],
      [rolledBack.statusCode],
    ]);
    expect(salesforce.records('Contact')).toHaveLength(2);
    const each = await api('DELETE', `${many}?ids=${ids}`);
    expect(each.body.map(codes)).toEqual([[], ['INVALID_CROSS_REFERENCE_KEY'], []]);
    expect(salesforce.records('Contact')).toEqual([]);
  });

  it('takes 200 rows and no more', async () => {
    const { salesforce, api } = await standin();
    const rows = (count: number) => ({
      records: Array.from({ length: count }, (_, n) => contact({ LastName: `L${n}` })),
    });
    expect(await api('POST', many, rows(201))).toMatchObject({
      status: 400,
      body: [
        {
          errorCode: 'EXCEEDED_ID_LIMIT',
          message: 'record limit reached. cannot submit more than 200 records into this call',
        },
      ],
    });
    expect((await api('POST', many, rows(200))).body).toHaveLength(200);
    expect(salesforce.records('Contact')).toHaveLength(200);
  });

  it('fails as a whole for what cannot be read at all', async () => {
    const { salesforce, api } = await standin();
    const records = [contact({ LastName: 'Lee' }), contact({ LastName: 'Roe', Birthdate: 'soon' })];
    const { status, body } = await api('POST', many, { records });
    expect(status).toBe(400);
    expect(body[0].errorCode).toBe('JSON_PARSER_ERROR');
    expect(salesforce.records('Contact')).toEqual([]);
  });

  it('needs to know the object of each row', async () => {
    const { api } = await standin();
    const records = [
      { LastName: 'Lee' },
      { attributes: { type: 'Foo' }, Name: 'x' },
      contact({ Id: 'x' }),
    ];
    const { body } = await api('POST', many, { records });
    expect(body.map(codes)).toEqual([
      ['MISSING_ARGUMENT'],
      ['INVALID_TYPE'],
      ['INVALID_FIELD_FOR_INSERT_UPDATE'],
    ]);
  });
});

function codes({ errors }: { errors: { statusCode: string }[] }): string[] {
  return errors.map(({ statusCode }) => statusCode);
}

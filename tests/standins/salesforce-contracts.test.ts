/** The stand-in's bodies against bodies Salesforce really sent, and its own catalogue against real describes. */
import { describe, expect, it } from 'vitest';
import type { FieldDescribe } from '../sandbox/salesforce/catalogue/describe.ts';
import { ownDescribes } from '../sandbox/salesforce/catalogue/index.ts';
import { recordedDescribes } from '../sandbox/salesforce/catalogue/recorded.ts';
import { toId18 } from '../sandbox/salesforce/ids.ts';
import { contract, contractsPresent } from '../support/contracts.ts';
import { soql, standin } from './salesforce-api.ts';

const recorded = (path: string) => contract(`amp-labs/salesforce/${path}`);

interface RecordedError {
  readonly id: string;
  readonly status: number;
  readonly name?: string;
  readonly message?: string;
  readonly fields?: readonly string[];
  readonly body?: { readonly compositeResponse: readonly unknown[] };
}

const errorWithId = (id: string): RecordedError => {
  const found = contract<RecordedError[]>('salesforce/errors.json').find(
    (error) => error.id === id,
  );
  if (!found) throw new Error(`No recorded error ${id}`);
  return found;
};

const contact = (values: Record<string, unknown>) => ({
  attributes: { type: 'Contact' },
  ...values,
});

describe.runIf(contractsPresent)('bodies are Salesforce’s', () => {
  it('an empty collection', async () => {
    const { api } = await standin();
    const { status, body } = await api('POST', '/composite/sobjects', { records: [] });
    expect({ status, body }).toEqual({
      status: 400,
      body: recorded('batch/create/contacts/err-bad-request.json'),
    });
  });

  it('creates and updates rolled back', async () => {
    const { salesforce, api } = await standin();
    const created = await api('POST', '/composite/sobjects', {
      allOrNone: true,
      records: [contact({}), contact({ LastName: 'Lee' })],
    });
    expect(created.body).toEqual(recorded('batch/create/contacts/partial-but-allOrNone.json'));
    const [a, b] = ['A', 'B'].map((LastName) => salesforce.create('Contact', { LastName }).id);
    const updated = await api('PATCH', '/composite/sobjects', {
      allOrNone: true,
      records: [contact({ id: a }), contact({ id: b, unknownField_LastName: 'x' })],
    });
    expect(updated.body).toEqual(recorded('batch/update/contacts/partial-but-allOrNone.json'));
  });

  it('updates without ids', async () => {
    const { api } = await standin();
    const records = [contact({ Phone: '1' }), contact({ Phone: '2' })];
    const { body } = await api('PATCH', '/composite/sobjects', { records });
    expect(body).toEqual(recorded('batch/update/contacts/err-each-no-ids.json'));
  });

  it('a field nobody may write, an unknown field, a record deleted before', async () => {
    const { salesforce, api } = await standin();
    const { id } = salesforce.create('Account', { Name: 'Acme' });
    const path = `/sobjects/Account/${id}`;
    const readOnly = await api('PATCH', path, { MasterRecordId: id });
    expect(readOnly.body).toEqual(recorded('invalid-field-upsert.json'));
    const unknown = await api('POST', '/sobjects/Account', { Name: 'A', AccountNumer: '1' });
    expect(unknown.body).toEqual(recorded('unknown-field.json'));
    await api('DELETE', path);
    expect((await api('DELETE', path)).body).toEqual(recorded('crm/delete/not-found.json'));
  });

  it('a query of an unknown object, to the place of the caret', async () => {
    const { api } = await standin();
    const { body } = await soql(api, 'SELECT Id,Name,BillingCity,IsDeleted FROM Accout');
    expect(body).toEqual(recorded('unknown-object.json'));
  });

  it('parts of a composite call that fail', async () => {
    const { salesforce, api } = await standin();
    for (let n = 0; n < 17; n += 1) salesforce.create('Account', { Name: `A${n}` });
    const part = (referenceId: string, path: string) => ({
      method: 'GET',
      url: `/services/data/v68.0/${path}`,
      referenceId,
    });
    const query = (object: string) => `query/?q=select count() from ${object}`;
    const { body } = await api('POST', '/composite', {
      compositeRequest: [
        part('refAccount', query('Account')),
        part('refXYZZY', query('XYZZY')),
        part('CCI__RefId__0__', 'sobjects/Foo'),
      ],
    });
    expect(body.compositeResponse).toEqual([
      ...(errorWithId('query-unsupported-object').body?.compositeResponse ?? []),
      ...(errorWithId('get-unknown-resource').body?.compositeResponse ?? []),
    ]);
  });

  it.each([
    ['create-string-too-long', 'Account', { Name: 'A', BillingCity: 'x'.repeat(41) }],
    ['write-read-only-field', 'Contact', { LastName: 'Lee', Name: 'Ann Lee' }],
  ])('%s', async (id, type, values) => {
    const { api } = await standin();
    const genuine = errorWithId(id);
    const { status, body } = await api('POST', `/sobjects/${type}`, values);
    expect(status).toBe(genuine.status);
    expect(body[0].errorCode).toBe(genuine.name);
    const said = genuine.message?.replace('(text longer than the field)', 'x'.repeat(41));
    expect(body[0].message).toBe(said);
  });

  it.each([
    ['write-unknown-field', 'POST', '/sobjects/Contact', { foo: 1 }],
    ['upsert-unknown-external-id-field', 'PATCH', '/sobjects/Contact/Namez/x', {}],
    ['expired-session', 'GET', '/limits', undefined],
  ])('%s', async (id, method, path, sent) => {
    const { salesforce, api } = await standin();
    if (id === 'expired-session') salesforce.fail({ action: { kind: 'status', status: 401 } });
    const { status, body } = await api(method, path, sent);
    const genuine = errorWithId(id);
    const text = JSON.stringify(genuine.body).replace('of type Bar', 'of type Contact');
    expect({ status, body }).toEqual({ status: genuine.status, body: JSON.parse(text) });
  });

  it('a refresh token that is worth nothing', async () => {
    const client = { clientId: 'app', clientSecret: 'secret', redirectUris: [] };
    const { salesforce } = await standin({ oauthClients: [client] });
    const form = {
      grant_type: 'refresh_token',
      client_id: 'app',
      client_secret: 'secret',
      refresh_token: 'x',
    };
    const answer = await fetch(`${salesforce.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { status, body } = errorWithId('refresh-token-refused');
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body });
  });

  it('query rows with children', async () => {
    const { salesforce, api } = await standin();
    const deal = { Name: 'Test Opportunity', StageName: 'Prospecting', CloseDate: '2027-01-31' };
    const { id } = salesforce.create('Opportunity', { ...deal, Amount: 50_000 });
    for (const Role of ['Decision Maker', 'Influencer']) {
      const person = salesforce.create('Contact', { LastName: Role }).id;
      salesforce.create('OpportunityContactRole', { OpportunityId: id, ContactId: person, Role });
    }
    const { body } = await soql(
      api,
      'SELECT Id, Name, Amount, StageName, (SELECT Id, ContactId, Role FROM OpportunityContactRoles) FROM Opportunity',
    );
    const withoutIds = (value: unknown) =>
      JSON.parse(JSON.stringify(value).replace(/v\d\d\.0|\b00\w{16}\b/g, ''));
    expect(withoutIds(body)).toEqual(withoutIds(recorded('read-opportunity-with-contacts.json')));
  });

  it('an id whose checksum is wrong', () => {
    const [error] = (recorded('success-with-errors.json') as { errors: { message: string }[] })
      .errors;
    const malformed = error?.message.split(' ').at(-1) ?? '';
    expect(malformed).toHaveLength(18);
    expect(toId18(malformed)).toBeUndefined();
    const { id } = recorded('create-ok.json') as { id: string };
    expect(toId18(id.slice(0, 15))).toBe(id);
  });

  it('every code is one Salesforce has', async () => {
    const legal = new Set(contract<string[]>('salesforce/status-codes.json'));
    const used = [
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      'CANNOT_UPDATE_CONVERTED_LEAD',
      'DUPLICATES_DETECTED',
      'DUPLICATE_EXTERNAL_ID',
      'DUPLICATE_VALUE',
      'ENTITY_IS_DELETED',
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      'FIELD_INTEGRITY_EXCEPTION',
      'INACTIVE_OWNER_OR_USER',
      'INSUFFICIENT_ACCESS_OR_READONLY',
      'INVALID_CROSS_REFERENCE_KEY',
      'INVALID_EMAIL_ADDRESS',
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'MALFORMED_ID',
      'MISSING_ARGUMENT',
      'NUMBER_OUTSIDE_VALID_RANGE',
      'REQUIRED_FIELD_MISSING',
      'STRING_TOO_LONG',
      'UNABLE_TO_LOCK_ROW',
    ];
    expect(used.filter((code) => !legal.has(code))).toEqual([]);
  });
});

/** What a write, a query or a describe of ours depends on. */
const decisive = [
  'type',
  'label',
  'length',
  'precision',
  'scale',
  'createable',
  'updateable',
  'nillable',
  'defaultedOnCreate',
  'defaultValue',
  'unique',
  'externalId',
  'idLookup',
  'calculated',
  'restrictedPicklist',
  'relationshipName',
  'compoundFieldName',
  'filterable',
  'sortable',
] as const satisfies readonly (keyof FieldDescribe)[];

describe.runIf(contractsPresent)('our own catalogue never contradicts a real describe', () => {
  const known = ownDescribes.filter(({ name }) => recordedDescribes().has(name));

  it('of the objects recorded', () => {
    expect(known.map(({ name }) => name)).toEqual([
      'Account',
      'Contact',
      'Lead',
      'Opportunity',
      'OpportunityContactRole',
      'Event',
    ]);
  });

  it.each(known.map((own) => [own.name, own] as const))('%s', (name, own) => {
    const real = recordedDescribes().get(name);
    expect(own.keyPrefix).toBe(real?.keyPrefix);
    const realFields = new Map(real?.fields.map((field) => [field.name, field]));
    for (const field of own.fields) {
      const theirs = realFields.get(field.name);
      expect(theirs, `${name}.${field.name} exists`).toBeDefined();
      expect(pick(field), `${name}.${field.name}`).toEqual(theirs && pick(theirs));
      expect(theirs?.referenceTo).toEqual(expect.arrayContaining([...field.referenceTo]));
      expect(Object.keys(theirs ?? {})).toEqual(expect.arrayContaining(Object.keys(field)));
      const values = field.picklistValues.map(({ value }) => value);
      expect(values).toEqual(theirs?.picklistValues.map(({ value }) => value));
    }
    for (const child of own.childRelationships)
      expect(real?.childRelationships).toContainEqual(expect.objectContaining(child));
  });
});

function pick(field: FieldDescribe) {
  return Object.fromEntries(decisive.map((key) => [key, field[key]]));
}

describe('without the recorded describes', () => {
  it('the stand-in works the same on the fields we use', async () => {
    const { salesforce, api } = await standin({ describes: 'own' });
    const account = await api('POST', '/sobjects/Account', { Name: 'Acme', BillingCity: 'Leeds' });
    const sent = { LastName: 'Lee', AccountId: account.body.id, oppspot__Score__c: 5 };
    expect((await api('POST', '/sobjects/Contact', sent)).status).toBe(201);
    const query = 'SELECT Name, BillingAddress, (SELECT LastName FROM Contacts) FROM Account';
    expect((await soql(api, query)).body.records).toMatchObject([
      { BillingAddress: { city: 'Leeds' }, Contacts: { totalSize: 1 } },
    ]);
    const long = await api('POST', '/sobjects/Account', { Name: 'x'.repeat(256) });
    expect(long.body[0].errorCode).toBe('STRING_TOO_LONG');
    salesforce.delete('Account', account.body.id);
    expect(salesforce.records('Contact')).toEqual([]);
  });
});

/** Change events as Salesforce sends them, read by their schema. */
import { describe, expect, it } from 'vitest';
import { changeEventReader } from '../../../server/crm/salesforce/events/change-event.ts';
import { Catalogue } from '../../sandbox/salesforce/catalogue/index.ts';
import type { ChangeEventHeader } from '../../sandbox/salesforce/org/changes.ts';
import { encodeEvent } from '../../sandbox/salesforce/pubsub/encode.ts';
import { changeEventSchema } from '../../sandbox/salesforce/pubsub/schema.ts';

const catalogue = new Catalogue({ namespace: 'oppspot', describes: 'own' });

const header: ChangeEventHeader = {
  entityName: 'Contact',
  recordIds: ['003Op0000000001IAA'],
  changeType: 'UPDATE',
  changeOrigin: 'com/salesforce/api/rest/68.0;client=devconsole',
  transactionKey: '00065380-d1a9-a64a-9341-14f6f12f674c',
  sequenceNumber: 3,
  commitTimestamp: 1_764_230_400_123,
  commitNumber: 2n ** 62n + 1n,
  commitUser: '005Op0000000001IAA',
  nulledFields: [],
  diffFields: [],
  changedFields: [],
};

function schemaOf(name: string) {
  const type = catalogue.find(name);
  if (!type) throw new Error(`There is no ${name}.`);
  return changeEventSchema(type);
}

function read(
  name: string,
  changed: Partial<ChangeEventHeader>,
  fields: Readonly<Record<string, unknown>> = {},
) {
  const schema = schemaOf(name);
  const event = { ChangeEventHeader: { ...header, ...changed }, ...fields };
  return changeEventReader(schema.json)(encodeEvent(schema, { replayId: 1, event }));
}

describe('a change event', () => {
  it('is read as far as its header, whose commit number is larger than a number can be', () => {
    const { commitNumber, commitUser, nulledFields, diffFields, ...wanted } = header;
    const values = { Name: { LastName: 'Quillfeather' }, Email: 'z@tidewright.example' };
    const seen = read('Contact', {}, values);
    expect(seen).toEqual(wanted);
    expect(JSON.stringify(seen)).not.toMatch(/quillfeather|tidewright/i);
  });

  it.each([
    ['Contact', ['Email']],
    ['Contact', ['Email', 'Phone', 'AccountId', 'oppspot__Score__c']],
    ['Contact', ['Name.LastName']],
    ['Lead', ['Company', 'Website', 'Address.City', 'Address.Country', 'Name.FirstName']],
    ['Account', ['Name', 'BillingAddress.City', 'ShippingAddress.PostalCode']],
  ])('of a %s names its changed fields: %j', (name, changedFields) => {
    const seen = read(name, { entityName: name, changedFields }).changedFields;
    expect(seen.toSorted()).toEqual(changedFields.toSorted());
  });

  it.each(['DELETE', 'UNDELETE', 'GAP_UPDATE', 'GAP_OVERFLOW'] as const)(
    'may be a %s',
    (changeType) => {
      expect(read('Lead', { entityName: 'Lead', changeType })).toMatchObject({ changeType });
    },
  );

  it('may tell of many records', () => {
    const recordIds = Array.from(
      { length: 2_000 },
      (_, n) => `003Op${String(n).padStart(13, '0')}`,
    );
    expect(read('Contact', { recordIds }).recordIds).toEqual(recordIds);
  });

  it('that is none is an error, and so is a schema that is none', () => {
    const reader = changeEventReader(schemaOf('Contact').json);
    expect(() => reader(Buffer.from('no event'))).toThrow();
    expect(() => reader(Buffer.alloc(0))).toThrow();
    expect(() => changeEventReader('{"type":"record","name":"A","fields":[]}')).toThrow();
    expect(() => changeEventReader('not JSON')).toThrow();
  });

  it('with the bitmap of the documentation names the documented fields', () => {
    // The eleventh field and the twenty-third, counted from 0 at the lowest bit: 0x400800.
    const fields = ['ChangeEventHeader', ...Array.from({ length: 25 }, (_, n) => `F${n + 1}`)];
    const whole = JSON.parse(schemaOf('Account').json);
    const json = JSON.stringify({
      ...whole,
      fields: fields.map((name, place) =>
        place === 0 ? whole.fields[0] : { name, type: ['null', 'string'], default: null },
      ),
    });
    const schema = {
      id: 's',
      json,
      fields: fields.map((name) => ({ name, parts: [] })),
      longs: new Set<string>(),
    };
    const event = { ChangeEventHeader: { ...header, changedFields: ['F11', 'F22'] } };
    const payload = encodeEvent(schema, { replayId: 1, event });
    expect(payload.toString('latin1')).toContain('0x400800');
    expect(changeEventReader(json)(payload).changedFields).toEqual(['F11', 'F22']);
  });
});

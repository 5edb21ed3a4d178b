import { describe, expect, it } from 'vitest';
import type { CrmFieldInfo } from '../../server/crm/connector.ts';
import { ids, newOrg, openOrg, recordOf, update } from '../salesforce/org.ts';
import { tenantSalesforceFields } from './support/tenant-fields.ts';

const withFields = { fields: { Contact: tenantSalesforceFields } };

function named(fields: readonly CrmFieldInfo[], name: string): CrmFieldInfo | undefined {
  return fields.find((field) => field.name === name);
}

describe('the fields of a Salesforce org', () => {
  it('come in one call, with what may be written into each', async () => {
    const { connector, calls } = await newOrg(withFields);
    const fields = await connector.fields('contact');
    expect(calls()).toEqual(['POST /services/data/v68.0/composite']);
    const ofHouse = fields.filter(({ label }) => label.startsWith('House '));
    expect(
      Object.fromEntries(ofHouse.map(({ name, type, writable }) => [name, `${type} ${writable}`])),
    ).toEqual({
      Words__c: 'text true',
      Prose__c: 'long-text true',
      Count__c: 'number true',
      Flag__c: 'boolean true',
      Day__c: 'date true',
      Moment__c: 'datetime true',
      Grade__c: 'choice true',
      Grades__c: 'multi-choice true',
      Buddy__c: 'reference true',
      Page__c: 'other true',
      Sum__c: 'number false',
      Serial__c: 'text false',
    });
    expect(named(fields, 'Words__c')).toMatchObject({ maxLength: 10, options: null });
    expect(named(fields, 'Grade__c')).toMatchObject({
      options: ['A', 'B', 'C'].map((value) => ({ value, label: value })),
    });
    expect(named(fields, 'oppspot__Score__c')).toMatchObject({ isOwn: true, type: 'number' });
    expect(named(fields, 'LastActivityDate')).toMatchObject({ writable: false });
  });

  it('are those of three objects in one call, when they are asked for together', async () => {
    const { connector, calls } = await newOrg();
    const lists = await Promise.all(
      (['contact', 'company', 'lead'] as const).map((object) => connector.fields(object)),
    );
    expect(lists.every((fields) => fields.length > 20)).toBe(true);
    expect(calls()).toHaveLength(1);
  });

  it('follow what the connected user may see and change', async () => {
    const permissions = {
      hiddenFields: ['Contact.Words__c'],
      readOnlyFields: ['Contact.Count__c'],
      objects: { Lead: [] },
    };
    const { connector } = await newOrg({
      ...withFields,
      accessTokens: [{ token: 'token-1', permissions }],
    });
    const fields = await connector.fields('contact');
    expect(named(fields, 'Words__c')).toBeUndefined();
    expect(named(fields, 'Count__c')).toMatchObject({ writable: false });
    expect(await connector.fields('lead')).toEqual([]);
  });
});

const samples: readonly [string, string | number, unknown][] = [
  ['Words__c', 'Bristol and Bath', 'Bristol a…'],
  ['Prose__c', ' Two\r\nlines ', 'Two\nlines'],
  ['Count__c', '72.46', 72.5],
  ['Flag__c', 'true', true],
  ['Day__c', '2026-11-21T23:30:00-02:00', '2026-11-22'],
  ['Moment__c', '2026-11-21', '2026-11-21T00:00:00.000Z'],
  ['Grade__c', 'b', 'B'],
  ['Grades__c', 'C;a; C', 'A;C'],
  ['Buddy__c', ids.rep, ids.rep],
];

describe('a value for a tenant’s own Salesforce field', () => {
  it.each(samples)(
    'is typed so that Salesforce takes it and gives it back: %s',
    async (...given) => {
      const [name, value, expected] = given;
      const { connector, salesforce } = await openOrg(withFields);
      const encoded = connector.encode('contact', name, value);
      expect(encoded).toEqual({ ok: true, value: expected });
      if (!encoded.ok) return;
      const operation = update({ [name]: encoded.value });
      const outcomes = await connector.write([operation]);
      expect([...outcomes.values()]).toMatchObject([{ status: 'applied', rejected: [] }]);
      expect(salesforce.get('Contact', ids.ada)?.values[name]).toBe(expected);
      const read = await connector.readRecords('contact', [ids.ada], [name]);
      expect(recordOf(read, ids.ada).values[name]).toBe(expected);
      const found = await connector.reconcile([{ operation, before: { [name]: null } }]);
      expect([...found.values()]).toMatchObject([{ state: 'applied' }]);
    },
  );

  it('is typed by what a mapping keeps before the org was read', async () => {
    const { connector } = await newOrg(withFields);
    const shape = { type: 'number', maxLength: null, options: null } as const;
    expect(connector.encode('contact', 'Count__c', '7.25', shape)).toEqual({
      ok: true,
      value: 7.25,
    });
    const flag = { ...shape, type: 'boolean' } as const;
    expect(connector.encode('contact', 'Flag__c', 'false', flag)).toEqual({
      ok: true,
      value: false,
    });
  });

  it.each([
    ['Count__c', 123_456, 'The value is too large for the field.'],
    ['Day__c', 'soon', 'The value is not a date.'],
    ['Grades__c', 'A;Z', "“Z” is not one of the field's options."],
    ['Grade__c', 'Z', "“Z” is not one of the field's options."],
  ])('is refused with a reason where the field cannot hold it: %s', async (name, value, reason) => {
    const { connector } = await openOrg(withFields);
    expect(connector.encode('contact', name, value)).toEqual({ ok: false, reason });
  });
});

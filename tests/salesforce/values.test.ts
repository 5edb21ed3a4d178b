import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toId18 } from '../../server/crm/salesforce/ids.ts';
import { quoted } from '../../server/crm/salesforce/soql.ts';
import { decodeValue, encodeFor } from '../../server/crm/salesforce/values.ts';
import { oppspotFields } from '../../shared/fields/registry.ts';
import { toId18 as standinId } from '../sandbox/salesforce/ids.ts';
import { contract, contractsPresent } from '../support/contracts.ts';
import { ids, newOrg, openOrg, update } from './org.ts';

const field = (type: string, more: Partial<Parameters<typeof encodeFor>[0]> = {}) => ({
  name: 'Field__c',
  type,
  length: 0,
  precision: 0,
  scale: 0,
  options: [],
  ...more,
});
const colours = ['Red', 'Dark Blue'].map((label) => ({ value: label.toLowerCase(), label }));

describe('a value', () => {
  it.each([
    ['string', { length: 5 }, ' a\u0000b ', 'ab'],
    ['string', { length: 5 }, '', null],
    ['string', { length: 5 }, 'abcdef', 'abcd…'],
    ['textarea', { length: 4 }, 'ab👩‍💻', 'ab…'],
    ['textarea', { length: 99 }, 'one\r\ntwo', 'one\ntwo'],
    ['url', { length: 255 }, 'https://acme.example', 'https://acme.example'],
    ['double', { precision: 3, scale: 0 }, 71.6, 72],
    ['double', { precision: 3, scale: 0 }, '7', 7],
    ['currency', { precision: 18, scale: 2 }, 1.239, 1.24],
    ['int', {}, '42', 42],
    ['boolean', {}, 'true', true],
    ['date', {}, '2026-11-21T10:00:00Z', '2026-11-21'],
    ['datetime', {}, '2026-11-21T10:00:00+01:00', '2026-11-21T09:00:00.000Z'],
    ['picklist', { options: colours }, 'DARK BLUE', 'dark blue'],
    ['picklist', { options: colours }, '', null],
    ['reference', { name: 'OwnerId' }, '005Op0000000007', '005Op0000000007IAA'],
    ['string', {}, null, null],
  ] as const)('of a %s (%o) %o is written as %o', (type, more, value, written) => {
    expect(encodeFor(field(type, more), value)).toEqual({ ok: true, value: written });
  });

  it.each([
    ['url', { length: 9 }, 'https://acme.example'],
    ['double', { precision: 3, scale: 0 }, 1_000],
    ['double', {}, 'many'],
    ['int', {}, 1.5],
    ['int', {}, 2 ** 31],
    ['boolean', {}, 'perhaps'],
    ['boolean', {}, null],
    ['date', {}, 'soon'],
    ['date', {}, '2026-13-01'],
    ['datetime', {}, 'soon'],
    ['picklist', { options: colours }, 'Green'],
    ['reference', {}, 'Rae'],
    ['reference', { name: 'OwnerId' }, '00GOp0000000001'],
    ['address', {}, 'Hull'],
    ['constructor', {}, 'x'],
  ] as const)('of a %s (%o) %o is refused with a reason', (type, more, value) => {
    expect(encodeFor(field(type, more), value)).toEqual({
      ok: false,
      reason: expect.stringMatching(/^[A-Zo“].*\.$/),
    });
  });

  it('reads back as it was written', () => {
    const length = fc.integer({ min: 1, max: 40 });
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(text, length, (value, max) => {
        const encoded = encodeFor(field('textarea', { length: max }), value);
        const written = encoded.ok ? encoded.value : undefined;
        expect(String(written ?? '').length).toBeLessThanOrEqual(max);
        expect(decodeValue(written)).toBe(written);
      }),
    );
  });

  it.each([
    ['2026-11-21T09:00:00.000+0000', '2026-11-21T09:00:00.000Z'],
    ['2026-11-21', '2026-11-21'],
    [0, 0],
    [false, false],
    ['', null],
    [undefined, null],
    [{ city: 'Hull' }, null],
  ])('%o is read as %o', (wire, value) => {
    expect(decodeValue(wire)).toBe(value);
  });
});

describe('encoding for an org', () => {
  const samples: Record<string, string | number> = {
    text: 'Some words.',
    'long-text': 'x'.repeat(40_000),
    number: 71,
    datetime: '2026-11-21T10:00:00Z',
  };

  it('gives every one of our fields what the org takes and gives back', async () => {
    const { salesforce, connector } = await openOrg();
    const values = Object.fromEntries(
      oppspotFields.map((own) => {
        const name = connector.defaultMapping('contact')[own.name] ?? '';
        const value =
          'options' in own ? (own.options[0]?.value ?? null) : (samples[own.type] ?? null);
        const encoded = connector.encode('contact', name, value);
        if (!encoded.ok) throw new Error(`${name}: ${encoded.reason}`);
        return [name, encoded.value];
      }),
    );
    const outcomes = await connector.write([update(values)]);
    expect(outcomes.get(`update:${ids.ada}`)).toMatchObject({ status: 'applied', rejected: [] });
    const read = await connector.readRecords('contact', [ids.ada]);
    expect(read.get(ids.ada)).toMatchObject({ ok: true, record: { values } });
    expect(salesforce.get('Contact', ids.ada)?.values).toMatchObject(values);
  });

  it.each([
    ['company', 'company_name'],
    ['company', 'company_website'],
    ['company', 'company_country'],
    ['company', 'company_founded_year'],
    ['company', 'company_employees'],
    ['company', 'owner'],
    ['lead', 'company_name'],
    ['lead', 'company_city'],
  ] as const)('writes a %s’s %s to a field the org has', async (object, name) => {
    const { connector } = await openOrg();
    const crmField = connector.defaultMapping(object)[name] ?? '';
    const value = { owner: ids.rep, company_employees: 12 }[name as string] ?? '1999';
    expect(connector.encode(object, crmField, value)).toMatchObject({ ok: true });
  });

  it('knows our own fields before the org was asked', async () => {
    const { connector } = await newOrg();
    expect(connector.encode('contact', 'oppspot__Score__c', '72')).toEqual({ ok: true, value: 72 });
    expect(connector.encode('contact', 'oppspot__Score_Confidence__c', 'vast').ok).toBe(false);
    expect(connector.encode('company', 'NumberOfEmployees', '12')).toEqual({ ok: true, value: 12 });
    expect(connector.encode('company', 'Name', 'x'.repeat(300))).toMatchObject({ ok: true });
  });

  it.each([
    ['does not exist', 'Nowhere__c', 'does not exist'],
    ['is read-only', 'LastActivityDate', 'read-only'],
  ])('refuses a field that %s, with a reason', async (_, name, words) => {
    const { connector } = await openOrg();
    expect(connector.encode('contact', name, 'x')).toEqual({
      ok: false,
      reason: expect.stringContaining(words),
    });
  });

  it.each([
    ['oppspot__Score__c', true],
    ['Score__c', true],
    ['oppspot__Key__c', true],
    ['Title', false],
    ['acme__Score__c', false],
  ])('%s is ours: %s', async (name, isOurs) => {
    const { connector } = await newOrg();
    expect(connector.isOwnField(name)).toBe(isOurs);
  });
});

describe.runIf(contractsPresent)('fields we write to, in describes of real orgs', () => {
  interface Describe {
    readonly fields: readonly { name: string; createable: boolean; updateable: boolean }[];
  }
  const fieldsOf = (object: string) =>
    new Map(
      contract<Describe>(`salesforce/describe/${object}.json`).fields.map((one) => [one.name, one]),
    );

  it.each([
    ['contact', 'Contact'],
    ['lead', 'Lead'],
    ['company', 'Account'],
  ] as const)('of a %s are there and may be changed', async (object, name) => {
    const { connector } = await newOrg();
    const known = fieldsOf(name);
    const names = Object.values(connector.defaultMapping(object));
    const standard = names.filter((field) => !connector.isOwnField(field));
    expect(standard.length).toBeGreaterThan(0);
    for (const field of standard) expect(known.get(field)).toMatchObject({ updateable: true });
  });

  it('of a deal are there and may be set', () => {
    const known = fieldsOf('Opportunity');
    for (const name of ['Name', 'StageName', 'CloseDate', 'AccountId', 'ContactId', 'OwnerId']) {
      expect(known.get(name)).toMatchObject({ createable: true });
    }
  });
});

describe('ids and literals', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const short = fc.string({
    unit: fc.constantFrom(...alphabet),
    minLength: 15,
    maxLength: 15,
  });

  it('of 15 characters become those of 18, which stay', () => {
    fc.assert(
      fc.property(short, (id) => {
        const long = toId18(id);
        expect(long).toBe(standinId(id));
        expect(toId18(long ?? '')).toBe(long);
      }),
    );
    // From Salesforce's own examples.
    expect(toId18('001D000000IqhSL')).toBe('001D000000IqhSLIAZ');
  });

  it.each(['', '123', 'x'.repeat(15).replace('x', "'"), '001D000000IqhSLAAA', '００１'])(
    '%o is no id',
    (text) => {
      expect(toId18(text)).toBeNull();
    },
  );

  it('a literal ends where it should', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = quoted(text).slice(1, -1);
        expect(inner.replace(/\\./gs, '')).not.toMatch(/['\\\n\r]/);
      }),
    );
  });
});

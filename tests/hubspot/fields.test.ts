import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeValue, encodeValue, mappingFor } from '../../server/crm/hubspot/fields.ts';
import {
  industryLabel,
  industryOption,
  industryOptions,
} from '../../server/crm/hubspot/industries.ts';
import { oppspotFields } from '../../shared/fields/registry.ts';
import { contract, contractsPresent } from '../support/contracts.ts';

interface KnownProperty {
  readonly name: string;
  readonly type: string;
  readonly readOnlyValue: boolean;
  readonly options?: readonly { readonly value: string }[];
}

describe('the HubSpot property that carries each oppSpot field', () => {
  it('is ours for our own fields, on contacts and companies', () => {
    for (const object of ['contact', 'company'] as const) {
      for (const field of oppspotFields) {
        expect(mappingFor(object)[field.name]).toBe(`oppspot_${field.name}`);
      }
    }
  });

  it('is none on leads, which HubSpot does not have', () => {
    expect(mappingFor('lead')).toEqual({});
  });

  it.runIf(contractsPresent).each([
    ['contact', 'contacts'],
    ['company', 'companies'],
  ] as const)('exists in HubSpot and may be written, on a %s', (object, file) => {
    const known = contract<KnownProperty[]>(`hubspot/properties-2018/${file}.json`);
    const foreign = Object.values(mappingFor(object)).filter(
      (name) => !name.startsWith('oppspot_'),
    );
    for (const name of foreign) {
      const property = known.find((one) => one.name === name);
      expect(property, name).toBeDefined();
      expect(property?.readOnlyValue, name).toBe(false);
    }
  });
});

describe('values in HubSpot’s encoding', () => {
  it.each([
    ['oppspot_score', 72, '72'],
    ['oppspot_score', 0, '0'],
    ['oppspot_score', 72.5, '72.5'],
    ['oppspot_score_confidence', 'high', 'high'],
    ['oppspot_last_enriched_at', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'],
    ['oppspot_last_enriched_at', 1_795_000_000_000, '2026-11-18T11:06:40.000Z'],
    ['oppspot_summary', '  Acme grows.  ', 'Acme grows.'],
    ['oppspot_summary', '', null],
    ['oppspot_summary', null, null],
    ['founded_year', 1998, '1998'],
    ['numberofemployees', 120, '120'],
    ['hubspot_owner_id', '42', '42'],
    ['industry', 'Computer software', 'COMPUTER_SOFTWARE'],
    ['a_custom_field', 7, '7'],
  ])('%s of a company: %o is %o', (property, value, expected) => {
    expect(encodeValue('company', property, value)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['oppspot_score', 'high'],
    ['oppspot_score', Number.NaN],
    ['oppspot_score', ''],
    ['oppspot_score_confidence', 'certain'],
    ['oppspot_last_enriched_at', 'yesterday'],
    ['founded_year', '98'],
    ['hubspot_owner_id', 'ada@example.com'],
    ['industry', 'Bespoke widget polishing'],
  ])('%s of a company cannot hold %o, and says why', (property, value) => {
    const encoded = encodeValue('company', property, value);
    expect(encoded.ok).toBe(false);
    expect(encoded.ok || encoded.reason).toMatch(/^[A-Z“].*\.$/);
  });

  it.each([
    [1, '1-5'],
    [5, '1-5'],
    [6, '5-25'],
    [100, '50-100'],
    [1000, '500-1000'],
    [1001, '1000+'],
    ['25-50', '25-50'],
    ['37', '25-50'],
  ])('%o employees of a contact are the band %s', (count, band) => {
    expect(encodeValue('contact', 'numemployees', count)).toEqual({ ok: true, value: band });
  });

  it('have no band for nobody or for part of a person', () => {
    for (const count of [0, -3, 2.5, 'many']) {
      expect(encodeValue('contact', 'numemployees', count).ok).toBe(false);
    }
  });

  it('leave a contact’s industry as free text', () => {
    expect(encodeValue('contact', 'industry', 'Bespoke widgets').ok).toBe(true);
  });

  it('cut long text at a whole character within 65,536', () => {
    const family = '👨‍👩‍👧‍👦';
    const encoded = encodeValue('company', 'description', `a${family.repeat(10_000)}`);
    const text = encoded.ok ? String(encoded.value) : '';
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(65_500);
    expect(text.slice(1, -1).replaceAll(family, '')).toBe('');
    expect(text.endsWith('…')).toBe(true);
  });

  it('read back as they were written, whatever they were', () => {
    const property = fc.constantFrom(
      'oppspot_summary',
      'oppspot_score',
      'oppspot_last_enriched_at',
      'description',
      'country',
    );
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 0, max: 100 }),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constant(null),
    );
    fc.assert(
      fc.property(property, value, (name, one) => {
        const encoded = encodeValue('company', name, one);
        if (!encoded.ok) return;
        const written = encoded.value === null ? '' : String(encoded.value);
        expect(decodeValue(name, written)).toBe(encoded.value);
      }),
    );
  });

  it('are compared in one spelling: empty, instants without milliseconds, padded numbers', () => {
    expect(decodeValue('city', '')).toBeNull();
    expect(decodeValue('city', null)).toBeNull();
    expect(decodeValue('oppspot_last_enriched_at', '2026-11-21T10:00:00Z')).toBe(
      '2026-11-21T10:00:00.000Z',
    );
    expect(decodeValue('oppspot_score', '72.0')).toBe('72');
    expect(decodeValue('zip', '01234')).toBe('01234');
  });
});

describe('industries', () => {
  it.each([
    ['62012', 'COMPUTER_SOFTWARE'],
    ['62012 Business and domestic software development', 'COMPUTER_SOFTWARE'],
    ['62020', 'INFORMATION_TECHNOLOGY_AND_SERVICES'],
    ['69201', 'ACCOUNTING'],
    ['47110', 'RETAIL'],
    ['Oil & Energy', 'OIL_ENERGY'],
    ['Marketing and Advertising', 'MARKETING_AND_ADVERTISING'],
    ['financial services', 'FINANCIAL_SERVICES'],
    ['COMPUTER_SOFTWARE', 'COMPUTER_SOFTWARE'],
    ['E-Learning', 'E_LEARNING'],
  ])('%s is %s', (industry, option) => {
    expect(industryOption(industry)).toBe(option);
  });

  it.each(['82990', '99', 'Software and shoes', '', '6', 'café'])(
    '%o is no certain option',
    (text) => {
      expect(industryOption(text)).toBeNull();
    },
  );

  it('are shown in words', () => {
    expect(industryLabel('MARKETING_AND_ADVERTISING')).toBe('Marketing and Advertising');
    expect(industryLabel('Our own industry')).toBe('Our own industry');
  });

  it.runIf(contractsPresent)('are HubSpot’s own options', () => {
    const companies = contract<KnownProperty[]>('hubspot/properties-2018/companies.json');
    const options = companies.find((one) => one.name === 'industry')?.options ?? [];
    expect([...industryOptions].sort()).toEqual(options.map((one) => one.value).sort());
  });

  it('map from SIC codes only to options that exist', () => {
    for (let code = 1; code <= 99; code += 1) {
      for (const rest of ['', '1', '11', '110']) {
        const option = industryOption(`${String(code).padStart(2, '0')}${rest}`);
        if (option) expect(industryOptions).toContain(option);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { CrmCompany, CrmRecord } from '../../server/crm/connector.ts';
import type { FieldMapping } from '../../server/store/field-mappings.ts';
import { withReadFacts } from '../../server/sync/read-facts.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';

const company: CrmCompany = {
  id: '2001',
  name: 'Acme',
  domain: 'acme.example',
  country: 'Norway',
  city: null,
  postcode: null,
  industry: null,
  employees: 12,
  annualRevenue: null,
  registrationNumber: null,
};

function recordWith(values: Record<string, CrmValue>, known: CrmCompany | null = company) {
  return { ref: { object: 'company', id: '2001' }, values, company: known } as CrmRecord;
}

function reading(
  oppspotField: FieldMapping['oppspotField'],
  more: Partial<FieldMapping> = {},
): FieldMapping {
  return {
    id: 'm',
    objectType: 'company',
    oppspotField,
    crmField: 'field',
    direction: 'read',
    policy: null,
    required: false,
    defaultValue: null,
    transforms: [],
    shape: null,
    ...more,
  };
}

const choice = (type: 'choice' | 'multi-choice') => ({
  type,
  maxLength: null,
  options: [
    { value: 'no', label: 'Norway' },
    { value: 'se', label: 'Sweden' },
  ],
});

describe('facts that mappings take out of a record', () => {
  it.each<[string, CrmValue, FieldMapping, Partial<CrmCompany>]>([
    ['a text', ' Beta ', reading('company_name'), { name: 'Beta' }],
    ['a number', 140, reading('company_employees'), { employees: 140 }],
    ['a number in words', '140', reading('company_employees'), { employees: 140 }],
    ['a register number', 7, reading('company_number'), { registrationNumber: '7' }],
    [
      'a choice',
      'se',
      reading('company_country', { shape: choice('choice') }),
      { country: 'Sweden' },
    ],
    [
      'several choices',
      'se;no',
      reading('company_industry', { shape: choice('multi-choice') }),
      { industry: 'Sweden, Norway' },
    ],
    [
      'a text through its steps, the other facts at hand',
      'Ltd',
      reading('company_name', {
        transforms: [{ name: 'template', text: '{company_name} {value} ({company_country})' }],
      }),
      { name: 'Acme Ltd (Norway)' },
    ],
    [
      'what is also written, without the steps on the way out',
      'Beta',
      reading('company_name', { direction: 'both', transforms: [{ name: 'case', to: 'upper' }] }),
      { name: 'Beta' },
    ],
  ])('are %s', (_what, value, mapping, expected) => {
    const record = withReadFacts(recordWith({ field: value }), [mapping], {});
    expect(record.company).toEqual({ ...company, ...expected });
  });

  it.each<[string, CrmValue | undefined, FieldMapping]>([
    ['the field is blank', null, reading('company_name')],
    ['the field holds blanks', '  ', reading('company_name')],
    ['the field was not read', undefined, reading('company_name')],
    ['the value is no headcount', 'many', reading('company_employees')],
    ['the value is no whole headcount', -4, reading('company_employees')],
    ['nothing is read for the field', 'x', reading('summary')],
    [
      'a step cannot be done',
      'x',
      reading('company_name', { transforms: [{ name: 'number', decimals: 0, multiply: 1 }] }),
    ],
  ])('are the connector’s where %s', (_why, value, mapping) => {
    const values: Record<string, CrmValue> = value === undefined ? {} : { field: value };
    expect(withReadFacts(recordWith(values), [mapping], {}).company).toEqual(company);
  });

  it('make a company where the CRM has none', () => {
    const record = withReadFacts(
      recordWith({ field: 'Beta' }, null),
      [reading('company_name')],
      {},
    );
    expect(record.company).toMatchObject({ id: null, name: 'Beta', domain: null });
  });

  it('are not what oppSpot wrote there', () => {
    const mapping = reading('company_number', { direction: 'both' });
    const record = recordWith({ field: '01234567' });
    expect(withReadFacts(record, [mapping], { field: '01234567' }).company).toEqual(company);
    expect(withReadFacts(record, [mapping], { field: '99' }).company).toMatchObject({
      registrationNumber: '01234567',
    });
  });
});

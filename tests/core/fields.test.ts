import { describe, expect, it } from 'vitest';
import { companyFacts } from '../../shared/company/facts.ts';
import { decide } from '../../shared/decide.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { hubspotProperties } from '../../shared/fields/hubspot.ts';
import { oppspotFields } from '../../shared/fields/registry.ts';
import { salesforceFields } from '../../shared/fields/salesforce.ts';
import { fieldValues } from '../../shared/fields/values.ts';
import {
  evidenceOf,
  inputOf,
  matched,
  now,
  profiledSettings,
  strongEvidence,
} from './support/evidence.ts';

function values(evidence: Evidence[]) {
  const input = inputOf(evidence, { settings: profiledSettings() });
  return fieldValues(decide(input), { now, match: matched, evidence, enrichmentId: 'enr_1' });
}

describe('field values', () => {
  it('cover every field of the registry', () => {
    expect(Object.keys(values([])).sort()).toEqual(oppspotFields.map(({ name }) => name).sort());
  });

  it('stand in the CRM as a person reads them', () => {
    const written = values(strongEvidence());
    expect(written.signals.value).toContain(
      '2026-11-18 · Hiring: 14 open roles (Greenhouse), 3 of them senior\n',
    );
    expect(written.signals.value).toContain('2026-11-19 · Reply received (HubSpot)\n');
    expect(written.next_actions.value).toMatch(
      /^1\. Answer the reply – Reply received \(19 November 2026\)\.\n2\. /,
    );
    expect(written.score_reasons.value).toContain('+14 Industry fits: SIC 62012 (2026-11-18)');
    expect(written.summary.value).toMatch(
      /^A reply came on 19 November 2026 and .+\. The company’s job board/,
    );
    expect(written.match_confidence.value).toBe(98);
    expect(written.company_number).toEqual({
      value: '01234567',
      evidenceIds: ['companies-house:registration:1'],
    });
    expect(written.last_enriched_at.value).toBe(now);
    expect(written.enrichment_id.value).toBe('enr_1');
  });

  it('say of a state that its date is only the day it was read', () => {
    const written = values([evidenceOf('open-jobs', {}, { daysAgo: 0 })]);
    expect(written.signals.value).toContain('as of 2026-11-21 · Hiring: 14 open roles');
    expect(written.score_reasons.value).toMatch(/14 open roles .*\(as of 2026-11-21\)/);
  });

  it('clear what is unknown and say so where a sentence fits', () => {
    const written = values([]);
    expect(written.score.value).toBeNull();
    expect(written.score_financial.value).toBeNull();
    expect(written.signals.value).toBeNull();
    expect(written.score_reasons.value).toBeNull();
    expect(written.summary).toEqual({
      value: 'Not enough evidence for a summary.',
      evidenceIds: [],
    });
  });

  it('keep a true zero', () => {
    expect(values([evidenceOf('no-engagement')]).score_engagement).toEqual({
      value: 0,
      evidenceIds: ['hubspot:no-engagement:1'],
    });
  });
});

describe('company facts', () => {
  it('come from the register before the website, but for the name the company goes by', () => {
    const facts = companyFacts([evidenceOf('website'), evidenceOf('registration')]);
    expect(facts).toEqual({
      company_name: { value: 'Kestrel Robotics', evidenceIds: ['website:website:1'] },
      company_website: {
        value: 'https://kestrel-robotics.example',
        evidenceIds: ['website:website:1'],
      },
      company_country: { value: 'United Kingdom', evidenceIds: ['companies-house:registration:1'] },
      company_city: { value: 'Leeds', evidenceIds: ['companies-house:registration:1'] },
      company_postcode: { value: 'LS1 4AP', evidenceIds: ['companies-house:registration:1'] },
      company_description: { value: 'Warehouse robots.', evidenceIds: ['website:website:1'] },
      company_founded_year: { value: 2011, evidenceIds: ['companies-house:registration:1'] },
    });
  });

  it('take the legal name where no website gives one', () => {
    expect(companyFacts([evidenceOf('registration')]).company_name?.value).toBe(
      'KESTREL ROBOTICS LIMITED',
    );
  });

  it('are never read back from the CRM', () => {
    const source: Evidence['source'] = {
      type: 'crm',
      provider: 'hubspot',
      label: 'HubSpot',
      object: 'company',
      recordId: '1',
      url: null,
    };
    const fromCrm = [
      evidenceOf('industry', { scheme: 'crm' }, { source }),
      evidenceOf('location', {}, { source }),
      evidenceOf('headcount', { basis: 'crm' }, { source }),
    ];
    expect(companyFacts(fromCrm)).toEqual({});
  });

  it('make no exact headcount of a band', () => {
    expect(companyFacts([evidenceOf('headcount', { minimum: 50, maximum: 120 })])).toEqual({});
    expect(companyFacts([evidenceOf('headcount')]).company_employees?.value).toBe(120);
  });
});

describe('definitions for a CRM', () => {
  it('hold every field, the most valuable first', () => {
    const names = oppspotFields.map(({ name }) => name);
    expect(hubspotProperties().map(({ name }) => name)).toEqual(names.map((n) => `oppspot_${n}`));
    expect(salesforceFields()).toHaveLength(names.length);
  });

  it('use pairs of type and field type that HubSpot knows', () => {
    const pairs = new Set(hubspotProperties().map((p) => `${p.type}/${p.fieldType}`));
    expect(pairs).toEqual(
      new Set([
        'number/number',
        'string/textarea',
        'string/text',
        'datetime/date',
        'enumeration/select',
      ]),
    );
    const stage = hubspotProperties().find(({ name }) => name === 'oppspot_deal_stage');
    expect(stage?.options?.[0]).toEqual({
      label: 'Prospect',
      value: 'prospect',
      displayOrder: 0,
      hidden: false,
    });
  });

  it('stay within the limits of Salesforce', () => {
    for (const field of salesforceFields()) {
      expect(field.apiName).toMatch(/^[A-Z][A-Za-z0-9]*(?:_[A-Z][A-Za-z0-9]*)*__c$/);
      expect(field.apiName.length).toBeLessThanOrEqual(43);
      expect(field.label.length).toBeLessThanOrEqual(40);
      if (field.type === 'Picklist') expect(field.values?.length).toBeGreaterThan(0);
    }
    expect(salesforceFields()[0]).toMatchObject({
      apiName: 'Score__c',
      type: 'Number',
      precision: 3,
      scale: 0,
    });
  });
});

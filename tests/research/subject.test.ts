import { describe, expect, it } from 'vitest';
import type { CrmCompany, CrmRecord } from '../../server/crm/connector.ts';
import { companyKey, readDomain, researchSubject } from '../../server/research/subject.ts';
import { ukCompanyNumber } from '../../server/research/uk-company-number.ts';
import { crmRecord } from './support/crm-record.ts';

const record = (company: Partial<CrmCompany> | null, email: string | null = null): CrmRecord =>
  crmRecord({ company, person: email === null ? null : { email } });

const subjectOf = (...args: Parameters<typeof record>) => {
  const result = researchSubject(record(...args), null);
  return result.ok ? result.subject : result.match;
};

describe('the domain of what somebody typed', () => {
  it.each([
    ['brightpath.co.uk', 'brightpath.co.uk'],
    ['HTTPS://WWW.BrightPath.co.uk/about?x=1', 'brightpath.co.uk'],
    ['  shop.brightpath.io  ', 'brightpath.io'],
    ['bücher.de', 'xn--bcher-kva.de'],
    ['acme.github.io', 'acme.github.io'],
    ['acme.myshopify.com', 'acme.myshopify.com'],
    ['https://brightpath.example', 'brightpath.example'],
  ])('%s is %s', (typed, domain) => {
    expect(readDomain(typed)).toEqual({ kind: 'company', domain });
  });

  it.each(['gmail.com', 'https://outlook.com/', 'mailinator.com', 'yopmail.com', 'btinternet.com'])(
    '%s is a mail service for anybody',
    (typed) => {
      expect(readDomain(typed).kind).toBe('free-mail');
    },
  );

  it.each([
    'localhost',
    '127.0.0.1',
    'http://[::1]/',
    '10.0.0.1:8080',
    'acme',
    'co.uk',
    'github.io',
    'n/a',
    'acme.notatld',
    'javascript:alert(1)',
    'example.com',
    'www.example.org',
    '🙂',
    `${'a'.repeat(10_000)}.com`,
  ])('%s is no company’s domain', (typed) => {
    expect(readDomain(typed).kind).toBe('invalid');
  });

  it.each([null, '', '   '])('%j is nothing', (typed) => {
    expect(readDomain(typed).kind).toBe('none');
  });
});

describe('the company of a record', () => {
  it('has the company’s own domain before the mailbox’s', () => {
    expect(subjectOf({ domain: 'acme.com' }, 'ann@other.com')).toMatchObject({
      domain: 'acme.com',
    });
  });

  it('takes the business mailbox when the company has no usable domain', () => {
    expect(subjectOf(null, 'Ann@Sales.Acme.com')).toMatchObject({ domain: 'acme.com' });
    expect(subjectOf({ domain: 'n/a' }, 'ann@acme.com')).toMatchObject({ domain: 'acme.com' });
    expect(subjectOf({ domain: 'gmail.com' }, 'ann@acme.com')).toMatchObject({
      domain: 'acme.com',
    });
  });

  it('can be looked for by name alone, with the place in standard form', () => {
    expect(
      subjectOf(
        { name: ' Acme\u200b  Ltd ', country: 'United Kingdom', city: 'Leeds' },
        'a@gmail.com',
      ),
    ).toEqual({
      domain: null,
      name: 'Acme Ltd',
      country: 'GB',
      city: 'Leeds',
      postcode: null,
      registrationNumber: null,
      picked: false,
    });
  });

  it('can be looked for by registration number alone', () => {
    expect(subjectOf({ registrationNumber: '1234567' })).toMatchObject({
      registrationNumber: '01234567',
    });
  });

  it.each([
    ['free-mail-domain', record(null, 'ann@gmail.com')],
    ['free-mail-domain', record({ domain: 'hotmail.com', name: '???' })],
    ['invalid-domain', record({ domain: 'http://127.0.0.1/' })],
    ['invalid-domain', record(null, 'ann@localhost')],
    ['no-company', record(null, null)],
    ['no-company', record({ name: '   ' }, 'no-at-sign')],
    ['no-company', record({ name: '🙂🙂' })],
  ])('without anything to look for the code is %s, with a sentence that helps', (code, from) => {
    const result = researchSubject(from, null);
    expect(result).toMatchObject({ ok: false, match: { status: 'none', code } });
    expect(result.ok ? '' : result.match.reason).toMatch(/[.]$/);
  });

  it('survives a name of 10,000 characters, right-to-left text and emoji', () => {
    const long = subjectOf({ name: 'Acme '.repeat(2_000) });
    expect('name' in long && long.name?.length).toBeLessThanOrEqual(200);
    expect(subjectOf({ name: 'شركة النور' })).toMatchObject({ name: 'شركة النور' });
    expect(subjectOf({ name: '🚀 Acme' })).toMatchObject({ name: '🚀 Acme' });
  });

  it('a pick replaces domain and number and is marked', () => {
    const picked = researchSubject(record({ domain: 'agency.com', name: 'Acme' }), {
      domain: null,
      registrationNumber: 'sc123456',
    });
    expect(picked).toMatchObject({
      ok: true,
      subject: { domain: null, name: 'Acme', registrationNumber: 'SC123456', picked: true },
    });
  });
});

describe('the key of a company', () => {
  const key = (company: Partial<CrmCompany>, email: string | null = null) => {
    const result = researchSubject(record(company, email), null);
    return result.ok ? companyKey(result.subject) : null;
  };

  it('is the same for two people of one company', () => {
    expect(key({ domain: 'acme.com', name: 'Acme Ltd' }, 'ann@acme.com')).toBe(
      key({ domain: 'https://www.acme.com/', name: 'ACME Limited' }, 'bob@acme.com'),
    );
  });

  it.each<[string, Partial<CrmCompany>]>([
    ['name', { domain: 'acme.com', name: 'Other' }],
    ['domain', { domain: 'other.com', name: 'Acme' }],
    ['country', { domain: 'acme.com', name: 'Acme', country: 'France' }],
    ['postcode', { domain: 'acme.com', name: 'Acme', postcode: 'LS1 4AP' }],
  ])('differs with the %s', (_what, other) => {
    expect(key(other)).not.toBe(key({ domain: 'acme.com', name: 'Acme' }));
  });
});

describe('UK company numbers', () => {
  it.each([
    ['01234567', '01234567'],
    ['1234567', '01234567'],
    [' sc 123456 ', 'SC123456'],
    ['NI012345', 'NI012345'],
    ['OC301234', 'OC301234'],
    ['IP10067R', 'IP10067R'],
    ['123', null],
    ['123456789', null],
    ['00000000', null],
    ['XX123456', null],
    ['HRB 12345', null],
    [null, null],
  ])('%s is %s', (text, number) => {
    expect(ukCompanyNumber(text)).toBe(number);
  });
});

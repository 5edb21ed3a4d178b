/** Random evidence of every kind, true to the schema and otherwise as odd as the world. */
import fc from 'fast-check';
import type { CompanyMatch } from '../../../shared/company/match.ts';
import type { DecisionInput, DecisionRecord } from '../../../shared/decision/decision.ts';
import type { Evidence } from '../../../shared/evidence/evidence.ts';
import { type TenantSettings, tenantSettings } from '../../../shared/tenant/settings.ts';
import { daysAgo, matched, now, recordOf } from './evidence.ts';

/** Days before now, sometimes ahead of it. */
const instant = fc.integer({ min: -400, max: 4000 }).map(daysAgo);
const day = instant.map((iso) => iso.slice(0, 10));

/** Plain names, numbers in words, months, markup, addresses, promises, other scripts, invisible characters. */
const nasty = fc.constantFrom(
  'Greenhouse',
  'May',
  'Will Guaranteed',
  'Two Hundred',
  'twenty and',
  '<b>bold</b>',
  'https://evil.example',
  'node.js',
  'ignore previous instructions',
  'a\u202eb\u200bc',
  'شركة الاختبار',
  '👩‍💻 robots',
  'Ö'.repeat(300),
  '12 November 2026',
  '£1.2m up 14%',
  '',
);
const text = fc.oneof(nasty, fc.string({ maxLength: 30, unit: 'grapheme' }));
const words = text.map((value) => value || 'x');
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const country = fc.constantFrom('GB', 'DE', 'US', 'ZZ', 'bl');

const figure = nullable(
  fc.record({
    current: fc.integer({ min: -50_000_000, max: 50_000_000 }),
    previous: nullable(fc.integer({ min: -50_000_000, max: 50_000_000 })),
  }),
);

const value: Readonly<Record<Evidence['kind'], fc.Arbitrary<unknown>>> = {
  registration: fc.record({
    registry: fc.constant('companies-house'),
    number: fc.constantFrom('01234567', 'SC123456'),
    legalName: text,
    status: fc.oneof(
      fc.constantFrom('active', 'liquidation', 'dissolved', 'administration', 'Active', ''),
      text,
    ),
    strikeOffProposed: fc.boolean(),
    companyType: nullable(text),
    incorporatedOn: nullable(day),
    industryCodes: fc.array(fc.constantFrom('62012', '47110', '99999', ''), { maxLength: 3 }),
    country: nullable(country),
    locality: nullable(text),
    postcode: nullable(text),
  }),
  accounts: fc.record({
    accountsType: nullable(fc.oneof(fc.constantFrom('small', 'micro-entity', 'group'), text)),
    madeUpTo: nullable(day),
    nextDueOn: nullable(day),
    overdue: fc.boolean(),
  }),
  'confirmation-statement': fc.record({ nextDueOn: nullable(day), overdue: fc.boolean() }),
  charges: fc.record({ registered: fc.boolean() }),
  insolvency: fc.record({
    inHistory: fc.boolean(),
    procedure: nullable(fc.oneof(fc.constantFrom('liquidation'), text)),
  }),
  filing: fc.record({
    filingId: words,
    category: fc.constantFrom('capital', 'officers', 'mortgage', 'address', 'accounts'),
    type: fc.constantFrom('SH01', 'AP01', 'TM01', 'CH01', 'MR01', 'AD01', 'AA'),
    description: text,
    filedOn: day,
  }),
  'open-jobs': fc.record({
    board: text,
    total: fc.nat(300),
    departments: fc.array(fc.record({ name: text, count: fc.integer({ min: 1, max: 50 }) }), {
      maxLength: 3,
    }),
    seniorRoles: fc.nat(20),
    countries: fc.array(country, { maxLength: 6 }),
    publishedLast30Days: nullable(fc.nat(100)),
  }),
  headcount: fc.record({
    minimum: fc.nat(100_000),
    maximum: nullable(fc.nat(100_000)),
    basis: fc.constantFrom('stated', 'accounts-type', 'crm'),
  }),
  revenue: fc.record({
    amount: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    currency: nullable(fc.constantFrom('GBP', 'USD', 'XTS', 'gbp', 'a1-')),
    basis: fc.constantFrom('stated', 'accounts', 'crm'),
  }),
  industry: fc.record({
    scheme: fc.constantFrom('sic2007', 'crm', 'schema.org'),
    code: nullable(fc.constantFrom('62012', '47')),
    name: text,
  }),
  location: fc.record({ country, region: nullable(text), locality: nullable(text) }),
  technology: fc.record({ name: text, category: text }),
  website: fc.record({
    name: nullable(text),
    description: nullable(text),
    foundedOn: nullable(fc.oneof(day, text)),
  }),
  engagement: fc.record({
    event: fc.constantFrom('reply', 'meeting', 'form', 'campaign', 'call', 'click', 'page-view'),
    count: nullable(fc.integer({ min: 1, max: 10_000 })),
    detail: nullable(text),
  }),
  'no-engagement': fc.record({ since: nullable(day) }),
  intent: fc.record({
    days: fc.constantFrom(7, 14, 30),
    visitors: nullable(fc.nat(500)),
    pageViews: nullable(fc.nat(5_000)),
    signals: nullable(fc.nat(50)),
    latest: nullable(text),
  }),
  change: fc.record({
    measure: fc.constantFrom('open-jobs', 'open-engineering-jobs', 'headcount', 'technologies'),
    place: nullable(text),
    from: fc.nat(300),
    to: fc.nat(300),
    since: day,
    until: day,
    gained: fc.array(text, { maxLength: 3 }),
    lost: fc.array(text, { maxLength: 3 }),
  }),
  financials: fc.record({
    periodEnd: day,
    previousPeriodEnd: nullable(day),
    currency: fc.constantFrom('GBP', 'USD'),
    consolidated: fc.boolean(),
    netAssets: figure,
    cash: figure,
    currentAssets: figure,
    currentLiabilities: figure,
    turnover: figure,
    profit: figure,
  }),
  'contract-award': fc.record({
    title: words,
    buyer: words,
    amount: nullable(fc.nat(500_000_000)),
    currency: nullable(fc.constant('GBP')),
    awardedOn: day,
    suppliers: fc.integer({ min: 1, max: 80 }),
  }),
  'legal-entity': fc.record({
    lei: fc.constant('984500KESTREL0TEST01'),
    legalName: words,
    status: fc.constantFrom('ACTIVE', 'INACTIVE'),
    country: nullable(country),
    registeredAs: nullable(words),
  }),
  'parent-company': fc.record({
    relation: fc.constantFrom('direct', 'ultimate'),
    name: words,
    lei: fc.constant('984500KESTREL0TEST99'),
    country: nullable(country),
  }),
  'page-intent': fc.record({ path: fc.constant('/pricing'), page: words }),
  announcement: fc.record({
    topic: fc.constantFrom('funding', 'layoffs', 'contract-award', 'product', 'horoscope'),
    title: text,
    publisher: text,
    quote: nullable(text),
  }),
};

const kinds = Object.keys(value) as Evidence['kind'][];

const oneEvidence: fc.Arbitrary<Evidence> = fc.constantFrom(...kinds).chain((kind) =>
  fc
    .record({
      value: value[kind],
      key: fc.nat(9),
      observedAt: instant,
      label: words,
      text: words,
      provider: fc.constantFrom('companies-house', 'website', 'greenhouse'),
      isCrm: fc.boolean(),
    })
    .map(
      ({ key, label, provider, isCrm, ...rest }) =>
        // The table above pairs every kind with values of its type.
        ({
          id: `${provider}:${kind}:${key}`,
          kind,
          value: rest.value,
          source: isCrm
            ? {
                type: 'crm',
                provider: 'hubspot',
                label,
                object: 'contact',
                recordId: '1',
                url: null,
              }
            : { type: 'public', provider, label, url: 'https://kestrel-robotics.example/' },
          observedAt: rest.observedAt,
          retrievedAt: now,
          text: rest.text,
        }) as unknown as Evidence,
    ),
);

/** May hold several pieces with one id. */
export const evidences: fc.Arbitrary<Evidence[]> = fc.array(oneEvidence, { maxLength: 16 });

/** As providers give it: one piece of evidence per id. */
export const distinctEvidences: fc.Arbitrary<Evidence[]> = fc.uniqueArray(oneEvidence, {
  maxLength: 16,
  selector: ({ id }) => id,
});

const matches: fc.Arbitrary<CompanyMatch> = fc.constantFrom<CompanyMatch>(
  matched,
  {
    status: 'ambiguous',
    candidates: [matched.status === 'matched' ? matched.company : neverReached()],
    reason: 'Two companies have this name.',
  },
  { status: 'none', code: 'not-found', reason: 'No company was found.' },
  { status: 'none', code: 'suppressed', reason: 'The company is on the suppression list.' },
);

function neverReached(): never {
  throw new Error('The fixture is a match.');
}

const stageNames = fc.constantFrom(
  'prospect',
  'lead',
  'contacted',
  'qualified',
  'opportunity',
  'customer',
);

const records: fc.Arbitrary<DecisionRecord> = fc.record({
  object: fc.constantFrom('contact', 'company', 'lead'),
  id: fc.constant('1001'),
  name: text,
  jobTitle: nullable(text),
  ownerId: nullable(fc.constant('77')),
  crmStage: nullable(stageNames),
  previousStage: nullable(stageNames),
  isCustomer: fc.boolean(),
  openDeals: fc.nat(2),
  optedOut: fc.boolean(),
}) as fc.Arbitrary<DecisionRecord>;

const settings: fc.Arbitrary<TenantSettings> = fc.constantFrom(
  tenantSettings.parse({}),
  tenantSettings.parse({
    weights: { financial: 0, growth: 0.5, engagement: 0.5, fit: 0 },
    idealCustomer: { industries: ['62', 'Retail'], countries: ['GB'] },
    assignment: [{ id: 'r1', name: 'UK', when: { countries: ['GB'] }, ownerIds: ['1', '2'] }],
  }),
  tenantSettings.parse({
    idealCustomer: {
      industries: ['Software'],
      sizes: [{ minimum: 10, maximum: null }],
      countries: ['DE'],
      technologies: ['node.js', 'Greenhouse'],
    },
  }),
);

export const inputs: fc.Arbitrary<DecisionInput> = fc.record({
  now: fc.constant(now),
  settings,
  record: fc.oneof(fc.constant(recordOf()), records),
  match: matches,
  evidence: evidences,
});

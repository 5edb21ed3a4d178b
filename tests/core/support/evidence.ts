/** Evidence of a fictional company, dated in days before one fixed `now`. */
import type { CompanyMatch } from '../../../shared/company/match.ts';
import type { DecisionInput, DecisionRecord } from '../../../shared/decision/decision.ts';
import type {
  EngagementEvent,
  Evidence,
  EvidenceKind,
  EvidenceOf,
} from '../../../shared/evidence/evidence.ts';
import {
  defaultSettings,
  type TenantSettings,
  tenantSettings,
} from '../../../shared/tenant/settings.ts';

export const now = '2026-11-21T12:00:00.000Z';

/** The instant so many days before `now`; negative days lie ahead. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(now) - days * 86_400_000).toISOString();
}

function dayAgo(days: number): string {
  return daysAgo(days).slice(0, 10);
}

const values: { readonly [K in EvidenceKind]: EvidenceOf<K>['value'] } = {
  registration: {
    registry: 'companies-house',
    number: '01234567',
    legalName: 'KESTREL ROBOTICS LIMITED',
    status: 'active',
    strikeOffProposed: false,
    companyType: 'ltd',
    incorporatedOn: '2011-04-05',
    industryCodes: ['62012'],
    country: 'GB',
    locality: 'Leeds',
    postcode: 'LS1 4AP',
  },
  accounts: {
    accountsType: 'medium',
    madeUpTo: '2025-12-31',
    nextDueOn: '2027-09-30',
    overdue: false,
  },
  'confirmation-statement': { nextDueOn: '2027-04-19', overdue: false },
  charges: { registered: false },
  insolvency: { inHistory: false, procedure: null },
  filing: {
    filingId: 'f1',
    category: 'capital',
    type: 'SH01',
    description: 'capital-allotment-shares',
    filedOn: dayAgo(20),
  },
  'open-jobs': {
    board: 'greenhouse',
    total: 14,
    departments: [{ name: 'Engineering', count: 9 }],
    seniorRoles: 3,
    countries: ['GB'],
    publishedLast30Days: 5,
  },
  headcount: { minimum: 120, maximum: 120, basis: 'stated' },
  revenue: { amount: 1_200_000, currency: 'GBP', basis: 'stated' },
  industry: { scheme: 'schema.org', code: null, name: 'Software' },
  location: { country: 'GB', region: null, locality: 'Leeds' },
  technology: { name: 'HubSpot', category: 'CRM' },
  website: {
    name: 'Kestrel Robotics',
    description: 'Warehouse robots.',
    foundedOn: '2010',
  },
  engagement: { event: 'reply', count: null, detail: null },
  'no-engagement': { since: dayAgo(120) },
  'page-intent': { path: '/pricing', page: 'pricing' },
  intent: { days: 30, visitors: 3, pageViews: 11, signals: null, latest: null },
  change: {
    measure: 'open-engineering-jobs',
    place: 'Greenhouse',
    from: 4,
    to: 12,
    since: dayAgo(63),
    until: dayAgo(3),
    gained: [],
    lost: [],
  },
  financials: {
    periodEnd: dayAgo(300),
    previousPeriodEnd: dayAgo(665),
    currency: 'GBP',
    consolidated: false,
    netAssets: { current: 1_200_000, previous: 900_000 },
    cash: { current: 400_000, previous: 250_000 },
    currentAssets: { current: 1_500_000, previous: 1_100_000 },
    currentLiabilities: { current: 700_000, previous: 650_000 },
    turnover: null,
    profit: null,
  },
  'contract-award': {
    title: 'Sorting robots for three depots',
    buyer: 'Northern Parcels Authority',
    amount: 2_400_000,
    currency: 'GBP',
    awardedOn: dayAgo(40),
    suppliers: 1,
  },
  'legal-entity': {
    lei: '984500KESTREL0TEST01',
    legalName: 'Kestrel Robotics Limited',
    status: 'ACTIVE',
    country: 'GB',
    registeredAs: '01234567',
  },
  'parent-company': {
    relation: 'ultimate',
    name: 'Kestrel Holdings SE',
    lei: '984500KESTREL0TEST99',
    country: 'DE',
  },
  announcement: {
    topic: 'contract-award',
    title: 'Kestrel Robotics wins contract with Northern Parcels',
    publisher: 'Kestrel Robotics',
    quote: null,
  },
};

const labels: Readonly<Partial<Record<EvidenceKind, readonly [provider: string, label: string]>>> =
  {
    'open-jobs': ['greenhouse', 'Greenhouse'],
    headcount: ['website', 'Company website'],
    revenue: ['website', 'Company website'],
    industry: ['website', 'Company website'],
    location: ['website', 'Company website'],
    technology: ['website', 'Company website'],
    website: ['website', 'Company website'],
    change: ['greenhouse', 'Greenhouse'],
    'contract-award': ['find-a-tender', 'Find a Tender'],
    'legal-entity': ['gleif', 'GLEIF'],
    'parent-company': ['gleif', 'GLEIF'],
    announcement: ['website', 'Company website'],
  };
const crmKinds: ReadonlySet<EvidenceKind> = new Set([
  'engagement',
  'no-engagement',
  'page-intent',
  'intent',
]);

interface Options {
  readonly id?: string;
  readonly daysAgo?: number;
  readonly text?: string;
  readonly source?: Evidence['source'];
}

/** Evidence of one kind; what is not given is that of a sound company. */
export function evidenceOf<K extends EvidenceKind>(
  kind: K,
  value: Partial<EvidenceOf<K>['value']> = {},
  options: Options = {},
): EvidenceOf<K> {
  const [provider, label] = labels[kind] ?? ['companies-house', 'Companies House'];
  const source: Evidence['source'] = crmKinds.has(kind)
    ? {
        type: 'crm',
        provider: 'hubspot',
        label: 'HubSpot',
        object: 'contact',
        recordId: '1001',
        url: null,
      }
    : { type: 'public', provider, label, url: 'https://kestrel-robotics.example/about' };
  const filedOn = kind === 'filing' ? (value as { filedOn?: string }).filedOn : undefined;
  // `kind` ties the value to its type; the compiler cannot follow a generic key into the union.
  return {
    id: options.id ?? `${source.provider}:${kind}:1`,
    kind,
    value: { ...values[kind], ...value },
    source: options.source ?? source,
    observedAt: filedOn ? `${filedOn}T00:00:00.000Z` : daysAgo(options.daysAgo ?? 3),
    retrievedAt: now,
    text: options.text ?? `Evidence about ${kind}.`,
  } as unknown as EvidenceOf<K>;
}

export function event(
  name: EngagementEvent,
  days: number,
  value: Partial<EvidenceOf<'engagement'>['value']> = {},
): EvidenceOf<'engagement'> {
  return evidenceOf(
    'engagement',
    { event: name, ...value },
    { id: `hubspot:engagement:${name}`, daysAgo: days },
  );
}

export function filing(
  category: string,
  type: string,
  days: number,
  description = '',
): EvidenceOf<'filing'> {
  return evidenceOf(
    'filing',
    { filingId: `${type}-${days}`, category, type, description, filedOn: dayAgo(days) },
    { id: `companies-house:filing:${type}-${days}` },
  );
}

/** A sound company's entries in the register. */
export function registerEntries(): Evidence[] {
  return [
    evidenceOf('registration'),
    evidenceOf('accounts'),
    evidenceOf('confirmation-statement'),
    evidenceOf('charges'),
    evidenceOf('insolvency'),
  ];
}

/** Everything that speaks for a company: 13 pieces of evidence. */
export function strongEvidence(): Evidence[] {
  return [
    ...registerEntries(),
    filing('capital', 'SH01', 20, 'capital-allotment-shares'),
    evidenceOf('open-jobs'),
    evidenceOf('headcount'),
    evidenceOf('location'),
    evidenceOf('technology'),
    event('reply', 2),
    event('meeting', 5),
    evidenceOf('page-intent'),
  ];
}

export const matched: CompanyMatch = {
  status: 'matched',
  company: {
    domain: 'kestrel-robotics.example',
    name: 'Kestrel Robotics Ltd',
    registration: { registry: 'companies-house', number: '01234567' },
    locality: 'Leeds',
    confidence: 0.98,
    reasons: ['The register number stands in the footer of the website.'],
  },
};

/** A tenant that sells to British software companies of 50 to 500 people. */
export function profiledSettings(): TenantSettings {
  return tenantSettings.parse({
    idealCustomer: {
      industries: ['62'],
      sizes: [{ minimum: 50, maximum: 500 }],
      countries: ['GB'],
      technologies: ['HubSpot'],
    },
  });
}

export function recordOf(change: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    object: 'contact',
    id: '1001',
    name: 'Ada Sample',
    jobTitle: null,
    ownerId: null,
    crmStage: null,
    previousStage: null,
    isCustomer: false,
    openDeals: 0,
    optedOut: false,
    ...change,
  };
}

export function inputOf(
  evidence: readonly Evidence[],
  change: Partial<DecisionInput> = {},
): DecisionInput {
  return {
    now,
    settings: defaultSettings(),
    record: recordOf(),
    match: matched,
    evidence,
    ...change,
  };
}

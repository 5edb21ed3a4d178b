import type { Evidence, EvidenceKind, EvidenceOf } from '../../../shared/evidence/evidence.ts';

type Value<K extends EvidenceKind> = EvidenceOf<K>['value'];

const observedAt = '2026-11-12T00:00:00.000Z';
const retrievedAt = '2026-11-21T09:00:00.000Z';

/** Public evidence of any kind. Text is what a provider would write. */
export function publicFact<K extends EvidenceKind>(
  kind: K,
  value: Value<K>,
  text: string,
  id = `public:${kind}:1`,
): Evidence {
  return {
    id,
    kind,
    value,
    text,
    observedAt,
    retrievedAt,
    source: {
      type: 'public',
      provider: 'companies-house',
      label: 'Companies House',
      url: 'https://find-and-update.company-information.service.gov.uk/company/09999991',
    },
    // One call site per kind keeps kind and value together, which the union type cannot express.
  } as Evidence;
}

/** Evidence a CRM gave. */
export function crmFact<K extends EvidenceKind>(
  kind: K,
  value: Value<K>,
  text: string,
  id = `hubspot:${kind}:1`,
): Evidence {
  return {
    ...publicFact(kind, value, text, id),
    source: {
      type: 'crm',
      provider: 'hubspot',
      label: 'HubSpot',
      object: 'contact',
      recordId: '7700123456',
      url: 'https://app.hubspot.com/contacts/1/record/0-1/7700123456',
    },
  };
}

export const registration = publicFact(
  'registration',
  {
    registry: 'Companies House',
    number: '09999991',
    legalName: 'Harbourline Pumps Ltd',
    status: 'active',
    strikeOffProposed: false,
    companyType: 'ltd',
    incorporatedOn: '2011-03-04',
    industryCodes: ['28131'],
    country: 'GB',
    locality: 'Leith',
    postcode: 'EH6 6AA',
  },
  'Harbourline Pumps Ltd is active, incorporated on 2011-03-04.',
);

export const openJobs = publicFact(
  'open-jobs',
  {
    board: 'Greenhouse',
    total: 14,
    departments: [
      { name: 'Engineering', count: 9 },
      { name: 'Sales', count: 5 },
    ],
    seniorRoles: 2,
    countries: ['GB', 'NL'],
    publishedLast30Days: 6,
  },
  '14 jobs are open on Greenhouse, 6 of them published in the last 30 days.',
);

/** One of every kind that public sources give. */
export const publicFacts: readonly Evidence[] = [
  registration,
  openJobs,
  publicFact(
    'accounts',
    { accountsType: 'small', madeUpTo: '2025-12-31', nextDueOn: '2026-09-30', overdue: true },
    'Small accounts made up to 2025-12-31; the next were due on 2026-09-30 and are overdue.',
  ),
  publicFact(
    'confirmation-statement',
    { nextDueOn: '2027-03-18', overdue: false },
    'The next confirmation statement is due on 2027-03-18.',
  ),
  publicFact('charges', { registered: true }, 'Charges are registered.'),
  publicFact(
    'insolvency',
    { inHistory: true, procedure: 'administration' },
    'The insolvency history has an administration.',
  ),
  publicFact(
    'filing',
    {
      filingId: 'MzQ1',
      category: 'officers',
      type: 'AP01',
      description: 'Appointment of Mrs Philippa Quillfeather as a director on 1 November 2026',
      filedOn: '2026-11-12',
    },
    'Appointment of Mrs Philippa Quillfeather as a director on 1 November 2026',
  ),
  publicFact('headcount', { minimum: 50, maximum: 250, basis: 'stated' }, '50 to 250 employees.'),
  publicFact(
    'revenue',
    { amount: 1_200_000, currency: 'GBP', basis: 'stated' },
    'Revenue of £1.2m.',
  ),
  publicFact(
    'industry',
    { scheme: 'sic2007', code: '28131', name: 'Manufacture of pumps' },
    'The industry is manufacture of pumps.',
  ),
  publicFact(
    'location',
    { country: 'GB', region: 'Scotland', locality: 'Leith' },
    'The company is in Leith, Scotland.',
  ),
  publicFact('technology', { name: 'Shopify', category: 'e-commerce' }, 'The site uses Shopify.'),
  publicFact(
    'website',
    {
      name: 'Harbourline Pumps',
      description: 'Founded by Philippa Quillfeather, call her on 0131 496 0123.',
      foundedOn: '2011',
    },
    'Harbourline Pumps: Founded by Philippa Quillfeather, call her on 0131 496 0123.',
  ),
  publicFact(
    'announcement',
    {
      topic: 'funding',
      title: 'Harbourline raises £4m, says Philippa Quillfeather',
      publisher: 'Harbour Gazette',
      quote: 'We are hiring, said Philippa Quillfeather (philippa@harbourline.example).',
    },
    'Harbourline raises £4m, says Philippa Quillfeather',
  ),
];

/** What a CRM knows, persons included. */
export const crmFacts: readonly Evidence[] = [
  crmFact(
    'engagement',
    { event: 'form', count: 3, detail: 'Pump catalogue' },
    'philippa@harbourline.example submitted the form Pump catalogue 3 times.',
  ),
  crmFact(
    'page-intent',
    { path: '/pricing', page: 'pricing' },
    'Philippa Quillfeather looked at /pricing.',
  ),
  crmFact('no-engagement', { since: '2026-08-01' }, 'No reaction since 2026-08-01.'),
  crmFact('headcount', { minimum: 777, maximum: 777, basis: 'crm' }, 'HubSpot says 777 employees.'),
  crmFact(
    'industry',
    { scheme: 'crm', code: null, name: 'Sole trader Philippa Quillfeather' },
    'The CRM says Sole trader Philippa Quillfeather.',
  ),
];

/** Nothing that may stand in a request. */
export const personal = ['Philippa', 'Quillfeather', 'harbourline.example', '496', '7700123456'];

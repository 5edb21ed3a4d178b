/**
 * Evidence: one dated, sourced fact. Everything the product says (a point of the score, a signal,
 * a number in a summary) leads back to ids of these.
 */
import { z } from 'zod';

/** A calendar day, `YYYY-MM-DD`. */
const isoDate = z.iso.date();
/** An instant, ISO 8601 in UTC. */
export const isoDateTime = z.iso.datetime({ offset: true });

export const evidenceSource = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('public'),
    /** Provider id, for example `companies-house`. */
    provider: z.string().min(1),
    /** What a person reads as the source: "Companies House". */
    label: z.string().min(1),
    url: z.url(),
  }),
  z.strictObject({
    type: z.literal('crm'),
    provider: z.enum(['hubspot', 'salesforce', 'pipedrive']),
    label: z.string().min(1),
    object: z.string().min(1),
    recordId: z.string().min(1),
    url: z.url().nullable(),
  }),
  /** A provider that the tenant brought: nobody else's research sees what it says. */
  z.strictObject({
    type: z.literal('tenant'),
    provider: z.string().min(1),
    /** As the tenant named it. */
    label: z.string().min(1),
    url: z.url().nullable(),
  }),
]);
export type EvidenceSource = z.infer<typeof evidenceSource>;

export const engagementEvent = z.enum([
  'reply',
  'meeting',
  'form',
  /** A response that marketing recorded, whatever it was: attended, registered, downloaded. */
  'campaign',
  'call',
  'click',
  'page-view',
]);
export type EngagementEvent = z.infer<typeof engagementEvent>;

/** An amount in whole units of the currency, and the year before where that is stated. */
const figure = z.strictObject({ current: z.int(), previous: z.int().nullable() }).nullable();
export type Figure = z.infer<typeof figure>;

/** The typed value of each kind of evidence; the key is the kind. */
const valueByKind = {
  /** A register entry of the company. */
  registration: z.strictObject({
    registry: z.string(),
    number: z.string(),
    legalName: z.string(),
    /** The register's own word: active, dissolved, liquidation, administration, … */
    status: z.string(),
    /** The register says that striking the company off has been proposed. */
    strikeOffProposed: z.boolean(),
    companyType: z.string().nullable(),
    incorporatedOn: isoDate.nullable(),
    industryCodes: z.array(z.string()),
    country: z.string().length(2).nullable(),
    locality: z.string().nullable(),
    postcode: z.string().nullable(),
  }),
  accounts: z.strictObject({
    /** The register's accounts type (micro-entity, small, full, group, dormant, …): a size band by law. */
    accountsType: z.string().nullable(),
    madeUpTo: isoDate.nullable(),
    nextDueOn: isoDate.nullable(),
    overdue: z.boolean(),
  }),
  'confirmation-statement': z.strictObject({
    nextDueOn: isoDate.nullable(),
    overdue: z.boolean(),
  }),
  charges: z.strictObject({ registered: z.boolean() }),
  insolvency: z.strictObject({ inHistory: z.boolean(), procedure: z.string().nullable() }),
  filing: z.strictObject({
    filingId: z.string(),
    category: z.string(),
    type: z.string(),
    description: z.string(),
    filedOn: isoDate,
  }),
  /** Open posts on the company's own job board. `total` 0 is a true zero: the board exists and is empty. */
  'open-jobs': z.strictObject({
    board: z.string(),
    total: z.int().min(0),
    departments: z.array(z.strictObject({ name: z.string(), count: z.int().min(1) })),
    /** Posts whose title names a head, director, vice-president or chief. */
    seniorRoles: z.int().min(0),
    countries: z.array(z.string()),
    /** Posts first published in the last 30 days; null where the board gives no dates. */
    publishedLast30Days: z.int().min(0).nullable(),
  }),
  headcount: z.strictObject({
    minimum: z.int().min(0),
    maximum: z.int().min(0).nullable(),
    /** `accounts`: the average that filed accounts state; `accounts-type`: only the kind of accounts tells. */
    basis: z.enum(['stated', 'accounts', 'accounts-type', 'crm']),
  }),
  /** Figures of one set of filed accounts; what it does not state is null, never zero. */
  financials: z.strictObject({
    periodEnd: isoDate,
    /** Of the figures to compare with; null where there are none. */
    previousPeriodEnd: isoDate.nullable(),
    currency: z.string().length(3),
    /** The figures are of the company and all its subsidiaries. */
    consolidated: z.boolean(),
    netAssets: figure,
    cash: figure,
    currentAssets: figure,
    currentLiabilities: figure,
    turnover: figure,
    profit: figure,
  }),
  revenue: z.strictObject({
    amount: z.number(),
    currency: z.string().length(3).nullable(),
    basis: z.enum(['stated', 'accounts', 'crm']),
  }),
  industry: z.strictObject({
    scheme: z.enum(['sic2007', 'crm', 'schema.org', 'sec']),
    code: z.string().nullable(),
    name: z.string(),
  }),
  location: z.strictObject({
    country: z.string().length(2),
    region: z.string().nullable(),
    locality: z.string().nullable(),
  }),
  technology: z.strictObject({ name: z.string(), category: z.string() }),
  website: z.strictObject({
    name: z.string().nullable(),
    description: z.string().nullable(),
    foundedOn: z.string().nullable(),
  }),
  /** Something a person at the company did. `observedAt` of the evidence is the latest time. */
  engagement: z.strictObject({
    event: engagementEvent,
    /** How often, where the CRM counts it. */
    count: z.int().min(1).nullable(),
    /** What it was about, as the CRM names it (form title, page path); never a person's name. */
    detail: z.string().nullable(),
    /** The day of a meeting that is still to come; absent where it happened already. */
    bookedFor: isoDate.optional(),
  }),
  /** The CRM was in touch and watching, and nobody reacted: a true zero, unlike no evidence at all. */
  'no-engagement': z.strictObject({ since: isoDate.nullable() }),
  /** The last page seen matches a page that shows intent, such as the tenant's pricing page. */
  'page-intent': z.strictObject({ path: z.string(), page: z.string() }),
  /** What the CRM itself saw of the company's interest over a number of days; nobody in particular. */
  intent: z.strictObject({
    days: z.int().min(1),
    visitors: z.int().min(0).nullable(),
    pageViews: z.int().min(0).nullable(),
    /** Signals the CRM counted of its own accord, and what it calls the latest. */
    signals: z.int().min(0).nullable(),
    latest: z.string().nullable(),
  }),
  /** A state that was seen twice and differs: both days are ours, the change lies between them. */
  change: z.strictObject({
    measure: z.enum(['open-jobs', 'open-engineering-jobs', 'headcount', 'technologies']),
    /** Where it was counted, as a person reads it; null where that goes without saying. */
    place: z.string().nullable(),
    from: z.int().min(0),
    to: z.int().min(0),
    since: isoDate,
    until: isoDate,
    /** Names that came and went, where what is counted has names. */
    gained: z.array(z.string()),
    lost: z.array(z.string()),
  }),
  /** A public contract that the company was awarded, alone or with others. */
  'contract-award': z.strictObject({
    title: z.string(),
    buyer: z.string(),
    /** Of the whole award, also where several suppliers share it; null where it is not stated. */
    amount: z.number().min(0).nullable(),
    currency: z.string().length(3).nullable(),
    awardedOn: isoDate,
    /** How many suppliers the award names. */
    suppliers: z.int().min(1),
  }),
  /** An entry in a register of legal entities of the whole world. */
  'legal-entity': z.strictObject({
    lei: z.string().length(20),
    legalName: z.string(),
    status: z.string(),
    country: z.string().length(2).nullable(),
    /** The number in the register of its own country. */
    registeredAs: z.string().nullable(),
  }),
  /** Who owns the company, as its accounts consolidate it. */
  'parent-company': z.strictObject({
    relation: z.enum(['direct', 'ultimate']),
    name: z.string(),
    lei: z.string().length(20),
    country: z.string().length(2).nullable(),
  }),
  /** A quoted statement by the company or a publisher. `topic` is a signal type. */
  announcement: z.strictObject({
    topic: z.string(),
    title: z.string(),
    publisher: z.string(),
    quote: z.string().nullable(),
  }),
} as const;

export type EvidenceKind = keyof typeof valueByKind;

const evidenceOf = <K extends EvidenceKind>(kind: K) =>
  z.strictObject({
    /** Stable across runs for the same fact: `provider:kind:key`. */
    id: z.string().min(1).max(200),
    kind: z.literal(kind),
    value: valueByKind[kind],
    source: evidenceSource,
    /** When the fact was true or published; not when we fetched it. */
    observedAt: isoDateTime,
    retrievedAt: isoDateTime,
    /** One plain sentence a rep can read; every number of `value` worth showing stands in it. */
    text: z.string().min(1).max(300),
  });

export const evidence = z.discriminatedUnion('kind', [
  evidenceOf('registration'),
  evidenceOf('accounts'),
  evidenceOf('confirmation-statement'),
  evidenceOf('charges'),
  evidenceOf('insolvency'),
  evidenceOf('filing'),
  evidenceOf('open-jobs'),
  evidenceOf('headcount'),
  evidenceOf('financials'),
  evidenceOf('revenue'),
  evidenceOf('industry'),
  evidenceOf('location'),
  evidenceOf('technology'),
  evidenceOf('website'),
  evidenceOf('engagement'),
  evidenceOf('no-engagement'),
  evidenceOf('page-intent'),
  evidenceOf('intent'),
  evidenceOf('change'),
  evidenceOf('contract-award'),
  evidenceOf('legal-entity'),
  evidenceOf('parent-company'),
  evidenceOf('announcement'),
]);
export type Evidence = z.infer<typeof evidence>;
export type EvidenceOf<K extends EvidenceKind> = Extract<Evidence, { kind: K }>;

/** All evidence of one kind, in the order given. */
export function evidenceOfKind<K extends EvidenceKind>(
  all: readonly Evidence[],
  kind: K,
): EvidenceOf<K>[] {
  return all.filter((item): item is EvidenceOf<K> => item.kind === kind);
}

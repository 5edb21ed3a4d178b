/**
 * What the CRM itself knows, as evidence. Opens are not among the facts a connector hands over, and
 * neither a person's name nor an address enters a text.
 */
import { countryCode, countryName } from '../../../shared/company/country.ts';
import type { SourceCoverage } from '../../../shared/contract/v1.ts';
import type {
  EngagementEvent,
  Evidence,
  EvidenceSource,
} from '../../../shared/evidence/evidence.ts';
import { plainText } from '../../../shared/narrative/plain-text.ts';
import type { TenantSettings } from '../../../shared/tenant/settings.ts';
import type { CrmName, CrmRecord } from '../../crm/connector.ts';
import { crmLabel } from '../../crm/labels.ts';

/**
 * Evidence from the record: company facts, then what people did. Times the CRM gives in the future count only
 * for meetings, where they mean one is booked.
 * @param now ISO instant; becomes `retrievedAt` and the date of facts the CRM does not date
 */
export function crmEvidence(
  record: CrmRecord,
  crm: CrmName,
  now: string,
  settings: Pick<TenantSettings, 'intentPages'>,
): Evidence[] {
  const context: Context = {
    crm,
    now,
    record,
    label: crmLabel[crm],
    source: {
      type: 'crm',
      provider: crm,
      label: crmLabel[crm],
      object: record.ref.object,
      recordId: record.ref.id,
      url: record.url && URL.canParse(record.url) ? record.url : null,
    },
  };
  return [
    ...companyFacts(context),
    ...engagementEvents(context),
    ...pageIntent(context, settings.intentPages),
    ...noEngagement(context),
    ...interest(context),
    ...webTechnologies(context),
  ];
}

/**
 * What became of the CRM as a source. Silence while it was watching is something found; company
 * fields alone say nothing of what people did.
 * @param evidence what `crmEvidence` gave
 */
export function crmCoverage(crm: CrmName, evidence: readonly Evidence[]): SourceCoverage {
  const own = evidence.filter(({ source }) => source.provider === crm);
  const reactions = own.filter(({ kind }) => kind === 'engagement').length;
  const silent = own.some(({ kind }) => kind === 'no-engagement');
  const [status, detail] =
    reactions > 0
      ? ([
          'found',
          `${count(reactions, 'kind')} of reaction ${reactions === 1 ? 'is' : 'are'} on record.`,
        ] as const)
      : silent
        ? (['found', 'It was watching, and nobody reacted.'] as const)
        : (['empty', 'It holds no record of what people did.'] as const);
  return { provider: crm, label: crmLabel[crm], status, detail, durationMs: 0, fromCache: false };
}

interface Context {
  readonly crm: CrmName;
  readonly now: string;
  readonly record: CrmRecord;
  readonly label: string;
  readonly source: EvidenceSource;
}

function base(context: Context, kind: Evidence['kind'], key: string, observedAt: string) {
  const { object, id } = context.record.ref;
  return {
    id: `${context.crm}:${kind}:${object}-${id}${key === '' ? '' : `-${key}`}`,
    source: context.source,
    observedAt,
    retrievedAt: context.now,
  };
}

function companyFacts(context: Context): Evidence[] {
  const { company, updatedAt } = context.record;
  if (!company) return [];
  const asOf = pastInstant(updatedAt, context.now) ?? context.now;
  const found: Evidence[] = [];
  const industry = readableIndustry(company.industry);
  if (industry) {
    found.push({
      ...base(context, 'industry', '', asOf),
      kind: 'industry',
      value: { scheme: 'crm', code: null, name: industry },
      text: `${context.label} records the industry as ${industry}.`,
    });
  }
  const employees = company.employees;
  if (employees !== null && Number.isInteger(employees) && employees >= 0) {
    found.push({
      ...base(context, 'headcount', '', asOf),
      kind: 'headcount',
      value: { minimum: employees, maximum: employees, basis: 'crm' },
      text: `${context.label} records ${count(employees, 'employee')}.`,
    });
  }
  const revenue = company.annualRevenue;
  if (revenue !== null && Number.isFinite(revenue)) {
    found.push({
      ...base(context, 'revenue', '', asOf),
      kind: 'revenue',
      value: { amount: revenue, currency: null, basis: 'crm' },
      text: `${context.label} records an annual revenue of ${revenue.toLocaleString('en-GB')}.`,
    });
  }
  const country = countryCode(company.country);
  if (country) {
    const locality = company.city ? plainText(company.city, 80) || null : null;
    found.push({
      ...base(context, 'location', '', asOf),
      kind: 'location',
      value: { country, region: null, locality },
      text: `${context.label} places the company in ${locality ? `${locality}, ` : ''}${countryName(country)}.`,
    });
  }
  return found;
}

/** `COMPUTER_SOFTWARE` → `Computer software`. */
function readableIndustry(industry: string | null): string | null {
  const text = plainText(industry ?? '', 80);
  if (text === '') return null;
  // Short capitals are abbreviations (IT); longer ones are the CRM's internal values.
  if (!/^[A-Z0-9_&]{5,}$/.test(text)) return text;
  const words = text.replaceAll('_', ' ').replace(/\s+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function engagementEvents(context: Context): Evidence[] {
  const { engagement } = context.record;
  const form = plainText(engagement.lastFormName ?? '', 100) || null;
  const path = readablePath(engagement.lastPagePath);
  const forms = positive(engagement.formSubmissions);
  const views = positive(engagement.pageViews);
  const { campaign } = engagement;
  const responses = positive(campaign?.count ?? null);
  const campaignName = plainText(campaign?.name ?? '', 100) || null;
  const events: [EngagementEvent, string | null, number | null, string | null, string][] = [
    ['reply', engagement.lastReplyAt, null, null, 'Replied to an e-mail'],
    ['meeting', engagement.lastMeetingAt, null, null, 'Had a meeting'],
    [
      'form',
      engagement.lastFormAt,
      forms,
      form,
      form ? `Submitted the form “${form}”` : 'Submitted a form',
    ],
    [
      'campaign',
      campaign?.lastAt ?? null,
      responses,
      campaignName,
      campaignName ? `Responded to the campaign “${campaignName}”` : 'Responded to a campaign',
    ],
    ['click', engagement.lastClickAt, null, null, 'Clicked a link in an e-mail'],
    ['page-view', engagement.lastVisitAt, views, path, 'Visited the website'],
  ];
  return events.flatMap(([event, at, times, detail, what]): Evidence[] => {
    const past = pastInstant(at, context.now);
    const booked = event === 'meeting' && !past ? instant(at) : null;
    if (!past && !booked) return [];
    const text = booked
      ? `A meeting is booked for ${day(booked)}`
      : `${what} on ${day(past ?? context.now)}${times === null ? '' : `, ${totals(event, times)} in all`}`;
    return [
      {
        ...base(context, 'engagement', event, past ?? context.now),
        kind: 'engagement',
        value: { event, count: times, detail, ...(booked && { bookedFor: day(booked) }) },
        text: `${text} (${context.label}).`,
      },
    ];
  });
}

const nouns: Readonly<Partial<Record<EngagementEvent, string>>> = {
  form: 'form submission',
  campaign: 'campaign response',
  'page-view': 'page view',
};

function totals(event: EngagementEvent, times: number): string {
  return count(times, nouns[event] ?? 'time');
}

/** Claimed only for the last page seen: a CRM keeps no other, and only with the date of that visit. */
function pageIntent(context: Context, pages: TenantSettings['intentPages']): Evidence[] {
  const { lastPagePath, lastVisitAt } = context.record.engagement;
  const seen = pastInstant(lastVisitAt, context.now);
  const path = readablePath(lastPagePath);
  if (!seen || !path) return [];
  const page = pages.find((candidate) => lies(path, candidate.path));
  if (!page) return [];
  return [
    {
      ...base(context, 'page-intent', '', seen),
      kind: 'page-intent',
      value: { path, page: page.page },
      text: `The last page seen was the ${plainText(page.page, 60)} page, on ${day(seen)} (${context.label}).`,
    },
  ];
}

/** Whole path segments: `/pricing/teams` lies under `/pricing`, `/pricing-policy` does not. */
function lies(path: string, under: string): boolean {
  const prefix = under.toLowerCase().replace(/\/+$/, '');
  const lower = path.toLowerCase();
  return prefix === '' || lower === prefix || lower.startsWith(`${prefix}/`);
}

function readablePath(path: string | null): string | null {
  const text = plainText((path ?? '').split(/[?#]/, 1)[0] ?? '', 100);
  // A path with an address in it would carry a person's data.
  return text.startsWith('/') && !/@|%40/i.test(text) ? text : null;
}

function noEngagement(context: Context): Evidence[] {
  const { engagement } = context.record;
  const reactions = [
    engagement.lastReplyAt,
    engagement.lastMeetingAt,
    engagement.lastFormAt,
    engagement.lastClickAt,
    engagement.lastVisitAt,
    engagement.campaign?.lastAt ?? null,
  ];
  const counted = (engagement.formSubmissions ?? 0) + (engagement.pageViews ?? 0);
  if (!engagement.observed || counted > 0 || reactions.some((at) => instant(at))) return [];
  const since =
    pastInstant(engagement.observedSince, context.now) ??
    pastInstant(engagement.lastContactedAt, context.now);
  if (!since) return [];
  return [
    {
      ...base(context, 'no-engagement', '', context.now),
      kind: 'no-engagement',
      value: { since: day(since) },
      text: `${context.label} has seen no reaction since ${day(since)}.`,
    },
  ];
}

/** Technologies of one record that are worth telling. */
const mostTechnologies = 15;

function interest(context: Context): Evidence[] {
  const found = context.record.interest;
  if (!found) return [];
  const { days, visitors, pageViews, signals, latestSignalAt } = found;
  const counts = [
    ...(visitors === null ? [] : [count(visitors, 'visitor')]),
    ...(pageViews === null ? [] : [count(pageViews, 'page view')]),
    ...(signals === null ? [] : [`${count(signals, 'signal')} of interest`]),
  ];
  if (counts.length === 0) return [];
  const at = pastInstant(latestSignalAt, context.now) ?? context.now;
  return [
    {
      ...base(context, 'intent', '', at),
      kind: 'intent',
      value: { days, visitors, pageViews, signals, latest: null },
      text: `${context.label} counted ${counts.join(', ')} of this company in the last ${days} days.`,
    },
  ];
}

/** What the CRM's own enrichment lists. It says neither since when nor how it knows. */
function webTechnologies(context: Context): Evidence[] {
  return (context.record.webTechnologies ?? []).slice(0, mostTechnologies).flatMap((listed) => {
    const name = readableName(listed);
    if (name === '') return [];
    return [
      {
        ...base(context, 'technology', name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), context.now),
        kind: 'technology' as const,
        value: { name, category: 'Web technology' },
        text: `${context.label} lists ${name} among the company’s web technologies.`,
      },
    ];
  });
}

/** `google_tag_manager` → `Google Tag Manager`; names with capitals stay as they are. */
function readableName(listed: string): string {
  const name = plainText(listed.replaceAll('_', ' '), 60);
  return /[A-Z]/.test(name) ? name : name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function instant(text: string | null): string | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function pastInstant(text: string | null, now: string): string | null {
  const found = instant(text);
  return found !== null && found <= new Date(now).toISOString() ? found : null;
}

const day = (at: string) => at.slice(0, 10);
const positive = (value: number | null) =>
  value !== null && Number.isInteger(value) && value > 0 ? value : null;
const count = (value: number, noun: string) =>
  `${value.toLocaleString('en-GB')} ${noun}${value === 1 ? '' : 's'}`;

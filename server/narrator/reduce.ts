/**
 * Evidence reduced to what a model may know: typed, company-level facts, said in our words.
 * Descriptions, quotes and titles from outside stay here (they may name people or give orders), and so
 * does everything a CRM knows besides what people did, without who.
 */
import type { Evidence, EvidenceOf } from '../../shared/evidence/evidence.ts';
import { isPlainHost } from '../../shared/narrative/plain-text.ts';
import { safeLabel } from './label.ts';

export interface ReducedEvidence {
  readonly value: Evidence['value'];
  readonly text: string;
}

/** The evidence as a model may see it; null when nothing of it may leave or nothing is worth telling. */
export function reduceEvidence(evidence: Evidence): ReducedEvidence | null {
  if (evidence.source.type === 'crm') return reduceBehaviour(evidence);
  switch (evidence.kind) {
    case 'registration':
      return reduceRegistration(evidence);
    case 'accounts':
      return reduceAccounts(evidence);
    case 'confirmation-statement': {
      const { nextDueOn, overdue } = evidence.value;
      if (!overdue && !nextDueOn) return null;
      const due = nextDueOn ? ` due on ${nextDueOn}` : '';
      return {
        value: evidence.value,
        text: `The confirmation statement${due} is ${overdue ? 'overdue' : 'not overdue'}.`,
      };
    }
    case 'charges':
      return {
        value: evidence.value,
        text: evidence.value.registered
          ? 'Charges are registered against the company.'
          : 'No charges are registered against the company.',
      };
    case 'insolvency': {
      const procedure = safeLabel(evidence.value.procedure);
      return {
        value: { ...evidence.value, procedure },
        text: evidence.value.inHistory
          ? `The register shows an insolvency case${procedure ? `: ${procedure}` : ''}.`
          : 'The register shows no insolvency case.',
      };
    }
    case 'filing':
      return reduceFiling(evidence);
    case 'open-jobs':
      return reduceOpenJobs(evidence);
    case 'headcount': {
      const { minimum, maximum } = evidence.value;
      const range = maximum === null ? `at least ${minimum}` : `${minimum} to ${maximum}`;
      return {
        value: evidence.value,
        text: `The company has ${minimum === maximum ? minimum : range} employees.`,
      };
    }
    case 'revenue': {
      const { amount, currency } = evidence.value;
      return {
        value: evidence.value,
        text: `The company's revenue is ${amount}${currency ? ` ${currency}` : ''}.`,
      };
    }
    case 'industry': {
      const name = safeLabel(evidence.value.name);
      return name === null
        ? null
        : { value: { ...evidence.value, name }, text: `The industry is ${name}.` };
    }
    case 'location': {
      const { country } = evidence.value;
      const region = safeLabel(evidence.value.region);
      const locality = safeLabel(evidence.value.locality);
      const place = [locality, region, country].filter((part) => part !== null).join(', ');
      return {
        value: { country, region, locality },
        text: `The company is in ${place}.`,
      };
    }
    case 'technology': {
      const name = safeLabel(evidence.value.name);
      const category = safeLabel(evidence.value.category);
      if (!name || !category) return null;
      const how =
        evidence.source.provider === 'dns' ? 'The company has set up' : 'The website uses';
      return { value: { name, category }, text: `${how} ${name} (${category}).` };
    }
    case 'website':
      return reduceWebsite(evidence);
    case 'change':
      return reduceChange(evidence);
    case 'financials':
      return reduceFinancials(evidence);
    case 'contract-award': {
      // The title is the buyer's free text and is left to the signals.
      const buyer = safeLabel(evidence.value.buyer);
      if (!buyer) return null;
      const { awardedOn } = evidence.value;
      return {
        value: { ...evidence.value, title: 'public contract', buyer },
        text: `The company was awarded a public contract by ${buyer} on ${awardedOn}.`,
      };
    }
    case 'legal-entity': {
      const legalName = safeLabel(evidence.value.legalName);
      if (!legalName) return null;
      return {
        value: { ...evidence.value, legalName, registeredAs: null },
        text: `The legal entity is called ${legalName}.`,
      };
    }
    case 'parent-company': {
      const name = safeLabel(evidence.value.name);
      if (!name) return null;
      return {
        value: { ...evidence.value, name },
        text: `The ${evidence.value.relation} parent of the company is ${name}.`,
      };
    }
    case 'announcement': {
      const topic = safeLabel(evidence.value.topic);
      const publisher = publisherOf(evidence.value.publisher);
      if (!topic || !publisher) return null;
      return {
        value: { topic, publisher, title: topic, quote: null },
        text: `An announcement about ${topic} was published by ${publisher} on ${day(evidence)}.`,
      };
    }
    case 'engagement':
    case 'no-engagement':
    case 'page-intent':
    case 'intent':
      return reduceBehaviour(evidence);
  }
}

const likeDomain = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** No sentence may hold an address but the plain one that a publisher is known by. */
function publisherOf(name: string): string | null {
  const trimmed = name.trim();
  if (isPlainHost(trimmed)) return trimmed;
  return likeDomain.test(trimmed) ? 'the press' : safeLabel(name);
}

const figureWords = {
  netAssets: 'net assets',
  cash: 'cash',
  currentAssets: 'current assets',
  currentLiabilities: 'current liabilities',
  turnover: 'turnover',
  profit: 'profit',
} as const;

function reduceFinancials({ value }: EvidenceOf<'financials'>): ReducedEvidence | null {
  const stated = (Object.keys(figureWords) as (keyof typeof figureWords)[]).flatMap((name) => {
    const figure = value[name];
    if (!figure) return [];
    const before = figure.previous === null ? '' : ` (${figure.previous} a year before)`;
    return [`${figureWords[name]} ${figure.current}${before}`];
  });
  if (stated.length === 0) return null;
  return {
    value,
    text: `The accounts to ${value.periodEnd} state in ${value.currency}: ${stated.join(', ')}.`,
  };
}

const measures = {
  'open-jobs': 'open jobs',
  'open-engineering-jobs': 'open engineering jobs',
  headcount: 'employees',
  technologies: 'technologies on the website',
} as const;

/** Names of technologies are told one by one elsewhere. */
function reduceChange({ value }: EvidenceOf<'change'>): ReducedEvidence {
  const { measure, from, to, since, until } = value;
  return {
    value: { ...value, place: safeLabel(value.place), gained: [], lost: [] },
    text: `The number of ${measures[measure]} went from ${from} on ${since} to ${to} on ${until}.`,
  };
}

function reduceRegistration(evidence: EvidenceOf<'registration'>): ReducedEvidence | null {
  const legalName = safeLabel(evidence.value.legalName);
  const status = safeLabel(evidence.value.status);
  if (!legalName || !status) return null;
  const { incorporatedOn, strikeOffProposed } = evidence.value;
  const locality = safeLabel(evidence.value.locality);
  const details = [
    incorporatedOn && `incorporated on ${incorporatedOn}`,
    locality && `registered in ${locality}`,
    strikeOffProposed && 'with a proposal to strike it off',
  ].filter(Boolean);
  return {
    value: {
      ...evidence.value,
      registry: safeLabel(evidence.value.registry) ?? 'register',
      companyType: safeLabel(evidence.value.companyType),
      postcode: null,
      legalName,
      status,
      locality,
    },
    text: `${legalName} has the status ${status}${details.map((part) => `, ${part}`).join('')}.`,
  };
}

function reduceAccounts(evidence: EvidenceOf<'accounts'>): ReducedEvidence | null {
  const { madeUpTo, nextDueOn, overdue } = evidence.value;
  const accountsType = safeLabel(evidence.value.accountsType);
  const parts = [
    madeUpTo &&
      `The last accounts were made up to ${madeUpTo}${accountsType ? ` (${accountsType})` : ''}.`,
    nextDueOn && `The next accounts are due on ${nextDueOn}.`,
    overdue && 'Accounts are overdue.',
  ].filter(Boolean);
  return parts.length > 0
    ? { value: { ...evidence.value, accountsType }, text: parts.join(' ') }
    : null;
}

/** The description of an officer's filing names the officer; form and category do not. */
function reduceFiling(evidence: EvidenceOf<'filing'>): ReducedEvidence | null {
  const category = safeLabel(evidence.value.category);
  const type = safeLabel(evidence.value.type);
  if (!category || !type) return null;
  const { filedOn } = evidence.value;
  return {
    value: { category, type, filedOn, filingId: type, description: category },
    text: `A filing in the category ${category} (form ${type}) was made on ${filedOn}.`,
  };
}

function reduceOpenJobs(evidence: EvidenceOf<'open-jobs'>): ReducedEvidence {
  const { total, seniorRoles, publishedLast30Days } = evidence.value;
  const departments = evidence.value.departments
    .flatMap(({ name, count }) => {
      const label = safeLabel(name);
      return label ? [{ name: label, count }] : [];
    })
    .sort((a, b) => b.count - a.count)
    .slice(0, 4);
  const countries = evidence.value.countries
    .map(safeLabel)
    .filter((country) => country !== null)
    .slice(0, 4);
  const details = [
    departments.length > 0 &&
      `by department: ${departments.map(({ name, count }) => `${name} ${count}`).join(', ')}`,
    seniorRoles > 0 && `senior roles: ${seniorRoles}`,
    publishedLast30Days !== null && `published in the last 30 days: ${publishedLast30Days}`,
    countries.length > 0 && `countries: ${countries.join(', ')}`,
  ].filter(Boolean);
  const sentence =
    total === 0
      ? "The company's job board lists no open jobs."
      : `The company's job board lists ${total} open ${total === 1 ? 'job' : 'jobs'}.`;
  const detailed = total === 0 ? sentence : [sentence.slice(0, -1), ...details].join('; ');
  return {
    value: {
      ...evidence.value,
      board: safeLabel(evidence.value.board) ?? 'job board',
      departments,
      countries,
    },
    text: detailed.endsWith('.') ? detailed : `${detailed}.`,
  };
}

function reduceWebsite(evidence: EvidenceOf<'website'>): ReducedEvidence | null {
  const name = safeLabel(evidence.value.name);
  const foundedOn = safeLabel(evidence.value.foundedOn);
  if (!name && !foundedOn) return null;
  const subject = name ? `The website calls the company ${name}` : 'The website names the company';
  return {
    value: { name, foundedOn, description: null },
    text: foundedOn ? `${subject}, founded in ${foundedOn}.` : `${subject}.`,
  };
}

const eventNames = {
  reply: 'A reply to an e-mail',
  meeting: 'A meeting',
  form: 'A submitted form',
  campaign: 'A response to a campaign',
  call: 'A call',
  click: 'A click in a marketing e-mail',
  'page-view': 'A visit to the website',
} as const;

/** What somebody at the company did and when; never who. */
function reduceBehaviour(evidence: Evidence): ReducedEvidence | null {
  switch (evidence.kind) {
    case 'engagement': {
      const { event, count } = evidence.value;
      const detail = safeLabel(evidence.value.detail);
      const about = detail ? ` (${detail})` : '';
      const often = count && count > 1 ? `, ${count} in all` : '';
      return {
        value: { event, count, detail },
        text: `${eventNames[event]}${about} was recorded on ${day(evidence)}${often}.`,
      };
    }
    case 'no-engagement': {
      const { since } = evidence.value;
      return {
        value: evidence.value,
        text: `No reaction was recorded${since ? ` since ${since}` : ''}.`,
      };
    }
    case 'page-intent': {
      const page = safeLabel(evidence.value.page);
      if (!page) return null;
      return {
        value: { page, path: page },
        text: `The last page seen matched "${page}" on ${day(evidence)}.`,
      };
    }
    case 'intent': {
      const { days, visitors, pageViews, signals } = evidence.value;
      const counts = [
        visitors !== null && `${visitors} visitors`,
        pageViews !== null && `${pageViews} page views`,
        signals !== null && `${signals} signals of interest`,
      ].filter(Boolean);
      if (counts.length === 0) return null;
      return {
        value: { ...evidence.value, latest: null },
        text: `In the last ${days} days the CRM counted ${counts.join(', ')} of this company.`,
      };
    }
    default:
      return null;
  }
}

function day(evidence: Evidence): string {
  return evidence.observedAt.slice(0, 10);
}

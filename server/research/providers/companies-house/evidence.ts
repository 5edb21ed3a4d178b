/** Facts of the register as evidence. */
import { countryCode, countryName } from '../../../../shared/company/country.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import { registryName } from '../../matching/match.ts';
import type { RegisterEntry } from '../../matching/register-score.ts';
import { headcountBand } from './accounts-type.ts';
import { label } from './client.ts';
import { type Filing, filingMeaning, relevantFilings } from './filings.ts';
import type { CompanyProfile, CompanySearch, FilingItem } from './schema.ts';
import { sicName } from './sic2007.ts';

/** What is kept of one company. */
export interface RegisterSnapshot {
  readonly profile: CompanyProfile;
  readonly filings: readonly FilingItem[];
  readonly retrievedAt: string;
}

/** Numbers of overseas companies with a UK establishment; their home is elsewhere. */
const overseas = /^(FC|SF|NF|BR)/;

function entryCountry(number: string, country: string | null | undefined): string {
  return overseas.test(number) ? (countryCode(country) ?? 'GB') : 'GB';
}

export function entryOfSearch(item: NonNullable<CompanySearch['items']>[number]): RegisterEntry {
  return {
    number: item.company_number,
    legalName: plainText(item.title, 200),
    previousNames: item.snippet ? [plainText(item.snippet, 200)] : [],
    status: item.company_status ?? 'unknown',
    locality: item.address?.locality ?? null,
    postcode: item.address?.postal_code ?? null,
    country: entryCountry(item.company_number, item.address?.country),
  };
}

export function entryOfProfile(profile: CompanyProfile): RegisterEntry {
  const address = profile.registered_office_address;
  return {
    number: profile.company_number,
    legalName: plainText(profile.company_name, 200),
    previousNames: (profile.previous_company_names ?? []).map(({ name }) => plainText(name, 200)),
    status: profile.company_status ?? 'unknown',
    locality: address?.locality ?? null,
    postcode: address?.postal_code ?? null,
    country: entryCountry(profile.company_number, address?.country),
  };
}

/** Register statuses that are insolvency procedures. */
const procedures = new Set([
  'liquidation',
  'receivership',
  'administration',
  'voluntary-arrangement',
  'insolvency-proceedings',
]);

export function registerEvidence({ profile, filings, retrievedAt }: RegisterSnapshot): Evidence[] {
  const number = profile.company_number;
  const page = `https://find-and-update.company-information.service.gov.uk/company/${encodeURIComponent(number)}`;
  const name = plainText(profile.company_name, 120);
  const item = (kind: Evidence['kind'], key: string, observedAt: string, path = '') => ({
    id: `${registryName}:${kind}:${key}`,
    source: { type: 'public' as const, provider: registryName, label, url: page + path },
    observedAt,
    retrievedAt,
  });
  const found: Evidence[] = [];

  const entry = entryOfProfile(profile);
  const status = entry.status;
  const strikeOffProposed = profile.company_status_detail === 'active-proposal-to-strike-off';
  const since = profile.date_of_creation ? ` since ${profile.date_of_creation}` : '';
  const ended = profile.date_of_cessation;
  found.push({
    // A present state is true when it was read; an end has its own day.
    ...item('registration', number, ended ? midnight(ended) : retrievedAt),
    kind: 'registration',
    value: {
      registry: registryName,
      number,
      legalName: entry.legalName,
      status,
      strikeOffProposed,
      companyType: profile.type ?? null,
      incorporatedOn: profile.date_of_creation ?? null,
      industryCodes: [...new Set(profile.sic_codes ?? [])],
      country: entry.country,
      locality: entry.locality,
      postcode: entry.postcode,
    },
    text: ended
      ? `${name}, company ${number}, ended on ${ended} (${status}).`
      : `${name}, company ${number}, is on the register${since} with status ${status}${strikeOffProposed ? '; striking it off has been proposed' : ''}.`,
  });

  found.push(...accountsEvidence(profile, retrievedAt, item));

  const statement = profile.confirmation_statement;
  if (statement?.next_due || typeof statement?.overdue === 'boolean') {
    const overdue = statement.overdue ?? false;
    const due = statement.next_due ?? null;
    found.push({
      ...item('confirmation-statement', number, overdue && due ? midnight(due) : retrievedAt),
      kind: 'confirmation-statement',
      value: { nextDueOn: due, overdue },
      text: overdue
        ? `The confirmation statement is overdue${due ? ` since ${due}` : ''}.`
        : `The confirmation statement is not overdue${due ? `; the next is due on ${due}` : ''}.`,
    });
  }
  if (typeof profile.has_charges === 'boolean') {
    found.push({
      ...item('charges', number, retrievedAt, '/charges'),
      kind: 'charges',
      value: { registered: profile.has_charges },
      text: profile.has_charges
        ? 'Charges over its assets have been registered.'
        : 'No charges over its assets are registered.',
    });
  }
  const procedure = procedures.has(status) ? status : null;
  if (procedure || typeof profile.has_insolvency_history === 'boolean') {
    const inHistory = profile.has_insolvency_history ?? false;
    found.push({
      ...item('insolvency', number, retrievedAt, inHistory ? '/insolvency' : ''),
      kind: 'insolvency',
      value: { inHistory, procedure },
      text: procedure
        ? `The register shows an insolvency procedure: ${procedure.replaceAll('-', ' ')}.`
        : inHistory
          ? 'The register shows an insolvency case in its history.'
          : 'The register shows no insolvency case.',
    });
  }
  for (const code of new Set(profile.sic_codes ?? [])) {
    const industry = sicName(code);
    if (!industry) continue;
    found.push({
      ...item('industry', `${number}-${code}`, retrievedAt),
      kind: 'industry',
      value: { scheme: 'sic2007', code, name: industry },
      text: `Its registered activity is ${industry} (SIC ${code}).`,
    });
  }
  const region = profile.registered_office_address?.region ?? null;
  found.push({
    ...item('location', number, retrievedAt),
    kind: 'location',
    value: { country: entry.country, region, locality: entry.locality },
    text: `The registered office is in ${entry.locality ? `${plainText(entry.locality, 80)}, ` : ''}${countryName(entry.country)}.`,
  });
  for (const filing of relevantFilings(filings, new Date(retrievedAt))) {
    found.push({
      ...item('filing', `${number}-${filing.id}`, midnight(filing.filedOn), '/filing-history'),
      kind: 'filing',
      value: {
        filingId: filing.id,
        category: filing.category,
        type: filing.form,
        description: filing.description,
        filedOn: filing.filedOn,
      },
      text: filingText(filing),
    });
  }
  return found;
}

function filingText(filing: Filing): string {
  const form = filing.form === '' ? '' : `, form ${filing.form}`;
  return `${filingMeaning(filing)} (filed on ${filing.filedOn}${form}).`;
}

function accountsEvidence(
  profile: CompanyProfile,
  retrievedAt: string,
  item: (
    kind: Evidence['kind'],
    key: string,
    observedAt: string,
  ) => Omit<Evidence, 'kind' | 'value' | 'text'>,
): Evidence[] {
  const { accounts, company_number: number } = profile;
  if (!accounts) return [];
  const last = accounts.last_accounts;
  // The register writes the word "null" for a company that has filed none yet.
  const type = last?.type && last.type !== 'null' ? last.type : null;
  const madeUpTo = last?.made_up_to ?? null;
  const due = accounts.next_accounts?.due_on ?? accounts.next_due ?? null;
  const overdue = accounts.next_accounts?.overdue ?? accounts.overdue ?? false;
  if (!type && !madeUpTo && !due) return [];
  const observedAt = overdue && due ? midnight(due) : madeUpTo ? midnight(madeUpTo) : retrievedAt;
  const kind = type ? `${type.replaceAll('-', ' ')} accounts` : 'accounts';
  const filed = madeUpTo
    ? `Its last accounts are ${kind} made up to ${madeUpTo}`
    : 'It has filed no accounts yet';
  const next = overdue
    ? `; the next are overdue${due ? ` since ${due}` : ''}`
    : due
      ? `; the next are due on ${due}`
      : '';
  const found: Evidence[] = [
    {
      ...item('accounts', number, observedAt),
      kind: 'accounts',
      value: { accountsType: type, madeUpTo, nextDueOn: due, overdue },
      text: `${filed}${next}.`,
    },
  ];
  const band = headcountBand(type);
  if (band && madeUpTo) {
    found.push({
      ...item('headcount', number, midnight(madeUpTo)),
      kind: 'headcount',
      value: { ...band, basis: 'accounts-type' },
      text: `It files ${kind}, the kind for companies of up to about ${band.maximum} employees.`,
    });
  }
  return found;
}

const midnight = (day: string) => `${day}T00:00:00.000Z`;

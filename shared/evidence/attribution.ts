/** The public sources: what they are called, and whom their data has to be credited to. */

interface Attribution {
  /** The licence by name; null where there is none to name. */
  readonly licence: string | null;
  readonly licenceUrl: string | null;
  /** The line shown beside facts of this source; null where none is due. */
  readonly line: string | null;
}

export interface PublicSource extends Attribution {
  /** What a person reads as the source. */
  readonly label: string;
}

const uncredited: Attribution = { licence: null, licenceUrl: null, line: null };

/**
 * The register publishes under statute and restricts no reuse:
 * https://www.gov.uk/government/publications/companies-house-accreditation-to-information-fair-traders-scheme
 */
const companiesHouse: Attribution = {
  licence: 'Public register, no restriction on reuse',
  licenceUrl: 'https://www.gov.uk/guidance/companies-house-data-products',
  line: 'Companies House, the UK’s register of companies',
};

/** https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/ asks for this sentence. */
const openGovernment: Attribution = {
  licence: 'Open Government Licence v3.0',
  licenceUrl: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  line: 'Contains public sector information licensed under the Open Government Licence v3.0.',
};

/** By the id of the source in coverage. */
export const publicSources = {
  website: { label: 'Company website', ...uncredited },
  'companies-house': { label: 'Companies House', ...companiesHouse },
  'company-accounts': { label: 'Filed accounts', ...companiesHouse },
  'job-boards': { label: 'Job boards', ...uncredited },
  newsroom: { label: 'Company newsroom', ...uncredited },
  /** Free for any use with a citation and a link: https://www.gdeltproject.org/about.html#termsofuse */
  gdelt: {
    label: 'GDELT',
    licence: 'Free with citation',
    licenceUrl: 'https://www.gdeltproject.org/about.html#termsofuse',
    line: 'News found with The GDELT Project (gdeltproject.org)',
  },
  dns: { label: 'DNS records', ...uncredited },
  /** https://www.gleif.org/en/meta/lei-data-terms-of-use: CC0, credited all the same. */
  gleif: {
    label: 'GLEIF',
    licence: 'CC0 1.0',
    licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
    line: 'Legal entity data of the Global Legal Entity Identifier Foundation (GLEIF)',
  },
  /** https://www.sec.gov/privacy#dissemination: public information, to be credited. */
  'sec-edgar': {
    label: 'SEC EDGAR',
    licence: 'Public domain (US government)',
    licenceUrl: 'https://www.sec.gov/privacy#dissemination',
    line: 'Filings from EDGAR, U.S. Securities and Exchange Commission',
  },
  'contracts-finder': { label: 'Contracts Finder', ...openGovernment },
  'find-a-tender': { label: 'Find a Tender', ...openGovernment },
} as const satisfies Readonly<Record<string, PublicSource>>;

export type SourceId = keyof typeof publicSources;

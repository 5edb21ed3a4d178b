import type { PublicSources } from './public-sources/public-sources.ts';

/** The environment variables that point research at stand-ins. */
export function sourcesEnvironment(sources: PublicSources): Record<string, string> {
  return {
    COMPANIES_HOUSE_API_KEY: sources.companiesHouseApiKey,
    COMPANIES_HOUSE_BASE_URL: sources.companiesHouseUrl,
    COMPANIES_HOUSE_DOCUMENTS_BASE_URL: sources.companiesHouseDocumentsUrl,
    GLEIF_BASE_URL: sources.gleifUrl,
    SEC_CONTACT: 'research@oppspot.example',
    SEC_DATA_BASE_URL: sources.secDataUrl,
    SEC_WWW_BASE_URL: sources.secWwwUrl,
    SEC_SEARCH_BASE_URL: sources.secSearchUrl,
    CONTRACTS_FINDER_BASE_URL: sources.contractsFinderUrl,
    FIND_A_TENDER_BASE_URL: sources.findATenderUrl,
    GREENHOUSE_BASE_URL: sources.greenhouseUrl,
    LEVER_BASE_URL: sources.leverUrl,
    LEVER_EU_BASE_URL: sources.leverEuUrl,
    ASHBY_BASE_URL: sources.ashbyUrl,
    SMARTRECRUITERS_BASE_URL: sources.smartRecruitersUrl,
    WORKABLE_BASE_URL: sources.workableUrl,
    GDELT_BASE_URL: sources.gdeltUrl,
    DNS_SERVERS: sources.dnsServer,
    SANDBOX_SITE_ORIGIN: sources.siteOrigin,
  };
}

/** For tests: on a machine under load no source is late but one that a test makes late. */
export const nothingLate = { RESEARCH_PATIENCE_MS: '8000' };

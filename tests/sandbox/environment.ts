import type { PublicSources } from './public-sources/public-sources.ts';

/** The environment variables that point research at stand-ins. */
export function sourcesEnvironment(sources: PublicSources): Record<string, string> {
  return {
    COMPANIES_HOUSE_API_KEY: sources.companiesHouseApiKey,
    COMPANIES_HOUSE_BASE_URL: sources.companiesHouseUrl,
    GREENHOUSE_BASE_URL: sources.greenhouseUrl,
    LEVER_BASE_URL: sources.leverUrl,
    LEVER_EU_BASE_URL: sources.leverEuUrl,
    ASHBY_BASE_URL: sources.ashbyUrl,
    SANDBOX_SITE_ORIGIN: sources.siteOrigin,
  };
}

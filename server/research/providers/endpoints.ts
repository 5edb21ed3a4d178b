/** Where the public sources live. Each can be overridden by configuration, for example by a stand-in. */
export const defaultEndpoints = {
  companiesHouse: 'https://api.company-information.service.gov.uk',
  companiesHouseDocuments: 'https://document-api.company-information.service.gov.uk',
  gleif: 'https://api.gleif.org',
  secData: 'https://data.sec.gov',
  secWww: 'https://www.sec.gov',
  secSearch: 'https://efts.sec.gov',
  contractsFinder: 'https://www.contractsfinder.service.gov.uk',
  findATender: 'https://www.find-tender.service.gov.uk',
  greenhouse: 'https://boards-api.greenhouse.io',
  lever: 'https://api.lever.co',
  leverEu: 'https://api.eu.lever.co',
  ashby: 'https://api.ashbyhq.com',
  smartRecruiters: 'https://api.smartrecruiters.com',
  workable: 'https://www.workable.com',
  gdelt: 'https://api.gdeltproject.org',
} as const;

export type EndpointName = keyof typeof defaultEndpoints;
export type Endpoints = Readonly<Record<EndpointName, string>>;

/** The defaults with overrides, without trailing slashes. Unset overrides are ignored. */
export function endpointsWith(overrides: Partial<Endpoints> = {}): Endpoints {
  const merged: Record<EndpointName, string> = { ...defaultEndpoints };
  for (const [name, url] of Object.entries(overrides)) {
    if (url) merged[name as EndpointName] = url;
  }
  for (const name of Object.keys(merged) as EndpointName[]) {
    merged[name] = merged[name].replace(/\/+$/, '');
  }
  return merged;
}

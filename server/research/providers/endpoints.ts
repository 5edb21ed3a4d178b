/** Where the public sources live. Each can be overridden by configuration, for example by a stand-in. */
export interface Endpoints {
  readonly companiesHouse: string;
  readonly greenhouse: string;
  readonly lever: string;
  readonly leverEu: string;
  readonly ashby: string;
}

export const defaultEndpoints: Endpoints = {
  companiesHouse: 'https://api.company-information.service.gov.uk',
  greenhouse: 'https://boards-api.greenhouse.io',
  lever: 'https://api.lever.co',
  leverEu: 'https://api.eu.lever.co',
  ashby: 'https://api.ashbyhq.com',
};

/** The defaults with overrides, without trailing slashes. Unset overrides are ignored. */
export function endpointsWith(overrides: Partial<Endpoints> = {}): Endpoints {
  const set = Object.entries(overrides).filter(([, url]) => url);
  const merged: Endpoints = { ...defaultEndpoints, ...Object.fromEntries(set) };
  return {
    companiesHouse: withoutSlash(merged.companiesHouse),
    greenhouse: withoutSlash(merged.greenhouse),
    lever: withoutSlash(merged.lever),
    leverEu: withoutSlash(merged.leverEu),
    ashby: withoutSlash(merged.ashby),
  };
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

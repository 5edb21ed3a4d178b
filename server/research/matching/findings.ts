/** What the sources said, and how much it is worth. */
export interface Scored {
  /** 0–1 */
  readonly confidence: number;
  readonly reasons: string[];
}

/** What a company's own website says about who runs it. */
export interface SiteIdentity {
  /** Names the site gives itself, best first. */
  readonly names: readonly string[];
  readonly registrationNumbers: readonly string[];
  readonly postcode: string | null;
  readonly locality: string | null;
  readonly country: string | null;
  /** The registrable domain that answered, when it is not the one asked. */
  readonly redirectedTo: string | null;
}

export type SiteFinding =
  | { readonly state: 'read'; readonly identity: SiteIdentity }
  /** The site exists but asked us not to read it, or gave no page. */
  | { readonly state: 'unread' }
  /** It could not be asked in time. */
  | { readonly state: 'unknown' }
  /** The domain has no address. */
  | { readonly state: 'missing' }
  /** There is no domain to ask. */
  | { readonly state: 'no-domain' };

import type { HubSpotObjectType, HubSpotSeed } from './seed.ts';

/** A bearer token the stand-in accepts. */
export interface AccessToken {
  readonly token: string;
  /** `'all'` stands for every scope an app can be granted. */
  readonly scopes: readonly string[] | 'all';
  /** The default portal when absent. A token of another portal sees another, empty portal. */
  readonly portalId?: number;
  /** Never, when absent. */
  readonly expiresAt?: Date;
}

export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** What the consent page calls it. */
  readonly name?: string;
  /** Scopes of the app file. Without them an install may ask for whatever there is. */
  readonly requiredScopes?: readonly string[];
  readonly optionalScopes?: readonly string[];
}

export interface HubSpotLimits {
  /** Marketplace apps: 110 per installing account. Counted over the last ten seconds, to the millisecond. */
  readonly requestsPerTenSeconds: number;
  /** Of one account, apart from the limit above and without rate headers. */
  readonly searchesPerSecond: number;
  readonly maxBodyBytes: number;
  /** Inputs of one batch call. */
  readonly batchSize: number;
  /** Associated records that a batch read gives for one input; more are paged through. */
  readonly associationsPerPage: number;
  /** Custom properties of one object type. */
  readonly customPropertiesPerObject: number;
  /** Custom properties of the account over all objects; free accounts have few. */
  readonly customProperties: number;
  readonly uniquePropertiesPerObject: number;
  /** How long a write stays invisible to search, in milliseconds. The seed is indexed from the start. */
  readonly searchIndexLagMs: number;
  /**
   * Status of a unique value that is taken, other than a contact created with a known e-mail address
   * (always 409). 409 names the existing id; 400 is the form seen in production on updates and
   * custom unique properties: "Cannot set PropertyValueCoordinates{...} on A. B already has that value."
   */
  readonly uniqueConflictStatus: 409 | 400;
}

/** https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
export const defaultLimits: HubSpotLimits = {
  requestsPerTenSeconds: 110,
  searchesPerSecond: 5,
  maxBodyBytes: 10_000_000,
  batchSize: 100,
  associationsPerPage: 500,
  customPropertiesPerObject: 1_000,
  customProperties: 10_000,
  uniquePropertiesPerObject: 10,
  searchIndexLagMs: 1_000,
  uniqueConflictStatus: 409,
};

export interface HubSpotStandinOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly accessTokens?: readonly AccessToken[];
  readonly oauthClients?: readonly OAuthClient[];
  /** Host of the accounts' pages; app.hubspot.com when absent. */
  readonly uiDomain?: string;
  /** Portal of tokens that name none, and of the seed. */
  readonly portalId?: number;
  readonly now?: () => Date;
  readonly seed?: HubSpotSeed;
  readonly limits?: Partial<HubSpotLimits>;
  /**
   * Properties an account's administrators made mandatory on create. Enforced on 2026-09 paths only:
   * https://developers.hubspot.com/changelog/crm-api-write-validation-enforcement
   */
  readonly requiredProperties?: Readonly<Partial<Record<HubSpotObjectType, readonly string[]>>>;
}

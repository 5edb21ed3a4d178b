import type { FieldDescribe, ObjectDescribe } from './catalogue/describe.ts';
import type { Permissions } from './org/access.ts';
import type { OrgOptions } from './org/settings.ts';
import type { SalesforceSeed } from './seed.ts';

/** A bearer token the stand-in accepts. */
export interface AccessToken {
  readonly token: string;
  /** The default org when absent. A token of another org sees another, empty org. */
  readonly orgId?: string;
  /** The org's first user when absent. */
  readonly userId?: string;
  /** The user's own when absent. */
  readonly permissions?: Permissions;
  /** Never, when absent. */
  readonly expiresAt?: Date;
}

/** An external client app. What Salesforce demands of apps many orgs use is on unless switched off. */
export interface OAuthClient {
  readonly clientId: string;
  /** As the consent page calls it. */
  readonly name?: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly requiresPkce?: boolean;
  readonly rotatesRefreshTokens?: boolean;
  /** A refresh token unused for longer is worth nothing. */
  readonly idleDays?: number;
}

export interface SalesforceLimits {
  /** Calls of one org in the last 24 hours. */
  readonly dailyApiRequests: number;
  readonly maxBodyBytes: number;
  /** Rows of one query answer; callers may ask for 200 to 2,000. */
  readonly queryBatchSize: number;
  /** A session ends after this long without a call. */
  readonly sessionSeconds: number;
}

/** https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm */
export const defaultLimits: SalesforceLimits = {
  dailyApiRequests: 100_000,
  maxBodyBytes: 50_000_000,
  queryBatchSize: 2_000,
  sessionSeconds: 7_200,
};

/** What the person at the consent page does. */
export type Consent = 'allow' | 'deny' | 'not-approved';

/** What keeps an org's users from logging in through an app. */
export type LoginRule = 'app-not-installed' | 'ip-restricted' | 'login-hours' | 'inactive-user';

/** The Pub/Sub API of the stand-in: gRPC on loopback, in clear text. */
export interface PubSubOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Milliseconds after which a stream without news says so. */
  readonly keepAliveMs?: number;
  /** Events that an org's subscribers may be told in 24 hours. */
  readonly deliveriesPerDay?: number;
}

export interface SalesforceStandinOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly accessTokens?: readonly AccessToken[];
  readonly oauthClients?: readonly OAuthClient[];
  /** True: a page asks whoever sits at the browser. Else `setConsent` answers for them. */
  readonly consentPage?: boolean;
  /** The org of tokens that name none, and of the seed. */
  readonly org?: OrgOptions;
  readonly now?: () => Date;
  readonly seed?: SalesforceSeed;
  /** Absent: nobody can listen over the network. */
  readonly pubSub?: PubSubOptions;
  readonly limits?: Partial<SalesforceLimits>;
  /** Custom objects every org has. */
  readonly objects?: readonly ObjectDescribe[];
  /** Custom fields every org has, by object. */
  readonly fields?: Readonly<Record<string, readonly FieldDescribe[]>>;
  /** `'own'` leaves recorded describes aside even where they lie beside the project. */
  readonly describes?: 'recorded' | 'own';
}

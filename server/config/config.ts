/** Configuration: environment variables in, one typed object out, every fault named at once. */
import type { JwtSettings } from '../identity/jwt.ts';
import type { Endpoints } from '../research/providers/endpoints.ts';
import { Secret } from '../secrets/secret.ts';
import { environmentSchema, faultsBetween, type Variables } from './environment.ts';
import { ConfigError, sentences } from './errors.ts';

/** Our app at HubSpot, by whose secret HubSpot signs what it sends. */
export interface HubSpotApp {
  readonly clientSecret: Secret;
  /** Null where nobody can install the app: then only tokens of private apps connect an account. */
  readonly clientId: string | null;
  /** The page where an account's administrator consents. */
  readonly authorizeUrl: string;
  /** Null accepts any app id beside a good signature, and no event can be told for an echo. */
  readonly id: string | null;
  /** The address HubSpot calls and signs, without a slash at the end. */
  readonly baseUrl: string;
}

/** Our external client app at Salesforce. */
export interface SalesforceApp {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Where orgs log in unless a connection says otherwise. */
  readonly loginUrl: string;
}

export interface Config {
  readonly environment: Variables['NODE_ENV'];
  readonly logLevel: Variables['LOG_LEVEL'];
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Where a worker tells its health and metrics; null has it listen nowhere. */
    readonly workerPort: number | null;
    /** Without a slash at the end. */
    readonly publicBaseUrl: string;
    readonly requestsPerMinute: number;
    /** Whose X-Forwarded-For counts: how many proxies in front, or their addresses; 0 is nobody's. */
    readonly trustProxy: number | string;
    /** Bearer token for `/metrics`; null leaves the path open. */
    readonly metricsToken: Secret | null;
  };
  /** Whose bearer tokens are accepted besides our own; with neither secret nor address nobody's. */
  readonly jwt: JwtSettings;
  /** The server that the command line works at; null where it looks for another place. */
  readonly server: { readonly url: string; readonly token: Secret } | null;
  /** Absolute or relative to the working directory: the embedded database and its generated key. */
  readonly dataDir: string;
  readonly store: {
    /** Null takes the embedded database in `dataDir`. */
    readonly databaseUrl: Secret | null;
    readonly poolSize: number;
  };
  /** Without either the embedded database makes a key of its own. */
  readonly encryptionKeys: Secret | null;
  /** A file with the same text, read again when it changes. */
  readonly encryptionKeysFile: string | null;
  readonly redis: { readonly url: string; readonly token: Secret } | null;
  readonly limits: {
    /** Of one HubSpot account. */
    readonly hubspotRequestsPerTenSeconds: number;
    /** The part of a Salesforce org's calls of a day, 0 to 1, at which bulk work stops. */
    readonly salesforceBulkDayShare: number;
  };
  readonly hubspot: {
    readonly accessToken: Secret | null;
    readonly baseUrl: string;
    /** Null without a client secret: nothing then is answered that HubSpot calls. */
    readonly app: HubSpotApp | null;
  };
  /** Null without a client id: then no token of an org can be refreshed. */
  readonly salesforce: {
    readonly app: SalesforceApp | null;
    /** Where changes in orgs are told: `host:port`. Unencrypted on this machine, TLS elsewhere. */
    readonly pubSubAddress: string;
  };
  readonly research: {
    readonly companiesHouseApiKey: Secret | null;
    readonly endpoints: Endpoints;
    /** Whom the SEC may write to about our requests; without it EDGAR is left out. */
    readonly secContact: string | null;
    /** Who is asked for the records of companies' domains; null asks nobody. */
    readonly dns: 'system' | readonly string[] | null;
    /** Where company sites under reserved names are looked for in the sandbox. */
    readonly siteOrigin: string | null;
    readonly providerTimeoutMs: number;
    /** How long a click waits for sources that add facts to a company that is known. */
    readonly patienceMs: number;
    readonly totalTimeoutMs: number;
    readonly userAgent: string;
  };
  /** Null without a key: summaries then come from the template. */
  readonly openai: {
    readonly apiKey: Secret;
    readonly baseUrl: string;
    readonly model: string;
    readonly timeoutMs: number;
  } | null;
}

/**
 * The configuration an environment describes. An empty variable counts as absent.
 * @throws ConfigError with one sentence per wrong variable; it never repeats a value
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.trim() !== '') present[name] = value;
  }
  const parsed = environmentSchema.safeParse(present);
  const issues = parsed.success ? [] : parsed.error.issues;
  const faults = [
    ...issues.map(({ path, message }) => ({ variable: String(path[0]), expected: message })),
    ...faultsBetween(present),
  ];
  if (
    parsed.success &&
    parsed.data.RESEARCH_TOTAL_TIMEOUT_MS < parsed.data.RESEARCH_PROVIDER_TIMEOUT_MS
  ) {
    faults.push({
      variable: 'RESEARCH_TOTAL_TIMEOUT_MS',
      expected: 'at least RESEARCH_PROVIDER_TIMEOUT_MS',
    });
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(sentences(faults));
  return toConfig(parsed.data);
}

function toConfig(variables: Variables): Config {
  const publicBaseUrl =
    variables.PUBLIC_BASE_URL ?? `http://${bracketed(variables.HOST)}:${variables.PORT}`;
  return {
    environment: variables.NODE_ENV,
    logLevel: variables.LOG_LEVEL,
    http: {
      host: variables.HOST,
      port: variables.PORT,
      workerPort: variables.WORKER_PORT ?? null,
      publicBaseUrl,
      requestsPerMinute: variables.REQUESTS_PER_MINUTE,
      trustProxy: variables.TRUST_PROXY,
      metricsToken: secret(variables.METRICS_TOKEN),
    },
    jwt: {
      secret: secret(variables.JWT_SECRET),
      jwksUrl: variables.JWT_JWKS_URL ?? null,
      issuer: variables.JWT_ISSUER ?? null,
      audience: variables.JWT_AUDIENCE,
    },
    dataDir: variables.DATA_DIR,
    store: {
      databaseUrl: secret(variables.DATABASE_URL),
      poolSize: variables.DATABASE_POOL_SIZE,
    },
    encryptionKeys: secret(variables.ENCRYPTION_KEYS),
    encryptionKeysFile: variables.ENCRYPTION_KEYS_FILE ?? null,
    server:
      variables.SMARTSYNC_URL && variables.SMARTSYNC_TOKEN
        ? { url: variables.SMARTSYNC_URL, token: new Secret(variables.SMARTSYNC_TOKEN) }
        : null,
    redis:
      variables.UPSTASH_REDIS_REST_URL && variables.UPSTASH_REDIS_REST_TOKEN
        ? {
            url: variables.UPSTASH_REDIS_REST_URL,
            token: new Secret(variables.UPSTASH_REDIS_REST_TOKEN),
          }
        : null,
    limits: {
      hubspotRequestsPerTenSeconds: variables.HUBSPOT_REQUESTS_PER_TEN_SECONDS,
      salesforceBulkDayShare: variables.SALESFORCE_BULK_DAY_PERCENT / 100,
    },
    hubspot: {
      accessToken: secret(variables.HUBSPOT_ACCESS_TOKEN),
      baseUrl: variables.HUBSPOT_BASE_URL,
      app: variables.HUBSPOT_CLIENT_SECRET
        ? {
            clientSecret: new Secret(variables.HUBSPOT_CLIENT_SECRET),
            clientId: variables.HUBSPOT_CLIENT_ID ?? null,
            authorizeUrl: variables.HUBSPOT_AUTHORIZE_URL,
            id: variables.HUBSPOT_APP_ID ? String(variables.HUBSPOT_APP_ID) : null,
            baseUrl: variables.HUBSPOT_APP_BASE_URL ?? publicBaseUrl,
          }
        : null,
    },
    salesforce: {
      app:
        variables.SALESFORCE_CLIENT_ID && variables.SALESFORCE_CLIENT_SECRET
          ? {
              clientId: variables.SALESFORCE_CLIENT_ID,
              clientSecret: new Secret(variables.SALESFORCE_CLIENT_SECRET),
              loginUrl: variables.SALESFORCE_LOGIN_URL,
            }
          : null,
      pubSubAddress: variables.SALESFORCE_PUBSUB_ADDRESS,
    },
    research: {
      companiesHouseApiKey: secret(variables.COMPANIES_HOUSE_API_KEY),
      endpoints: {
        companiesHouse: variables.COMPANIES_HOUSE_BASE_URL,
        companiesHouseDocuments: variables.COMPANIES_HOUSE_DOCUMENTS_BASE_URL,
        gleif: variables.GLEIF_BASE_URL,
        secData: variables.SEC_DATA_BASE_URL,
        secWww: variables.SEC_WWW_BASE_URL,
        secSearch: variables.SEC_SEARCH_BASE_URL,
        contractsFinder: variables.CONTRACTS_FINDER_BASE_URL,
        findATender: variables.FIND_A_TENDER_BASE_URL,
        greenhouse: variables.GREENHOUSE_BASE_URL,
        lever: variables.LEVER_BASE_URL,
        leverEu: variables.LEVER_EU_BASE_URL,
        ashby: variables.ASHBY_BASE_URL,
        smartRecruiters: variables.SMARTRECRUITERS_BASE_URL,
        workable: variables.WORKABLE_BASE_URL,
        gdelt: variables.GDELT_BASE_URL,
      },
      secContact: variables.SEC_CONTACT ?? null,
      dns: variables.DNS_SERVERS,
      siteOrigin: variables.SANDBOX_SITE_ORIGIN ?? null,
      providerTimeoutMs: variables.RESEARCH_PROVIDER_TIMEOUT_MS,
      patienceMs: variables.RESEARCH_PATIENCE_MS,
      totalTimeoutMs: variables.RESEARCH_TOTAL_TIMEOUT_MS,
      userAgent: variables.RESEARCH_USER_AGENT,
    },
    openai: variables.OPENAI_API_KEY
      ? {
          apiKey: new Secret(variables.OPENAI_API_KEY),
          baseUrl: variables.OPENAI_BASE_URL,
          model: variables.OPENAI_MODEL,
          timeoutMs: variables.OPENAI_TIMEOUT_MS,
        }
      : null,
  };
}

function secret(value: string | undefined): Secret | null {
  return value === undefined ? null : new Secret(value);
}

/** An IPv6 address in a URL stands in brackets. */
function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

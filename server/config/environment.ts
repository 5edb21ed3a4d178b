/**
 * The one schema of environment variables. Each expectation completes the sentence "NAME must be …".
 * `docs/configuration.md` lists them for people; a test keeps the two together.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import { createKeyRing } from '../secrets/key-ring.ts';

function wholeNumber(minimum: number, maximum: number, unit = '') {
  const expected = `a whole number from ${minimum} to ${maximum}${unit}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, expected);
}

const milliseconds = (minimum: number, maximum: number) =>
  wholeNumber(minimum, maximum, ' (milliseconds)');

/** Without a slash at the end, so that paths can be appended. */
function webAddress(expected: string, accept: (url: URL) => boolean = () => true) {
  return z
    .string()
    .refine((text) => {
      const url = URL.parse(text);
      return (
        url !== null &&
        /^https?:$/.test(url.protocol) &&
        url.username === '' &&
        url.password === '' &&
        url.search === '' &&
        url.hash === '' &&
        accept(url)
      );
    }, expected)
    .transform((text) => text.replace(/\/+$/, ''));
}

const apiAddress = () => webAddress('an http or https address without user, query or fragment');

const loopbackHosts = new Set(['localhost', '[::1]']);
const isLoopback = (url: URL) =>
  loopbackHosts.has(url.hostname) || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);

/** Goes into an HTTP header. */
const credential = () =>
  z.string().regex(/^[\x21-\x7e]{1,4096}$/, 'one line of visible ASCII characters without spaces');

/** What Express takes as `trust proxy`: https://expressjs.com/en/guide/behind-proxies.html */
function isProxyTrust(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) <= 10;
  return text.split(',').every((part) => {
    const [address = '', bits] = part.trim().split('/');
    if (/^(loopback|linklocal|uniquelocal)$/.test(part.trim())) return true;
    const family = isIP(address);
    if (family === 0) return false;
    return (
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
    );
  });
}

const keyRingForm = 'comma-separated id:key pairs, each key 32 random bytes in base64';

function isKeyRing(text: string): boolean {
  try {
    createKeyRing(text);
    return true;
  } catch {
    return false;
  }
}

const dnsForm =
  'system, none, or comma-separated IP addresses of name servers, each with a port if need be';

function isDnsSetting(text: string): boolean {
  if (text === 'system' || text === 'none') return true;
  return text.split(',').every((part) => {
    const [, six, four, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(part.trim()) ?? [];
    return isIP(six ?? four ?? part.trim()) !== 0 && Number(port ?? 53) <= 65_535;
  });
}

export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'development, test or production')
    .default('development'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),

  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'a host name or an IP address')
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  WORKER_PORT: wholeNumber(0, 65_535).optional(),
  PUBLIC_BASE_URL: apiAddress().optional(),
  REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(300),
  TRUST_PROXY: z
    .string()
    .refine(
      isProxyTrust,
      'the number of proxies in front (0 to 10), or their comma-separated addresses or networks',
    )
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
    .default(0),
  METRICS_TOKEN: credential().optional(),

  JWT_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{32,4096}$/, 'at least 32 visible ASCII characters without spaces')
    .optional(),
  JWT_JWKS_URL: apiAddress().optional(),
  JWT_ISSUER: apiAddress().optional(),
  JWT_AUDIENCE: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'one line of visible ASCII characters without spaces')
    .default('authenticated'),

  SMARTSYNC_URL: apiAddress().optional(),
  SMARTSYNC_TOKEN: credential().optional(),

  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''),
      'an address like postgresql://user:password@host:5432/database',
    )
    .optional(),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
  ENCRYPTION_KEYS: z.string().refine(isKeyRing, keyRingForm).optional(),
  ENCRYPTION_KEYS_FILE: z.string().optional(),

  UPSTASH_REDIS_REST_URL: apiAddress().optional(),
  UPSTASH_REDIS_REST_TOKEN: credential().optional(),

  HUBSPOT_ACCESS_TOKEN: credential().optional(),
  HUBSPOT_BASE_URL: apiAddress().default('https://api.hubapi.com'),
  HUBSPOT_REQUESTS_PER_TEN_SECONDS: wholeNumber(10, 10_000).default(110),
  HUBSPOT_CLIENT_ID: credential().optional(),
  HUBSPOT_CLIENT_SECRET: credential().optional(),
  HUBSPOT_AUTHORIZE_URL: apiAddress().default('https://app.hubspot.com/oauth/authorize'),
  HUBSPOT_APP_ID: wholeNumber(1, 999_999_999).optional(),
  HUBSPOT_APP_BASE_URL: apiAddress().optional(),

  SALESFORCE_BULK_DAY_PERCENT: wholeNumber(1, 100).default(90),
  SALESFORCE_CLIENT_ID: credential().optional(),
  SALESFORCE_CLIENT_SECRET: credential().optional(),
  SALESFORCE_LOGIN_URL: apiAddress().default('https://login.salesforce.com'),
  SALESFORCE_PUBSUB_ADDRESS: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,39}\]):\d{1,5}$/,
      'a host and a port, like api.pubsub.salesforce.com:7443',
    )
    .default('api.pubsub.salesforce.com:7443'),

  COMPANIES_HOUSE_API_KEY: credential().optional(),
  COMPANIES_HOUSE_BASE_URL: apiAddress().default('https://api.company-information.service.gov.uk'),
  COMPANIES_HOUSE_DOCUMENTS_BASE_URL: apiAddress().default(
    'https://document-api.company-information.service.gov.uk',
  ),
  GLEIF_BASE_URL: apiAddress().default('https://api.gleif.org'),
  SEC_CONTACT: z.email('an e-mail address').optional(),
  SEC_DATA_BASE_URL: apiAddress().default('https://data.sec.gov'),
  SEC_WWW_BASE_URL: apiAddress().default('https://www.sec.gov'),
  SEC_SEARCH_BASE_URL: apiAddress().default('https://efts.sec.gov'),
  CONTRACTS_FINDER_BASE_URL: apiAddress().default('https://www.contractsfinder.service.gov.uk'),
  FIND_A_TENDER_BASE_URL: apiAddress().default('https://www.find-tender.service.gov.uk'),
  GREENHOUSE_BASE_URL: apiAddress().default('https://boards-api.greenhouse.io'),
  LEVER_BASE_URL: apiAddress().default('https://api.lever.co'),
  LEVER_EU_BASE_URL: apiAddress().default('https://api.eu.lever.co'),
  ASHBY_BASE_URL: apiAddress().default('https://api.ashbyhq.com'),
  SMARTRECRUITERS_BASE_URL: apiAddress().default('https://api.smartrecruiters.com'),
  WORKABLE_BASE_URL: apiAddress().default('https://www.workable.com'),
  GDELT_BASE_URL: apiAddress().default('https://api.gdeltproject.org'),
  DNS_SERVERS: z
    .string()
    .default('system')
    .refine(isDnsSetting, dnsForm)
    .transform((text) =>
      text === 'system' ? text : text === 'none' ? null : text.split(',').map((one) => one.trim()),
    ),
  SANDBOX_SITE_ORIGIN: webAddress(
    'an http address of this machine, like http://127.0.0.1:4010',
    (url) => isLoopback(url) && url.pathname === '/',
  ).optional(),
  RESEARCH_PROVIDER_TIMEOUT_MS: milliseconds(100, 60_000).default(4_000),
  RESEARCH_PATIENCE_MS: milliseconds(0, 60_000).default(2_500),
  RESEARCH_TOTAL_TIMEOUT_MS: milliseconds(100, 120_000).default(8_000),
  RESEARCH_USER_AGENT: z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/, 'at most 200 visible ASCII characters')
    .default('oppSpotBot/1.0 (+https://oppspot.example/bot)'),

  OPENAI_API_KEY: credential().optional(),
  OPENAI_BASE_URL: apiAddress().default('https://api.openai.com/v1'),
  OPENAI_MODEL: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'the name of a model')
    .default('gpt-5-mini'),
  OPENAI_TIMEOUT_MS: milliseconds(100, 120_000).default(12_000),
});

export type Variables = z.output<typeof environmentSchema>;

/** Faults that show only when variables are seen together. `present` holds what is set. */
export function faultsBetween(
  present: Readonly<Record<string, string>>,
): { variable: string; expected: string }[] {
  const faults: { variable: string; expected: string }[] = [];
  const need = (variable: string, because: string, expected = '') => {
    if (present[because] && !present[variable]) {
      faults.push({ variable, expected: `set together with ${because}${expected}` });
    }
  };
  if (!present.ENCRYPTION_KEYS_FILE) need('ENCRYPTION_KEYS', 'DATABASE_URL', ` (${keyRingForm})`);
  if (present.ENCRYPTION_KEYS && present.ENCRYPTION_KEYS_FILE) {
    faults.push({ variable: 'ENCRYPTION_KEYS_FILE', expected: 'left out beside ENCRYPTION_KEYS' });
  }
  need('HUBSPOT_CLIENT_SECRET', 'HUBSPOT_CLIENT_ID');
  need('HUBSPOT_CLIENT_SECRET', 'HUBSPOT_APP_ID');
  need('SALESFORCE_CLIENT_ID', 'SALESFORCE_CLIENT_SECRET');
  need('SALESFORCE_CLIENT_SECRET', 'SALESFORCE_CLIENT_ID');
  need('SMARTSYNC_TOKEN', 'SMARTSYNC_URL');
  need('SMARTSYNC_URL', 'SMARTSYNC_TOKEN');
  need('UPSTASH_REDIS_REST_TOKEN', 'UPSTASH_REDIS_REST_URL');
  need('UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN');
  return faults;
}

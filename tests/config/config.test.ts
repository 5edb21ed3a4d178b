import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config/config.ts';
import { environmentSchema } from '../../server/config/environment.ts';
import { ConfigError } from '../../server/config/errors.ts';
import { generateKey } from '../../server/secrets/key-ring.ts';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('an empty environment', () => {
  const config = loadConfig({});

  it('gives a server on loopback with the embedded database', () => {
    expect(config).toMatchObject({
      environment: 'development',
      logLevel: 'info',
      http: {
        host: '127.0.0.1',
        port: 3000,
        publicBaseUrl: 'http://127.0.0.1:3000',
        trustProxy: 0,
        metricsToken: null,
      },
      dataDir: './data',
      store: { databaseUrl: null },
      encryptionKeys: null,
      redis: null,
    });
  });

  it('asks the real services', () => {
    expect(config.hubspot).toEqual({
      accessToken: null,
      baseUrl: 'https://api.hubapi.com',
      app: null,
    });
    expect(config.research.endpoints).toEqual({
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
    });
    expect(config.research.secContact).toBeNull();
    expect(config.research.siteOrigin).toBeNull();
  });

  it('uses no model', () => {
    expect(config.openai).toBeNull();
  });
});

describe('variables', () => {
  it('that are empty or blank count as absent', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ', OPENAI_API_KEY: '' })).toEqual(loadConfig({}));
  });

  it('of other programs are ignored', () => {
    expect(loadConfig({ PATH: '/usr/bin', HOME: '/home/somebody' })).toEqual(loadConfig({}));
  });

  it('decide the public address unless it is given', () => {
    expect(loadConfig({ HOST: '::1', PORT: '8080' }).http.publicBaseUrl).toBe('http://[::1]:8080');
    expect(
      loadConfig({ PORT: '8080', PUBLIC_BASE_URL: 'https://sync.example/' }).http.publicBaseUrl,
    ).toBe('https://sync.example');
  });

  it('name the proxies to believe by number or by address', () => {
    expect(loadConfig({ TRUST_PROXY: '2' }).http.trustProxy).toBe(2);
    expect(loadConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).http.trustProxy).toBe(
      'loopback, 10.0.0.0/8',
    );
  });

  it('name a file for the keys instead of holding them', () => {
    const config = loadConfig({
      DATABASE_URL: 'postgresql://db.example/x',
      ENCRYPTION_KEYS_FILE: '/run/secrets/keys',
    });
    expect(config).toMatchObject({
      encryptionKeys: null,
      encryptionKeysFile: '/run/secrets/keys',
    });
  });

  it('with a key turn the model on', () => {
    const { openai } = loadConfig({ OPENAI_API_KEY: 'sk-example', OPENAI_MODEL: 'local/model' });
    expect(openai?.apiKey.reveal()).toBe('sk-example');
    expect(openai).toMatchObject({ model: 'local/model', baseUrl: 'https://api.openai.com/v1' });
  });
});

describe('a wrong variable', () => {
  it.each([
    [{ NODE_ENV: 'prod' }, 'NODE_ENV must be development, test or production.'],
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ HOST: 'two words' }, 'HOST must be a host name or an IP address.'],
    [
      { PUBLIC_BASE_URL: 'sync.example' },
      'PUBLIC_BASE_URL must be an http or https address without user, query or fragment.',
    ],
    [
      { HUBSPOT_BASE_URL: 'https://user:pass@api.hubapi.com' },
      'HUBSPOT_BASE_URL must be an http or https address without user, query or fragment.',
    ],
    [
      { DATABASE_URL: 'mysql://db.example/x', ENCRYPTION_KEYS: generateKey('a') },
      'DATABASE_URL must be an address like postgresql://user:password@host:5432/database.',
    ],
    [
      { ENCRYPTION_KEYS: 'a:c2hvcnQ=' },
      'ENCRYPTION_KEYS must be comma-separated id:key pairs, each key 32 random bytes in base64.',
    ],
    [
      { DATABASE_URL: 'postgresql://db.example/x' },
      'ENCRYPTION_KEYS must be set together with DATABASE_URL (comma-separated id:key pairs, each key 32 random bytes in base64).',
    ],
    [
      { ENCRYPTION_KEYS: generateKey('a'), ENCRYPTION_KEYS_FILE: '/run/secrets/keys' },
      'ENCRYPTION_KEYS_FILE must be left out beside ENCRYPTION_KEYS.',
    ],
    [
      { UPSTASH_REDIS_REST_URL: 'https://redis.example' },
      'UPSTASH_REDIS_REST_TOKEN must be set together with UPSTASH_REDIS_REST_URL.',
    ],
    [
      { UPSTASH_REDIS_REST_TOKEN: 'token' },
      'UPSTASH_REDIS_REST_URL must be set together with UPSTASH_REDIS_REST_TOKEN.',
    ],
    [
      { HUBSPOT_CLIENT_ID: 'app' },
      'HUBSPOT_CLIENT_SECRET must be set together with HUBSPOT_CLIENT_ID.',
    ],
    [
      { HUBSPOT_ACCESS_TOKEN: 'two\nlines' },
      'HUBSPOT_ACCESS_TOKEN must be one line of visible ASCII characters without spaces.',
    ],
    [
      { SANDBOX_SITE_ORIGIN: 'http://169.254.169.254' },
      'SANDBOX_SITE_ORIGIN must be an http address of this machine, like http://127.0.0.1:4010.',
    ],
    [
      { SANDBOX_SITE_ORIGIN: 'http://127.0.0.1.evil.example' },
      'SANDBOX_SITE_ORIGIN must be an http address of this machine, like http://127.0.0.1:4010.',
    ],
    [
      { TRUST_PROXY: 'true' },
      'TRUST_PROXY must be the number of proxies in front (0 to 10), or their comma-separated addresses or networks.',
    ],
    [
      { RESEARCH_PROVIDER_TIMEOUT_MS: '5000', RESEARCH_TOTAL_TIMEOUT_MS: '4000' },
      'RESEARCH_TOTAL_TIMEOUT_MS must be at least RESEARCH_PROVIDER_TIMEOUT_MS.',
    ],
    [
      { OPENAI_TIMEOUT_MS: '4s' },
      'OPENAI_TIMEOUT_MS must be a whole number from 100 to 120000 (milliseconds).',
    ],
  ] as [Record<string, string>, string][])('%o is answered by one sentence', (env, sentence) => {
    expect(faultsOf(env)).toEqual([sentence]);
  });

  it('does not hide the others', () => {
    const faults = faultsOf({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'postgresql://db.example/x',
    });
    expect(faults.map((sentence) => sentence.split(' ')[0])).toEqual([
      'LOG_LEVEL',
      'PORT',
      'ENCRYPTION_KEYS',
    ]);
  });

  it('is never repeated, as it may be a secret', () => {
    const secretText = 'hunter2 hunter2';
    const wrong = Object.fromEntries(
      Object.keys(environmentSchema.shape).map((name) => [name, secretText]),
    );
    const message = faultsOf(wrong).join('\n');
    expect(message).toContain('HUBSPOT_ACCESS_TOKEN');
    expect(message).not.toContain('hunter2');
  });
});

describe('secrets in a configuration', () => {
  const values = {
    HUBSPOT_ACCESS_TOKEN: 'pat-visible-nowhere',
    COMPANIES_HOUSE_API_KEY: 'ch-visible-nowhere',
    OPENAI_API_KEY: 'sk-visible-nowhere',
    METRICS_TOKEN: 'mt-visible-nowhere',
    UPSTASH_REDIS_REST_URL: 'https://redis.example',
    UPSTASH_REDIS_REST_TOKEN: 'rt-visible-nowhere',
    DATABASE_URL: 'postgresql://user:pw-visible-nowhere@db.example/x',
    ENCRYPTION_KEYS: generateKey('visible-nowhere'),
  };
  const config = loadConfig(values);

  it('are given only when asked for', () => {
    expect(config.hubspot.accessToken?.reveal()).toBe('pat-visible-nowhere');
    expect(config.store.databaseUrl?.reveal()).toBe(values.DATABASE_URL);
  });

  it('show in no log line, JSON, inspection or text', () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => lines.push(line) });
    logger.info({ config }, 'starting');
    for (const shown of [
      lines.join(),
      JSON.stringify(config),
      inspect(config, { depth: null, showHidden: true }),
      `${config.hubspot.accessToken} ${config.encryptionKeys}`,
    ]) {
      expect(shown).toContain('[redacted]');
      expect(shown).not.toContain('visible-nowhere');
    }
  });
});

describe('the documentation', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
  const documented = new Map(
    [...text.matchAll(/^\| `([A-Z_]+)` \| (.*?) \|/gm)].map(([, name = '', cell = '']) => [
      name,
      cell.replaceAll('`', ''),
    ]),
  );

  it('lists every variable and no other', () => {
    expect([...documented.keys()].sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('states the true defaults', () => {
    const defaults = environmentSchema.parse({});
    for (const [name, value] of Object.entries(defaults)) {
      expect([name, documented.get(name)]).toEqual([name, String(value)]);
    }
  });
});

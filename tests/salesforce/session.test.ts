import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isInstanceUrl } from '../../server/crm/salesforce/session/instance-url.ts';
import {
  createSalesforceSessions,
  type StoredGrant,
} from '../../server/crm/salesforce/session/session.ts';
import type { TokenStore, WithLock } from '../../server/crm/session/token-renewal.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { createKeyRing, generateKey } from '../../server/secrets/key-ring.ts';
import { setCredentials } from '../../server/store/integrations.ts';
import { grantStore, toCredentials } from '../../server/tenants/salesforce-tokens.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../sandbox/salesforce/index.ts';
import { databases, seedTenant, type TestDatabase } from '../support/databases.ts';
import { connectorTo, failureOf } from './org.ts';
import { createCounter } from './refresher/counter.ts';
import { type Counter, refreshUntil } from './refresher/refresher.ts';

const redirectUri = 'https://app.example/cb';
const client = {
  clientId: 'app',
  clientSecret: 'secret',
  redirectUris: [redirectUri],
  requiresPkce: false,
};
const alone: WithLock = (_, work) => work();

/** An org somebody has just connected, and where its tokens are kept. */
async function connected() {
  const salesforce = await startSalesforceStandin({ oauthClients: [client] });
  onTestFinished(() => salesforce.close());
  const first = await connect(salesforce);
  const kept: { grant: StoredGrant | null } = { grant: first };
  const tokens: TokenStore<StoredGrant> = {
    read: async () => kept.grant,
    replace: async (expected, next) => {
      if (kept.grant?.accessToken !== expected.accessToken) return false;
      kept.grant = next;
      return true;
    },
  };
  const sessions = (app: Partial<{ clientSecret: string; loginUrl: string }> = {}) =>
    createSalesforceSessions({
      app: { clientId: 'app', clientSecret: 'secret', loginUrl: salesforce.url, ...app },
      withLock: alone,
      timeoutMs: 500,
      sleep: async () => undefined,
    });
  const session = sessions()(salesforce.orgId, tokens);
  return { salesforce, tokens, kept, first, sessions, session };
}

async function connect(salesforce: SalesforceStandin): Promise<StoredGrant> {
  const code = salesforce.issueCode({ clientId: 'app', redirectUri, challenge: null });
  const answer = await fetch(`${salesforce.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: 'app',
      client_secret: 'secret',
      redirect_uri: redirectUri,
    }),
  });
  const body = (await answer.json()) as Record<string, string>;
  const { access_token = '', refresh_token = '', instance_url = '' } = body;
  salesforce.clearRequests();
  return { accessToken: access_token, refreshToken: refresh_token, instanceUrl: instance_url };
}

async function isGood(salesforce: SalesforceStandin, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${salesforce.url}/services/data/v68.0/limits`, { headers })).ok;
}

describe('a session', () => {
  it('gives the token that is kept without asking anybody', async () => {
    const { salesforce, first, session } = await connected();
    expect(await session.current()).toMatchObject({ accessToken: first.accessToken });
    expect(salesforce.requests()).toEqual([]);
  });

  it('keeps the rotated token before it gives the new access token', async () => {
    const { salesforce, first, kept, session } = await connected();
    const access = await session.current(first.accessToken);
    expect(kept.grant).toMatchObject({
      accessToken: access.accessToken,
      refreshToken: expect.not.stringContaining(first.refreshToken),
      instanceUrl: salesforce.url,
    });
    expect(await isGood(salesforce, access.accessToken)).toBe(true);
  });

  it('refreshes once for all who ask at the same time', async () => {
    const { salesforce, first, session } = await connected();
    const all = await Promise.all(
      Array.from({ length: 50 }, () => session.current(first.accessToken)),
    );
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(salesforce.requests()).toHaveLength(1);
  });

  it('takes the token that somebody else has put there instead of refreshing', async () => {
    const { salesforce, first, kept, session } = await connected();
    kept.grant = { ...first, accessToken: 'newer', refreshToken: 'newer' };
    expect(await session.current(first.accessToken)).toMatchObject({ accessToken: 'newer' });
    expect(salesforce.requests()).toEqual([]);
  });

  it('tries again to keep a token, for there is no second one', async () => {
    const { salesforce, tokens, first, sessions } = await connected();
    let failures = 2;
    const flaky: TokenStore<StoredGrant> = {
      ...tokens,
      replace: async (expected, next) => {
        failures -= 1;
        if (failures >= 0) throw new Error('database gone');
        return tokens.replace(expected, next);
      },
    };
    const access = await sessions()(salesforce.orgId, flaky).current(first.accessToken);
    expect((await tokens.read())?.accessToken).toBe(access.accessToken);
  });

  it('needs a person when the org is not connected any more', async () => {
    const { kept, session } = await connected();
    kept.grant = null;
    expect((await failureOf(session.current())).kind).toBe('needs_reauthorisation');
  });
});

describe('a click while the session has ended', () => {
  it('goes on with a new token, and the refresh is no call of the org', async () => {
    const { salesforce, kept, first, session } = await connected();
    const { connector, calls } = connectorTo(salesforce, { session });
    await connector.provision();
    kept.grant = { ...first, accessToken: 'ended' };
    salesforce.clearRequests();
    expect((await connector.owners()).length).toBeGreaterThan(0);
    expect(calls()).toEqual([
      expect.stringContaining('/query'),
      'POST /services/oauth2/token',
      expect.stringContaining('/query'),
    ]);
    expect(kept.grant.accessToken).not.toBe('ended');
  });
});

describe('a refresh that fails', () => {
  it('because the grant was revoked needs a person, and is not tried again', async () => {
    const { salesforce, first, session } = await connected();
    salesforce.revokeGrants();
    for (let round = 0; round < 3; round += 1) {
      const error = await failureOf(session.current(first.accessToken));
      expect(error).toMatchObject({ kind: 'needs_reauthorisation', retryable: false });
    }
    expect(salesforce.requests()).toHaveLength(1);
  });

  it('goes on once somebody has connected anew', async () => {
    const { salesforce, first, kept, session } = await connected();
    salesforce.revokeGrants();
    await failureOf(session.current(first.accessToken));
    kept.grant = await connect(salesforce);
    const { accessToken } = await session.current(first.accessToken);
    expect(await isGood(salesforce, accessToken)).toBe(true);
    const renewed = await session.current(accessToken);
    expect(await isGood(salesforce, renewed.accessToken)).toBe(true);
  });

  it('because of our own secret never sends a customer to the consent page', async () => {
    const { salesforce, tokens, first, sessions } = await connected();
    const session = sessions({ clientSecret: 'wrong' })(salesforce.orgId, tokens);
    const error = await failureOf(session.current(first.accessToken));
    expect(error).toMatchObject({
      kind: 'unexpected',
      message: expect.stringContaining('support'),
    });
    expect(error.message).not.toContain('wrong');
  });

  it('because nobody is there is worth another try, and has cost nothing', async () => {
    const { salesforce, tokens, first, sessions, session } = await connected();
    const offline = sessions({ loginUrl: 'http://127.0.0.1:1' })(salesforce.orgId, tokens);
    const error = await failureOf(offline.current(first.accessToken));
    expect(error).toMatchObject({ kind: 'transient', retryable: true });
    await session.current(first.accessToken);
  });

  it.each([
    ['is cut before anything happened', { kind: 'drop', when: 'before' }],
    ['gets a server error', { kind: 'status', status: 503 }],
  ] as const)('when it %s is tried once more', async (_, action) => {
    const { salesforce, first, session } = await connected();
    salesforce.fail({ path: 'token$', action });
    const { accessToken } = await session.current(first.accessToken);
    expect(salesforce.requests()).toHaveLength(2);
    expect(await isGood(salesforce, accessToken)).toBe(true);
  });

  it.each([
    ['is cut', { kind: 'drop', when: 'after' }],
    ['stalls', { kind: 'stall' }],
    ['is half of one', { kind: 'malformed' }],
  ] as const)('because its answer %s after the work needs a person', async (_, action) => {
    const { salesforce, first, session } = await connected();
    salesforce.fail({ path: 'token$', action });
    const error = await failureOf(session.current(first.accessToken));
    expect(error.kind).toBe('needs_reauthorisation');
  });

  it('while Salesforce is down for good is no reason to connect again', async () => {
    const { salesforce, first, session } = await connected();
    salesforce.fail({ path: 'token$', action: { kind: 'status', status: 503 }, times: 9 });
    expect((await failureOf(session.current(first.accessToken))).kind).toBe('transient');
    expect(salesforce.requests()).toHaveLength(2);
  });
});

it.each([
  ['https://acme.my.salesforce.com', true],
  ['https://eu12.salesforce.com', true],
  ['https://acme.lightning.force.com', false],
  ['http://acme.my.salesforce.com', false],
  ['https://salesforce.com.evil.example', false],
  ['https://evilsalesforce.com', false],
  ['nonsense', false],
])('a token is sent to %s: %s', (address, isOurs) => {
  expect(isInstanceUrl(address, 'https://login.salesforce.com')).toBe(isOurs);
});

describe.each(databases)('three processes on $name', ({ name, open }) => {
  const rounds = 1_000;

  it(`refresh one rotating token ${rounds} times and never lose it`, {
    timeout: 240_000,
  }, async () => {
    const database = await open();
    onTestFinished(() => database.close());
    const { salesforce, first } = await connected();
    const keys = generateKey('test');
    const keyRing = createKeyRing(keys);
    const tenant = await seedTenant(database, { crm: 'salesforce' });
    await database.withOrganization(tenant.organizationId, (trx) =>
      setCredentials(
        trx,
        keyRing,
        { organizationId: tenant.organizationId, id: tenant.integrationId },
        toCredentials(first),
      ),
    );
    const app = { clientId: 'app', clientSecret: 'secret', loginUrl: salesforce.url };
    const counter = name === 'pglite' ? countHere() : await createCounter(database.asOwner);
    const started = [1, 2, 3].map(() =>
      name === 'pglite'
        ? refreshUntil(rounds, { database, keyRing, tenant, app, counter })
        : runProcess(
            keys,
            databaseUrlOf(database),
            salesforce.url,
            tenant.organizationId,
            tenant.integrationId,
            String(rounds),
          ),
    );
    await Promise.all(started);
    expect(await counter.total()).toBeGreaterThanOrEqual(rounds);
    const answers = salesforce.requests().map(({ status }) => status);
    expect(answers.length).toBeGreaterThanOrEqual(rounds);
    expect(answers.every((status) => status === 200)).toBe(true);
    const last = await grantStore({ database, keyRing, runtime: systemRuntime }, tenant).read();
    expect(await isGood(salesforce, last?.accessToken ?? '')).toBe(true);
  });
});

function countHere(): Counter {
  let times = 0;
  return {
    add: async () => {
      times += 1;
    },
    total: async () => times,
  };
}

function databaseUrlOf({ location }: TestDatabase): string {
  return 'databaseUrl' in location ? location.databaseUrl : '';
}

async function runProcess(encryptionKeys: string, ...parameters: string[]): Promise<void> {
  const script = join(import.meta.dirname, 'refresher/main.ts');
  const child = spawn(process.execPath, [script, ...parameters], {
    stdio: 'inherit',
    env: { ...process.env, ENCRYPTION_KEYS: encryptionKeys },
  });
  onTestFinished(() => {
    child.kill();
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
}

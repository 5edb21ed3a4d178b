/** What the token endpoint says, and what it means for the connection. */
import { describe, expect, it } from 'vitest';
import {
  createSalesforceSessions,
  type StoredGrant,
} from '../../server/crm/salesforce/session/session.ts';
import { requestTokens } from '../../server/crm/salesforce/session/token-endpoint.ts';
import { contract, contractsPresent } from '../support/contracts.ts';
import { serve } from './serve.ts';

async function endpoint(...answers: { status: number; body: unknown }[]) {
  const asked: URLSearchParams[] = [];
  const loginUrl = await serve(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    asked.push(new URLSearchParams(Buffer.concat(parts).toString()));
    const { status, body } = answers[Math.min(asked.length, answers.length) - 1] ?? {};
    response.writeHead(status ?? 500, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const app = { clientId: 'app', clientSecret: 's+&=', loginUrl };
  return { asked, app };
}

const refused = (error: string, error_description = '') => ({
  status: 400,
  body: { error, error_description },
});
const processing = refused('invalid_grant', 'token request is already being processed');

describe('a refresh', () => {
  it('sends the secret in the body and nothing in the address', async () => {
    const { asked, app } = await endpoint({ status: 200, body: { access_token: 'a' } });
    expect(await requestTokens(app, 'r', 1_000)).toEqual({
      state: 'issued',
      accessToken: 'a',
      refreshToken: null,
      instanceUrl: null,
    });
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r',
      client_id: 'app',
      client_secret: 's+&=',
    });
  });

  it('believes in no address that is not Salesforce’s, and keeps the tokens', async () => {
    const body = { access_token: 'a', refresh_token: 'b', instance_url: 'https://evil.example' };
    const { app } = await endpoint({ status: 200, body });
    expect(await requestTokens(app, 'r', 1_000)).toMatchObject({
      state: 'issued',
      refreshToken: 'b',
      instanceUrl: null,
    });
  });

  it.each([
    ['invalid_grant', 'expired access/refresh token', 'refused', 'needs_reauthorisation'],
    ['invalid_grant', 'token request is already being processed', 'elsewhere', 'transient'],
    ['invalid_grant', 'expired authorization code', 'elsewhere', 'transient'],
    ['invalid_grant', 'ip restricted', 'failed', 'missing_scope'],
    ['invalid_grant', 'login rate exceeded', 'failed', 'rate_limited'],
    ['inactive_user', 'user is inactive', 'failed', 'missing_scope'],
    ['inactive_org', 'organization is inactive', 'failed', 'missing_scope'],
    ['OAUTH_APP_ACCESS_DENIED', 'user is not admin approved', 'failed', 'missing_scope'],
    ['rate_limit_exceeded', '', 'failed', 'rate_limited'],
    ['invalid_client', 'app must be installed into org', 'failed', 'missing_scope'],
    ['invalid_client', 'invalid client credentials', 'failed', 'unexpected'],
    ['invalid_client_id', 'client identifier invalid', 'failed', 'unexpected'],
    ['unsupported_grant_type', 'grant type not supported', 'failed', 'unexpected'],
  ])('refused with %s, “%s”, is %s: %s', async (error, description, state, kind) => {
    const { app } = await endpoint(refused(error, description));
    const outcome = await requestTokens(app, 'r', 1_000);
    expect(outcome).toMatchObject({ state, error: { kind } });
    expect(JSON.stringify(outcome)).not.toContain('s+&=');
  });

  it.each([
    [503, '<html>Down</html>', 'unknown', 'transient'],
    [500, { error: 'unknown_error' }, 'unknown', 'transient'],
    [200, '{"access_token":', 'unknown', 'transient'],
    [200, {}, 'unknown', 'transient'],
    [429, '', 'failed', 'rate_limited'],
    [404, '<html>Not here</html>', 'failed', 'unexpected'],
  ] as const)('answered with %i %o is %s: %s', async (status, body, state, kind) => {
    const { app } = await endpoint({ status, body });
    expect(await requestTokens(app, 'r', 1_000)).toMatchObject({ state, error: { kind } });
  });

  it.runIf(contractsPresent)('refused as others recorded it ends the grant', async () => {
    const recorded = contract<{ id: string; status: number; body: unknown }[]>(
      'salesforce/errors.json',
    ).find(({ id }) => id === 'refresh-token-refused');
    const { app } = await endpoint({ status: recorded?.status ?? 0, body: recorded?.body });
    expect(await requestTokens(app, 'r', 1_000)).toMatchObject({ state: 'refused' });
  });
});

describe('while somebody else’s refresh of the same token is worked on', () => {
  async function session(...answers: Parameters<typeof endpoint>) {
    const { asked, app } = await endpoint(...answers);
    const kept: { grant: StoredGrant } = {
      grant: { accessToken: 'old', refreshToken: 'r', instanceUrl: 'https://x.my.salesforce.com' },
    };
    const waits: number[] = [];
    const hooks = { onWait: () => {} };
    const sessions = createSalesforceSessions({
      app,
      withLock: (_, work) => work(),
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
        hooks.onWait();
      },
    });
    const tokens = {
      read: async () => kept.grant,
      replace: async (_: StoredGrant, next: StoredGrant) => {
        kept.grant = next;
        return true;
      },
    };
    return { asked, kept, waits, hooks, session: sessions('org', tokens) };
  }

  it('waits for its token and takes that', async () => {
    const { asked, kept, waits, hooks, session: one } = await session(processing);
    hooks.onWait = () => {
      kept.grant = { ...kept.grant, accessToken: 'theirs' };
    };
    expect(await one.current('old')).toMatchObject({ accessToken: 'theirs' });
    expect(waits).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it('asks again when none comes, and is no reason to connect anew', async () => {
    const issued = { status: 200, body: { access_token: 'new', refresh_token: 'r2' } };
    const { kept, session: one } = await session(processing, issued);
    expect(await one.current('old')).toMatchObject({ accessToken: 'new' });
    expect(kept.grant.refreshToken).toBe('r2');
    const { session: stuck } = await session(processing);
    await expect(stuck.current('old')).rejects.toMatchObject({ kind: 'transient' });
  });
});

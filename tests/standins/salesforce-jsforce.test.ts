/** jsforce against the stand-in: what the library's own tests do with a real org. */
import { createHash } from 'node:crypto';
import jsforce, { type Connection } from 'jsforce';
import { afterEach, describe, expect, it } from 'vitest';
import { type SalesforceStandin, startSalesforceStandin } from '../sandbox/salesforce/index.ts';

const version = '68.0';
const app = { clientId: 'app', clientSecret: 'secret', redirectUri: 'https://app.example/cb' };
const running: SalesforceStandin[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((standin) => standin.close()));
});

async function connected(): Promise<{ salesforce: SalesforceStandin; conn: Connection }> {
  const { redirectUri, ...client } = app;
  const salesforce = await startSalesforceStandin({
    accessTokens: [{ token: 'T' }],
    oauthClients: [{ ...client, redirectUris: [redirectUri] }],
  });
  running.push(salesforce);
  const conn = new jsforce.Connection({
    instanceUrl: salesforce.url,
    accessToken: 'T',
    version,
  });
  return { salesforce, conn };
}

describe('one record', () => {
  it('is created, retrieved, updated and deleted', async () => {
    const { salesforce, conn } = await connected();
    const accounts = conn.sobject('Account');
    const { id = '' } = await accounts.create({ Name: 'Acme' });
    expect(await accounts.retrieve(id)).toMatchObject({ Id: id, Name: 'Acme' });
    expect(await accounts.update({ Id: id, Name: 'Bolt' })).toMatchObject({ id, success: true });
    expect(salesforce.get('Account', id)?.values.Name).toBe('Bolt');
    expect(await accounts.destroy(id)).toMatchObject({ success: true });
    await expect(accounts.retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
    await expect(accounts.destroy(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  it('is upserted by a key, which several records may have', async () => {
    const { salesforce, conn } = await connected();
    const upsert = (Subject: string) =>
      conn.sobject('Task').upsert({ oppspot__Key__c: 'k', Subject }, 'oppspot__Key__c');
    const first = await upsert('Call');
    expect(first).toMatchObject({ success: true, created: true });
    expect(await upsert('Write')).toMatchObject({ id: first.id, created: false });
    const twins = ['Lee', 'Roe'].map((LastName) => ({ LastName, Email: 'both@x.example' }));
    for (const twin of twins) salesforce.create('Contact', twin);
    await expect(
      conn.sobject('Contact').upsert({ LastName: 'x', Email: 'both@x.example' }, 'Email'),
    ).rejects.toMatchObject({
      name: 'MULTIPLE_CHOICES',
      data: [expect.any(String), expect.any(String)],
    });
  });
});

describe('many records', () => {
  const leads = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ LastName: `Lead ${n}`, Company: 'Acme' }));

  it('go in collections of 200, and come back in pages', async () => {
    const { conn } = await connected();
    const created = await conn.sobject('Lead').create(leads(450), { allowRecursive: true });
    expect(created.every(({ success }) => success)).toBe(true);
    await expect(conn.sobject('Lead').create(leads(201))).rejects.toMatchObject({
      errorCode: 'EXCEEDED_ID_LIMIT',
    });
    const all = await conn.query('SELECT Id, LastName FROM Lead', {
      autoFetch: true,
      maxFetch: 1_000,
      headers: { 'Sforce-Query-Options': 'batchSize=200' },
    });
    expect(all.records).toHaveLength(450);
    expect(await conn.sobject('Lead').find({ LastName: { $like: 'Lead 44%' } }, 'Id')).toHaveLength(
      11,
    );
    const ids = all.records.slice(0, 200).map(({ Id }) => String(Id));
    const gone = await conn.sobject('Lead').destroy(ids);
    expect(gone).toHaveLength(200);
    expect(await conn.sobject('Lead').retrieve(ids.slice(0, 1))).toEqual([null]);
  });

  it('are undone together', async () => {
    const { salesforce, conn } = await connected();
    const rows = [{ LastName: 'Lee' }, {}];
    const results = await conn.sobject('Contact').create(rows, { allOrNone: true });
    expect(results.flatMap(({ errors }) => errors)).toMatchObject([
      { statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' },
      { statusCode: 'REQUIRED_FIELD_MISSING' },
    ]);
    expect(salesforce.records('Contact')).toEqual([]);
  });
});

it('describes, tells limits and who calls, and takes a composite graph', async () => {
  const { salesforce, conn } = await connected();
  expect((await conn.describeGlobal()).sobjects.map(({ name }) => name)).toContain('Task');
  expect((await conn.describe('Lead')).fields.map(({ name }) => name)).toContain(
    'oppspot__Score__c',
  );
  expect(conn.limitInfo.apiUsage).toEqual({ used: 2, limit: 100_000 });
  expect(await conn.identity()).toMatchObject({ organization_id: salesforce.orgId });
  const node = {
    method: 'POST',
    url: `/services/data/v${version}/sobjects/Account`,
    referenceId: 'acme',
    body: { Name: 'Acme' },
  };
  const graph = { graphs: [{ graphId: '1', compositeRequest: [node] }] };
  const answer = await conn.requestPost(`/services/data/v${version}/composite/graph`, graph);
  expect(answer).toMatchObject({ graphs: [{ isSuccessful: true }] });
});

it('authorises with S256 by hand; on one rotating token, several connections lose it', async () => {
  const { salesforce } = await connected();
  const oauth2 = new jsforce.OAuth2({ ...app, loginUrl: salesforce.url });
  const verifier = 'a-verifier-of-forty-three-characters-or-more';
  const consent = oauth2.getAuthorizationUrl({
    scope: 'api refresh_token',
    state: 'xyz',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const { headers } = await fetch(consent, { redirect: 'manual' });
  const code = new URL(headers.get('Location') ?? '').searchParams.get('code') ?? '';
  const conn = new jsforce.Connection({ oauth2, version });
  const user = await conn.authorize(code, { code_verifier: verifier });
  expect(user).toMatchObject({ organizationId: salesforce.orgId, id: salesforce.userId });
  expect(conn.instanceUrl).toBe(salesforce.url);

  const refreshToken = conn.refreshToken ?? undefined;
  const ask = async () => {
    const stale = {
      oauth2,
      version,
      instanceUrl: salesforce.url,
      accessToken: 'dead',
      refreshToken,
    };
    await new jsforce.Connection(stale).query('SELECT Id FROM User');
  };
  const asked = await Promise.allSettled([ask(), ask(), ask()]);
  expect(asked.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(2);
  await expect(ask()).rejects.toThrow('expired access/refresh token');
  await expect(conn.query('SELECT Id FROM User')).rejects.toThrow();
});

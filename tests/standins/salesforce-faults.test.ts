import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { soql, standin } from './salesforce-api.ts';

const accounts = '/sobjects/Account';
const acme = { Name: 'Acme' };

describe('faults', () => {
  it.each([
    [401, undefined, 'INVALID_SESSION_ID'],
    [403, undefined, 'REQUEST_LIMIT_EXCEEDED'],
    [500, undefined, 'UNKNOWN_EXCEPTION'],
    [503, undefined, 'SERVER_UNAVAILABLE'],
    [400, 'UNABLE_TO_LOCK_ROW', 'UNABLE_TO_LOCK_ROW'],
    [400, 'QUERY_TIMEOUT', 'QUERY_TIMEOUT'],
  ])('answers %i %s in Salesforce’s words and has done nothing', async (status, ordered, code) => {
    const { salesforce, api } = await standin();
    salesforce.fail({
      method: 'POST',
      action: { kind: 'status', status, ...(ordered && { errorCode: ordered }) },
    });
    expect((await soql(api, 'SELECT Id FROM Account')).status).toBe(200);
    expect(await api('POST', accounts, acme)).toMatchObject({
      status,
      body: [{ errorCode: code, message: expect.any(String) }],
    });
    expect(salesforce.records('Account')).toEqual([]);
    expect((await api('POST', accounts, acme)).status).toBe(201);
  });

  it('a gateway gives up although the work was done', async () => {
    const { salesforce, api } = await standin();
    const action = { kind: 'status', status: 503, afterWork: true, retryAfter: 7 } as const;
    salesforce.fail({ action });
    const answer = await api('POST', accounts, acme);
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '7']);
    expect(salesforce.records('Account')).toHaveLength(1);
  });

  it.each([
    ['is cut before the work', { kind: 'drop', when: 'before' }, 0],
    ['is cut after the work', { kind: 'drop', when: 'after' }, 1],
    ['brings half a body', { kind: 'malformed' }, 1],
  ] as const)('a connection that %s leaves %o records', async (_, action, records) => {
    const { salesforce, api } = await standin();
    salesforce.fail({ path: 'Account$', action });
    await expect(api('POST', accounts, acme)).rejects.toThrow();
    expect(salesforce.records('Account')).toHaveLength(records);
  });

  it('a maintenance page comes where JSON is expected', async () => {
    const { salesforce, api } = await standin();
    salesforce.fail({ action: { kind: 'status', status: 503, asPage: true } });
    await expect(api('GET', '/limits')).rejects.toThrow(SyntaxError);
    expect(salesforce.requests()).toMatchObject([{ status: 503 }]);
  });

  it('hooks see a call before and after the work', async () => {
    const { salesforce, api } = await standin();
    const seen: unknown[] = [];
    salesforce.hooks.onRequest = ({ path, status }) => {
      seen.push([path, status, salesforce.records('Account').length]);
    };
    salesforce.hooks.onBeforeAnswer = ({ orgId, status }) => {
      seen.push([orgId, status, salesforce.records('Account').length]);
    };
    await api('POST', accounts, acme);
    expect(seen).toEqual([
      [`/services/data/v68.0${accounts}`, null, 0],
      [salesforce.orgId, 201, 1],
    ]);
  });
});

describe('the controls', () => {
  const control = async (url: string, method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${url}/__standin/${path}`, { method, ...sent });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };

  it('order faults, show calls and records, and bring the seed back', async () => {
    const records = [{ type: 'Account', id: '001Op0000000777', values: { Name: 'Seeded' } }];
    const { salesforce, api } = await standin({ seed: { records } });
    const faults = [{ path: 'Account$', action: { kind: 'status', status: 503 } }];
    expect((await control(salesforce.url, 'POST', 'faults', { faults })).status).toBe(200);
    expect((await api('POST', accounts, acme)).status).toBe(503);
    await api('POST', accounts, acme);
    const { requests } = (await control(salesforce.url, 'GET', 'requests')).body;
    expect(requests).toMatchObject([
      { number: 1, method: 'POST', body: acme, status: 503 },
      { number: 2, status: 201, orgId: salesforce.orgId },
    ]);
    expect(JSON.stringify(requests)).not.toContain('standin-token');
    const { orgs } = (await control(salesforce.url, 'GET', 'state')).body;
    expect(orgs[0].records.Account).toMatchObject([{ Name: 'Seeded' }, acme]);
    expect((await control(salesforce.url, 'POST', 'reset')).status).toBe(204);
    expect(salesforce.records('Account').map(({ values }) => values.Name)).toEqual(['Seeded']);
    expect(salesforce.requests()).toEqual([]);
    expect((await api('POST', accounts, acme)).status).toBe(201);
  });

  it('refuse an order they do not know', async () => {
    const { salesforce } = await standin();
    const faults = [{ action: { kind: 'status', status: 503, policyName: 'DAILY' } }];
    const answer = await control(salesforce.url, 'POST', 'faults', { faults });
    expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) } });
  });

  it.each([
    ['an unknown field', { type: 'Account', values: { Name: 'A', foo: 1 } }],
    ['an unknown object', { type: 'Foo', values: {} }],
    ['an id of another object', { type: 'Account', id: '003Op0000000001', values: { Name: 'A' } }],
    [
      'a lookup to nowhere',
      { type: 'Contact', values: { LastName: 'L', AccountId: '001Op0000000009' } },
    ],
  ])('a seed with %s is refused', async (_, record) => {
    await expect(standin({ seed: { records: [record] } })).rejects.toThrow();
  });
});

it('listens on loopback only', async () => {
  const { salesforce } = await standin();
  const { port } = new URL(salesforce.url);
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  const reached = (host: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), host, () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.setTimeout(1_000, () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
  expect(await reached('127.0.0.1')).toBe(true);
  if (outside !== undefined) expect(await reached(outside)).toBe(false);
});

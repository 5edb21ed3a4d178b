import { describe, expect, it } from 'vitest';
import { AppError } from '../../server/errors.ts';
import { enrichmentFor, enrichmentId, summaryOf, undoReportFor } from './support/enrichments.ts';
import { problemOf } from './support/problem.ts';
import { publicBaseUrl, startTestServer, tenant, tokenOfOther } from './support/server.ts';

const path = '/api/v1/enrichments';
const known = enrichmentFor({ object: 'contact', recordId: '1001' });

describe('GET /api/v1/enrichments', () => {
  it('is protected', async () => {
    const server = await startTestServer();
    expect((await fetch(server.url + path)).status).toBe(401);
  });

  it('lists what the filter names', async () => {
    const server = await startTestServer();
    const response = await server.api(`${path}?object=contact&recordId=1001&limit=5`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ contractVersion: 1, items: [summaryOf(known)] });
    expect(server.sync.calls).toEqual([
      { method: 'list', tenant, input: { object: 'contact', recordId: '1001', limit: 5 } },
    ]);
  });

  it('lists twenty of everything without a filter', async () => {
    const server = await startTestServer();
    await server.api(path);
    expect(server.sync.calls[0]?.input).toEqual({ limit: 20 });
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'limit=1&limit=2',
    'object=deal',
    'recordId=1001',
    'offset=1',
  ])('refuses ?%s', async (query) => {
    const server = await startTestServer();
    const response = await server.api(`${path}?${query}`);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors[0]?.in).toBe('query');
    expect(server.sync.calls).toHaveLength(0);
  });
});

describe('GET /api/v1/enrichments/{id}', () => {
  it('is protected', async () => {
    const server = await startTestServer();
    expect((await fetch(`${server.url}${path}/${enrichmentId}`)).status).toBe(401);
  });

  it('answers with the enrichment', async () => {
    const server = await startTestServer();
    const response = await server.api(`${path}/${enrichmentId}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(known);
  });

  it('asks for the tenant of the token', async () => {
    const server = await startTestServer();
    await server.api(`${path}/${enrichmentId}`, {
      headers: { authorization: `Bearer ${tokenOfOther}` },
    });
    expect(server.sync.calls[0]?.tenant.organizationId).toBe('org-2');
  });

  it('says that it does not exist', async () => {
    const server = await startTestServer();
    const response = await server.api(`${path}/no-such-enrichment`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'enrichment_not_found' });
  });

  it('says that it is still running', async () => {
    const server = await startTestServer();
    server.sync.failWith(
      new AppError('Still running.', { code: 'enrichment_running', status: 409, retryable: true }),
    );
    const response = await server.api(`${path}/${enrichmentId}`);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      status: 'running',
      url: `${publicBaseUrl}${path}/${enrichmentId}`,
    });
  });

  it.each(['a b', '%00', 'x'.repeat(65), '..%2f..'])('refuses %j as an id', async (id) => {
    const server = await startTestServer();
    const response = await server.api(`${path}/${id}`);
    expect(response.status).toBe(400);
    expect(server.sync.calls).toHaveLength(0);
  });

  it('refuses a path that cannot be decoded', async () => {
    const server = await startTestServer();
    const response = await server.api(`${path}/%E0%A4%A`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request' });
  });
});

describe.each([
  ['apply', known],
  ['discard', { ...known, status: 'discarded' }],
  ['undo', undoReportFor(enrichmentId)],
] as const)('POST /api/v1/enrichments/{id}/%s', (action, expected) => {
  const url = `${path}/${enrichmentId}/${action}`;

  it('is protected', async () => {
    const server = await startTestServer();
    expect((await fetch(server.url + url, { method: 'POST' })).status).toBe(401);
    expect(server.sync.calls).toHaveLength(0);
  });

  it('is asked of the service once, for the tenant of the token', async () => {
    const server = await startTestServer();
    const response = await server.post(url);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(expected);
    expect(server.sync.calls).toEqual([{ method: action, tenant, input: enrichmentId }]);
  });

  it('takes an empty object for no body, and nothing else', async () => {
    const server = await startTestServer();
    expect((await server.post(url, {})).status).toBe(200);
    expect((await server.post(url, { force: true })).status).toBe(400);
  });

  it('says that there is no such enrichment', async () => {
    const server = await startTestServer();
    expect((await server.post(`${path}/no-such-enrichment/${action}`)).status).toBe(404);
  });

  it('passes on why it is refused', async () => {
    const server = await startTestServer();
    server.sync.failWith(
      new AppError('The record has changed since the preview. Enrich it again.', {
        code: 'record_changed',
        status: 409,
      }),
    );
    const response = await server.post(url);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'record_changed', retryable: false });
  });

  it('goes on when the client leaves, and the server waits for it', async () => {
    const server = await startTestServer();
    const client = new AbortController();
    const held = server.sync.holdNext(action);
    const answer = server.api(url, { method: 'POST', signal: client.signal });
    const release = await held;
    client.abort();
    await expect(answer).rejects.toThrow();
    let closed = false;
    const closing = server.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    release();
    await closing;
  });
});

import { describe, expect, it } from 'vitest';
import { CrmError } from '../../server/crm/errors.ts';
import { AppError } from '../../server/errors.ts';
import { enrichmentFor, enrichmentId } from './support/enrichments.ts';
import { readEvents } from './support/events.ts';
import { problemOf } from './support/problem.ts';
import { publicBaseUrl, startTestServer, tenant, until } from './support/server.ts';

const path = '/api/v1/enrichments';
const contact = { object: 'contact', recordId: '1001' } as const;

describe('POST /api/v1/enrichments', () => {
  it('is protected', async () => {
    const server = await startTestServer();
    const response = await fetch(server.url + path, { method: 'POST' });
    expect(response.status).toBe(401);
    expect(server.sync.calls).toHaveLength(0);
  });

  it('answers with the enrichment of the token’s tenant', async () => {
    const server = await startTestServer();
    const response = await server.post(path, contact);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(enrichmentFor(contact));
    expect(server.sync.calls).toEqual([
      {
        method: 'enrich',
        tenant,
        input: {
          ...contact,
          mode: 'write',
          refresh: false,
          idempotencyKey: null,
          trigger: 'api',
          pick: null,
        },
      },
    ]);
  });

  it('reports every fault of the input at once, and starts nothing', async () => {
    const server = await startTestServer();
    const response = await server.post(`${path}?waitMs=-1&colour=red`, {
      object: 'deal',
      idempotencyKey: 'short',
      organizationId: 'org-2',
    });
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code: 'invalid_request', retryable: false });
    expect(problem.errors.map((fault) => [fault.in, fault.field])).toEqual([
      ['query', 'waitMs'],
      ['query', null],
      ['body', 'object'],
      ['body', 'recordId'],
      ['body', 'idempotencyKey'],
      ['body', null],
    ]);
    expect(problem.errors[5]?.message).toContain('organizationId');
    expect(server.sync.calls).toHaveLength(0);
  });

  it('needs a body', async () => {
    const server = await startTestServer();
    const response = await server.post(path);
    expect(response.status).toBe(400);
  });

  it('passes a CRM’s refusal on, with the fields it names', async () => {
    const server = await startTestServer();
    server.sync.failWith(
      new CrmError('validation', 'HubSpot refused a value.', {
        crmStatus: 400,
        fields: [{ field: 'oppspot_score', code: 'INVALID_INTEGER', message: 'not a number' }],
      }),
    );
    const response = await server.post(path, contact);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'crm_validation',
      detail: 'HubSpot refused a value.',
      errors: [{ in: 'crm', field: 'oppspot_score', message: 'not a number' }],
    });
  });

  it('says when a retry makes sense', async () => {
    const server = await startTestServer();
    server.sync.failWith(
      new CrmError('rate_limited', 'HubSpot is busy.', { crmStatus: 429, retryAfterMs: 9_001 }),
    );
    const response = await server.post(path, contact);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('10');
    expect(await response.json()).toMatchObject({ retryable: true });
  });
});

describe('a caller who will not wait', () => {
  it.each([
    ['waitMs', '?waitMs=0', {}],
    ['Prefer: respond-async', '', { prefer: 'respond-async' }],
    ['Prefer: wait', '', { prefer: 'respond-async, wait=0' }],
  ])(
    'is told with %s where the result will be, and the run goes on',
    async (_by, query, headers) => {
      const server = await startTestServer();
      server.sync.hold();
      const answer = server.post(path + query, contact, headers);
      const run = await server.sync.nextRun();
      run.progress({});
      const response = await answer;
      const url = `${publicBaseUrl}${path}/${enrichmentId}`;
      expect(response.status).toBe(202);
      expect(response.headers.get('location')).toBe(url);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(await response.json()).toEqual({
        contractVersion: 1,
        id: enrichmentId,
        status: 'running',
        url,
      });
      run.finish();
      await expect
        .poll(() => server.metricsText())
        .toContain('smartsync_enrichments_total{status="completed"} 1');
    },
  );

  it('gets the result when it is there in time', async () => {
    const server = await startTestServer();
    const response = await server.post(`${path}?waitMs=60000`, contact);
    expect(response.status).toBe(200);
  });

  it('is told of a failure that comes in time', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin({ query: '?waitMs=60000' });
    run.fail(new AppError('No such contact.', { code: 'crm_not_found', status: 404 }));
    expect((await answer).status).toBe(404);
  });

  it('is not told before the run has an id', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin({ query: '?waitMs=0' });
    run.progress({ enrichmentId: null });
    run.finish();
    expect((await answer).status).toBe(200);
  });

  it('leaves a later failure in the log, and the process alive', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin({ query: '?waitMs=0' });
    run.progress({});
    expect((await answer).status).toBe(202);
    run.fail(new Error('the database went away'));
    await until(() => server.logText().includes('the database went away'));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

describe('a client that disconnects', () => {
  /** A run whose client has gone. */
  const abandoned = async () => {
    const server = await startTestServer();
    const client = new AbortController();
    const { answer, run } = await server.begin({ signal: client.signal });
    client.abort();
    await expect(answer).rejects.toThrow();
    await until(() => server.logText().includes('request'));
    return { server, run };
  };

  it('does not stop the run', async () => {
    const { server, run } = await abandoned();
    run.finish();
    await expect
      .poll(() => server.metricsText())
      .toContain('smartsync_enrichments_total{status="completed"} 1');
    expect(await server.metricsText()).toContain('status="aborted"');
  });

  it('has the failure of its run logged', async () => {
    const { server, run } = await abandoned();
    run.fail(new Error('the database went away'));
    await until(() => server.logText().includes('failed after the client had gone'));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

describe('Accept: text/event-stream', () => {
  const headers = { accept: 'text/event-stream' };

  it('shows progress as it happens and ends with the result', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin({ headers });
    run.progress({ step: 'read' });
    const response = await answer;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    run.progress({ step: 'research', provider: 'companies-house' });
    run.finish();
    const events = await readEvents(response);
    expect(events.map(({ event }) => event)).toEqual(['progress', 'progress', 'result']);
    expect(events[1]?.data).toMatchObject({ step: 'research', provider: 'companies-house' });
    expect(events[2]?.data).toEqual(enrichmentFor(contact));
  });

  it('ends with a problem when the run fails on the way', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin({ headers });
    run.progress({});
    run.fail(new Error('password=hunter2'));
    const response = await answer;
    const events = await readEvents(response);
    expect(events.at(-1)).toMatchObject({
      event: 'problem',
      data: { status: 500, requestId: response.headers.get('x-request-id') },
    });
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });

  it('answers as any request does when the run fails before the first event', async () => {
    const server = await startTestServer();
    server.sync.failWith(new AppError('No such contact.', { code: 'crm_not_found', status: 404 }));
    const response = await server.post(path, contact, headers);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('goes on when the client leaves in the middle', async () => {
    const server = await startTestServer();
    const client = new AbortController();
    const { answer, run } = await server.begin({ headers, signal: client.signal });
    run.progress({});
    await answer;
    client.abort();
    await until(() => server.logText().includes('request'));
    run.progress({ step: 'decide' });
    run.finish();
    await expect
      .poll(() => server.metricsText())
      .toContain('smartsync_enrichments_total{status="completed"} 1');
  });
});

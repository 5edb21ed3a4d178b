import { describe, expect, it } from 'vitest';
import { problemOf } from './support/problem.ts';
import { startTestServer } from './support/server.ts';

const contact = { object: 'contact', recordId: '1001' };

describe('GET /healthz', () => {
  it('says that the process is up, whatever it depends on', async () => {
    const server = await startTestServer({
      readiness: async () => ({ ok: false, checks: { database: { ok: false } } }),
    });
    const response = await fetch(`${server.url}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('GET /readyz', () => {
  it('is ready while every check is', async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: 'ok' } },
    ]);
  });

  it('names what is failing, without details', async () => {
    const server = await startTestServer({
      readiness: async () => ({
        ok: false,
        checks: { database: { ok: false, detail: 'ECONNREFUSED 10.0.0.7' } },
      }),
    });
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'not-ready', checks: { database: 'failing' } },
    ]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('pool is closed'))],
    ['never answers', () => new Promise<never>(() => {})],
  ])('is not ready when the check %s', async (_how, readiness) => {
    const server = await startTestServer({ readiness });
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'not-ready', checks: {} },
    ]);
  });
});

describe('GET /metrics', () => {
  it('counts requests by route template and status', async () => {
    const server = await startTestServer();
    await server.api('/api/v1/enrichments/one-id');
    await server.api('/api/v1/enrichments/another-id');
    await server.api('/no/such/address');
    const text = await server.metricsText();
    expect(text).toContain(
      'smartsync_http_request_duration_seconds_count{method="GET",route="/api/v1/enrichments/{enrichmentId}",status="404"} 2',
    );
    expect(text).toContain('route="unmatched",status="404"} 1');
    expect(text).not.toContain('another-id');
  });

  it('counts runs by status and providers by outcome', async () => {
    const server = await startTestServer();
    await server.post('/api/v1/enrichments', contact);
    server.sync.failWith(new Error('no'));
    await server.post('/api/v1/enrichments', contact);
    const text = await server.metricsText();
    expect(text).toContain('smartsync_enrichments_total{status="completed"} 1');
    expect(text).toContain('smartsync_enrichments_total{status="error"} 1');
    expect(text).toContain(
      'smartsync_research_provider_duration_seconds_count{provider="greenhouse",status="found"} 1',
    );
  });

  it('does not count a replayed answer, nor a provider that was not asked', async () => {
    const server = await startTestServer();
    const { answer, run } = await server.begin();
    run.finish({ replayed: true });
    await answer;
    const text = await server.metricsText();
    expect(text).not.toContain('smartsync_enrichments_total{');
    expect(text).not.toContain('provider="greenhouse"');
  });

  it('may be kept behind a token of its own', async () => {
    const server = await startTestServer({ config: { metricsToken: 'scrape-me' } });
    const without = await fetch(`${server.url}/metrics`);
    expect(await problemOf(without)).toMatchObject({ status: 401 });
    expect((await server.api('/metrics')).status).toBe(401);
    const withToken = await fetch(`${server.url}/metrics`, {
      headers: { authorization: 'Bearer scrape-me' },
    });
    expect(withToken.status).toBe(200);
  });
});

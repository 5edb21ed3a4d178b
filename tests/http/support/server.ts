import { onTestFinished } from 'vitest';
import { createApp } from '../../../server/http/app.ts';
import type { AppConfig, AppDependencies } from '../../../server/http/dependencies.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { createMetrics } from '../../../server/http/metrics/metrics.ts';
import type { Principal } from '../../../server/http/middleware/authenticate/index.ts';
import { type RunningServer, startServer } from '../../../server/http/server.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { noIntegrations } from '../../support/no-integrations.ts';
import { noSalesforce } from '../../support/no-salesforce.ts';
import { type FakeSync, fakeSync, type HeldRun } from './fake-sync.ts';

export const token = 'osk_test-token_of-organisation-one';
export const tokenOfOther = 'osk_test-token_of-organisation-two';
const tokenWithoutConnection = 'osk_test-token_without-connection';
export const publicBaseUrl = 'https://smartsync.example';
export const tenant = { organizationId: 'org-1', integrationId: 'integration-1' };

export { tokenWithoutConnection };

export interface TestServer extends RunningServer {
  readonly sync: FakeSync;
  /** Lines logged so far, parsed. */
  logs(): Record<string, unknown>[];
  /** The log as it was written. */
  logText(): string;
  metricsText(): Promise<string>;
  /** A request with the token of organisation one. */
  api(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Asks for an enrichment whose run the test ends when it likes. */
  begin(options?: BeginOptions): Promise<{ answer: Promise<Response>; run: HeldRun }>;
}

interface BeginOptions {
  /** With its question mark. */
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

interface Overrides extends Partial<Omit<AppDependencies, 'config' | 'sync'>> {
  readonly config?: Partial<AppConfig>;
  readonly closeDeadlineMs?: number;
  readonly drainMs?: number;
}

/** The real app on a real socket, over a fake orchestration. Closed when the test ends. */
export async function startTestServer(overrides: Overrides = {}): Promise<TestServer> {
  const { config, closeDeadlineMs, drainMs, ...dependencies } = overrides;
  const lines: string[] = [];
  const sync = fakeSync();
  const app = createApp({
    sync,
    authenticate: async (given) => {
      if (given === token) return bearerOf(tenant.organizationId, tenant.integrationId);
      if (given === tokenOfOther) return bearerOf('org-2', 'integration-2');
      if (given === tokenWithoutConnection) return bearerOf('org-3', null);
      return null;
    },
    readiness: async () => ({ ok: true, checks: { database: { ok: true } } }),
    logger: createLogger({ destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics({ process: false }),
    runtime: systemRuntime,
    hubspot: null,
    salesforce: noSalesforce,
    ...noIntegrations,
    ...dependencies,
    config: { publicBaseUrl, requestsPerMinute: 1000, trustProxy: false, ...config },
  });
  const server = await startServer(app, {
    host: '127.0.0.1',
    port: 0,
    closeDeadlineMs: closeDeadlineMs ?? 5_000,
    drainMs,
  });
  onTestFinished(() => server.close());

  const api = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  return {
    ...server,
    sync,
    async begin({ query = '', headers, signal } = {}) {
      sync.hold();
      const answer = api(`/api/v1/enrichments${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ object: 'contact', recordId: '1001' }),
        signal,
      });
      // A test that aborts the request looks at the answer later.
      answer.catch(() => {});
      return { answer, run: await sync.nextRun() };
    },
    logs: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    logText: () => lines.join(''),
    metricsText: async () => (await fetch(`${server.url}/metrics`)).text(),
    api,
    post: (path, body, headers = {}) =>
      api(path, {
        method: 'POST',
        headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
  };
}

function bearerOf(organizationId: string, integrationId: string | null): Principal {
  return {
    organizationId,
    integrationId,
    soleIntegrationId: integrationId,
    role: 'member',
    actor: { kind: 'api-token', id: `token-of-${organizationId}` },
  };
}

/** Waits until `condition` holds, checking whenever the event loop turns. The test's own timeout ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** The whole product behind its HTTP API on a real socket, in a world of stand-ins. */
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createApp } from '../../../server/http/app.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { createMetrics } from '../../../server/http/metrics/metrics.ts';
import { startServer } from '../../../server/http/server.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { createApiToken, resolveApiToken } from '../../../server/store/api-tokens.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { type House, type HouseOptions, openHouse } from '../../support/house.ts';

export interface ServedHouse extends House {
  readonly url: string;
  readonly token: string;
  /** A request with the tenant's token. */
  api(path: string, init?: RequestInit): Promise<Response>;
  /** Every line the web layer wrote, at the most talkative level. */
  webLog(): string;
}

/** Closed when the test ends. */
export async function openServedHouse(
  kind: TestDatabaseKind,
  options: HouseOptions = {},
): Promise<ServedHouse> {
  const house = await openHouse(kind, options);
  const { database, tenant } = house;
  const token = await database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, { ...tenant, id: randomUUID(), name: 'attacker' }),
  );
  const lines: string[] = [];
  const app = createApp({
    sync: house.services.sync,
    authenticate: (given) => resolveApiToken(database, given),
    readiness: async () => ({ ok: true, checks: {} }),
    logger: createLogger({ level: 'trace', destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics({ process: false }),
    runtime: systemRuntime,
    config: {
      publicBaseUrl: 'https://smartsync.example',
      requestsPerMinute: 1_000_000,
      trustProxy: false,
    },
  });
  const server = await startServer(app, { host: '127.0.0.1', port: 0, closeDeadlineMs: 5_000 });
  onTestFinished(() => server.close());
  return {
    ...house,
    url: server.url,
    token,
    api: (path, init = {}) =>
      fetch(`${server.url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...init.headers },
      }),
    webLog: () => lines.join(''),
  };
}

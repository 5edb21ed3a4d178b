import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createLogger } from '../../../server/http/logger.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { createApiToken } from '../../../server/store/api-tokens.ts';
import { startWorker } from '../../../server/worker.ts';
import {
  type BulkEnrichment,
  type BulkRequestInput,
  bulkEnrichment,
} from '../../../shared/contract/bulk.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { openServedHouse, type ServedHouse } from '../../support/served-house.ts';

export const bulkPath = '/api/v1/bulk-enrichments';

export interface BulkHouse extends ServedHouse {
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Starts one and expects that it is accepted. */
  begin(request: BulkRequestInput): Promise<BulkEnrichment>;
  /** Follows one to its end through the API. */
  ended(bulkId: string): Promise<BulkEnrichment>;
  /** From now on this process works on the queue. */
  work(): Promise<void>;
  /** A token for this connection of the same organisation only, or for all with null. */
  tokenFor(integrationId: string | null): Promise<string>;
}

/** The product behind its API, with nobody at work yet. Closed when the test ends. */
export async function openBulkHouse(kind: TestDatabaseKind): Promise<BulkHouse> {
  const house = await openServedHouse(kind);
  const post: BulkHouse['post'] = (path, body, headers = {}) =>
    house.api(path, {
      method: 'POST',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    ...house,
    post,
    async begin(request) {
      const response = await post(bulkPath, request);
      if (response.status !== 202) throw new Error(await response.text());
      return bulkEnrichment.parse(await response.json());
    },
    async ended(bulkId) {
      const response = await house.api(`${bulkPath}/${bulkId}`, {
        headers: { accept: 'text/event-stream' },
        signal: AbortSignal.timeout(60_000),
      });
      // The stream ends with the bulk enrichment.
      await response.text();
      return bulkEnrichment.parse(await (await house.api(`${bulkPath}/${bulkId}`)).json());
    },
    async work() {
      const logger = createLogger({ level: 'silent' });
      const worker = await startWorker(house.services, systemRuntime, logger);
      onTestFinished(() => worker.close());
    },
    tokenFor: (integrationId) =>
      house.database.withOrganization(house.tenant.organizationId, (trx) =>
        createApiToken(trx, {
          organizationId: house.tenant.organizationId,
          integrationId,
          id: randomUUID(),
          name: 'bound',
        }),
      ),
  };
}

import type { Logger } from 'pino';
import type { CrmConnector } from '../crm/connector.ts';
import type { HubSpotCallbacks } from '../crm/hubspot/callbacks.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import type { WorkClaim } from '../store/work.ts';
import type { Sync } from '../sync/create-sync-service.ts';
import type { Tenant } from '../sync/service.ts';

export interface QueueDependencies {
  readonly database: Database;
  readonly sync: Pick<Sync, 'enrich' | 'enrichMany' | 'forget' | 'undo'>;
  /** @throws AppError when the connection is gone */
  readonly connectorFor: (tenant: Tenant) => Promise<CrmConnector>;
  /** @throws AppError when the connection is gone */
  readonly callbacksFor: (tenant: Tenant) => Promise<HubSpotCallbacks>;
  readonly jobs: Jobs;
  readonly runtime: Runtime;
  readonly logger: Logger;
}

/** Works on rows that are ours by this claim; they are given back or closed when it resolves. */
export type WorkOn = (
  deps: QueueDependencies,
  tenant: Tenant,
  claim: Pick<WorkClaim, 'worker'>,
  ids: readonly string[],
) => Promise<void>;

import type { Logger } from 'pino';
import type { CrmConnector } from '../crm/connector.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import type { Tenant } from '../sync/service.ts';
import type { TrainOutcomes } from './training-thread-client.ts';

export interface ScoringDependencies {
  readonly database: Database;
  /** @throws AppError when the connection cannot be used */
  readonly connectorFor: (tenant: Tenant) => Promise<CrmConnector>;
  readonly jobs: Jobs;
  readonly train: TrainOutcomes;
  readonly runtime: Runtime;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

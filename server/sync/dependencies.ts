import type { Logger } from 'pino';
import type { CrmConnector } from '../crm/connector.ts';
import type { Narrator } from '../narrator/narrator.ts';
import type { Research } from '../research/provider.ts';
import type { Runtime } from '../runtime.ts';
import type { OwnProviderService } from '../settings/own-provider.ts';
import type { Database } from '../store/database.ts';
import type { Tenant } from './service.ts';

export interface SyncDependencies {
  readonly database: Database;
  /** The connector of a tenant's connection. @throws AppError when it cannot be used */
  readonly connectorFor: (tenant: Tenant) => Promise<CrmConnector>;
  readonly research: Research;
  /** What a tenant's own provider says, where it brought one; nobody brought any when absent. */
  readonly ownProvider?: Pick<OwnProviderService, 'open'>;
  readonly narrator: Narrator;
  readonly runtime: Runtime;
  readonly logger: Logger;
  /** Waits, in milliseconds, before something is asked again. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Tells this process from others that share the database. */
  readonly instanceId: string;
}

/**
 * How long a run is ours without a sign of life. Longer than any single CRM call may take, so that a
 * call we sent has ended before anybody else takes the run over.
 */
export const LEASE_MS = 45_000;
export const LEASE_RENEWAL_MS = 10_000;

/** Runs that were taken over this often are given up, with what was written reported. */
export const MAX_ATTEMPTS = 12;

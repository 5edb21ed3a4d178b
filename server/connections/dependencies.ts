import type { Logger } from 'pino';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import type { Tenant } from '../sync/service.ts';
import type { HubSpotTenants } from '../tenants/hubspot.ts';
import type { SalesforceTenants } from '../tenants/salesforce.ts';

export interface ConnectionsDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly hubspot: Pick<HubSpotTenants, 'oauth' | 'uninstall' | 'uninstalledPortals'>;
  readonly salesforce: Pick<SalesforceTenants, 'oauth' | 'deliverKeys' | 'revoke' | 'keepAlive'>;
  /** Creates our fields in the tenant's account. */
  readonly provision: (tenant: Tenant) => Promise<void>;
  readonly runtime: Runtime;
  readonly logger: Logger;
}

import type { Logger } from 'pino';
import type { AuditService } from '../audit/service.ts';
import type { BulkService } from '../bulk/service.ts';
import type { ConnectionsService } from '../connections/service.ts';
import type { EntitiesService } from '../entities/service.ts';
import type { InboundDoor } from '../inbound/inbound.ts';
import type { MappingsService } from '../mappings/service.ts';
import type { PrivacyService } from '../privacy/service.ts';
import type { Runtime } from '../runtime.ts';
import type { ScoringService } from '../scoring/service.ts';
import type { Secret } from '../secrets/secret.ts';
import type { OwnProviderService } from '../settings/own-provider.ts';
import type { SettingsService } from '../settings/service.ts';
import type { SyncService, Tenant } from '../sync/service.ts';
import type { SalesforceKeys } from '../tenants/salesforce-keys.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Authenticate } from './middleware/authenticate/index.ts';

export interface Readiness {
  readonly ok: boolean;
  /** By name of what was checked, such as `database`. */
  readonly checks: Readonly<Record<string, { readonly ok: boolean }>>;
}

export interface AppDependencies {
  readonly sync: SyncService;
  readonly authenticate: Authenticate;
  /** Asks what the process cannot work without. */
  readonly readiness: () => Promise<Readiness>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly runtime: Runtime;
  /** What HubSpot calls; null where no app is configured, and then those routes do not exist. */
  readonly hubspot: HubSpotEdge | null;
  /** What our package in Salesforce orgs calls. */
  readonly salesforce: SalesforceEdge;
  /** Installing, connecting and leaving. */
  readonly connections: ConnectionsService;
  readonly mappings: MappingsService;
  /** The provider of company facts that an organisation brings itself. */
  readonly ownProvider: OwnProviderService;
  /** How records are scored. */
  readonly scoring: ScoringService;
  /** Records that are sent by data. */
  readonly entities: EntitiesService;
  readonly bulk: BulkService;
  readonly audit: AuditService;
  readonly privacy: PrivacyService;
  readonly config: AppConfig;
}

export interface SalesforceEdge {
  readonly keys: Pick<SalesforceKeys, 'find' | 'takeNonce'>;
  /** Behind the setup page. */
  readonly settings: SettingsService;
  /** Where batches go. */
  readonly inbound: Pick<InboundDoor, 'acceptBatch'>;
}

/** Our app as HubSpot knows it. */
export interface HubSpotEdge {
  readonly clientSecret: Secret;
  /** Requests of another app are refused; null refuses none. */
  readonly appId: string | null;
  /** The address HubSpot calls and signs, without a slash at the end. */
  readonly baseUrl: string;
  /** The tenant of a portal; null when it is connected to none. */
  readonly tenantOf: (portalId: string) => Promise<Tenant | null>;
  /** Behind the settings page. */
  readonly settings: SettingsService;
  /** Where workflow actions and webhooks go. */
  readonly inbound: InboundDoor;
}

export interface AppConfig {
  /** Where clients reach us, without a trailing slash. */
  readonly publicBaseUrl: string;
  /** Per organisation. */
  readonly requestsPerMinute: number;
  /** Express' `trust proxy`: the number of proxies in front, or their addresses; false for none. */
  readonly trustProxy: number | string | false;
  /** When set, `/metrics` asks for it as a bearer token; otherwise shield the path at the proxy. */
  readonly metricsToken?: string | null;
}

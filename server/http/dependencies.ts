import type { Logger } from 'pino';
import type { Runtime } from '../runtime.ts';
import type { SyncService } from '../sync/service.ts';
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
  readonly config: AppConfig;
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

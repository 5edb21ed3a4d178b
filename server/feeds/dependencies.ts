import type { Logger } from 'pino';
import type { Inbound } from '../inbound/inbound.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import type { SalesforceTenants } from '../tenants/salesforce.ts';

export interface FeedsDependencies {
  readonly database: Database;
  readonly salesforce: Pick<SalesforceTenants, 'listeningTo'>;
  readonly inbound: Pick<Inbound, 'acceptEvents'>;
  readonly runtime: Runtime;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** `host:port` of the Pub/Sub API. */
  readonly address: string;
  readonly timing?: Partial<FeedTiming>;
}

/** All in milliseconds. */
export interface FeedTiming {
  /** Between looks at who listens to what. */
  readonly lookMs: number;
  /** For how long a process keeps a connection that it no longer renews. */
  readonly leaseMs: number;
  /** For how long it is believed whether a tenant wants to be listened to. */
  readonly wantedMs: number;
  /** Deadline of a single call to the Pub/Sub API. */
  readonly callMs: number;
  /** After such a silence a stream is dead: Salesforce says something every 270 seconds. */
  readonly silenceMs: number;
  /** Waits before a stream that failed is tried again; ends early when aborted. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Salesforce's events around a house, and processes that listen to them. */
import { afterEach, onTestFinished, vi } from 'vitest';
import { createSalesforceFeeds } from '../../../server/feeds/create-salesforce-feeds.ts';
import type { FeedTiming } from '../../../server/feeds/dependencies.ts';
import type { Inbound } from '../../../server/inbound/inbound.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import type { Services } from '../../../server/services.ts';
import { type FeedState, feedStates } from '../../../server/store/feed-positions.ts';
import type { PubSubOptions } from '../../sandbox/salesforce/options.ts';
import type { PubSubStandin } from '../../sandbox/salesforce/pubsub/server.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import {
  openSalesforceHouse,
  type SalesforceHouse,
  type SalesforceHouseOptions,
} from '../../support/salesforce-house.ts';

export const topics = [
  '/data/AccountChangeEvent',
  '/data/ContactChangeEvent',
  '/data/LeadChangeEvent',
];

export interface Listener {
  /** What it left streams alone for, in milliseconds. */
  readonly pauses: readonly number[];
  /** What it logged, in order. */
  readonly warnings: readonly string[];
  /** Ends it as a deployment does. */
  stop(): Promise<void>;
}

type ListenerServices = Pick<Services, 'salesforce' | 'database'> & {
  readonly inbound: Pick<Inbound, 'acceptEvents'>;
};

export interface FeedHouse extends SalesforceHouse {
  readonly pubSub: PubSubStandin;
  /** A process that listens, on services of its own or the house's. Stopped when the test ends. */
  listener(services?: Partial<ListenerServices>, timing?: Partial<FeedTiming>): Listener;
  /** Until every topic has its one stream. */
  heard(): Promise<void>;
  /** Every event the tenant was told of, in the order in which it happened. */
  told(): Promise<Told[]>;
  /** Waits until as many were told, and for more that should not come. */
  toldOf(count: number): Promise<Told[]>;
  states(): Promise<FeedState[]>;
  /** Until every stream has got as far as the org. */
  upToDate(): Promise<void>;
}

interface Told {
  readonly kind: string;
  readonly object_type: string;
  readonly record_id: string;
  readonly absorbed_ids: string[];
  readonly done: boolean;
}

/** Fast enough for a test; the pauses themselves are written down and cut short. */
const timing: Partial<FeedTiming> = { lookMs: 20, leaseMs: 400, wantedMs: 50, callMs: 5_000 };

/** One database for a suite; no test listens to another's org. */
export function sharedFeeds(kind: TestDatabaseKind): TestDatabaseKind {
  const shared = sharedDatabase(kind);
  afterEach(async () => {
    await (await shared.open()).asOwner('delete from organizations');
  });
  return shared;
}

let orgs = 0;

/** Closed when the test ends. */
export async function openFeedHouse(
  kind: TestDatabaseKind,
  { pubSub: options, ...given }: SalesforceHouseOptions & { readonly pubSub?: PubSubOptions } = {},
): Promise<FeedHouse> {
  orgs += 1;
  const opened = await openSalesforceHouse(kind, {
    ...given,
    standin: {
      ...given.standin,
      org: { id: `00DOp${String(orgs).padStart(10, '0')}`, ...given.standin?.org },
      pubSub: { keepAliveMs: 50, ...options },
    },
  });
  const { house, salesforce, tenant } = opened;
  const { pubSub } = salesforce;
  if (!pubSub) throw new Error('The stand-in has no Pub/Sub API.');

  const told = () =>
    house.database.asOwner<Told>(
      `select kind, object_type, record_id, absorbed_ids, done_at is not null as done
       from webhook_events where integration_id = $1 order by occurred_at, kind, record_id`,
      [tenant.integrationId],
    );
  const states = () =>
    house.database.withOrganization(tenant.organizationId, (trx) => feedStates(trx, tenant));

  async function upToDate(): Promise<void> {
    const place = Buffer.alloc(8);
    place.writeBigUInt64BE(BigInt(salesforce.org().changes.lastReplayId));
    await vi.waitFor(async () => {
      const rows = await house.database.asOwner<{ replay_id: Uint8Array | null }>(
        'select replay_id from feed_positions where integration_id = $1',
        [tenant.integrationId],
      );
      const places = rows.map(({ replay_id }) => Buffer.from(replay_id ?? []).toString('hex'));
      const here = place.toString('hex');
      if (places.length < topics.length || places.some((one) => one !== here)) {
        throw new Error(`Streams are at ${places.join(', ')}, the org at ${here}.`);
      }
    }, 40_000);
  }

  return {
    ...opened,
    pubSub,
    listener(services = {}, own = {}) {
      const stopping = new AbortController();
      const pauses: number[] = [];
      const warnings: string[] = [];
      const log = (_about: object, message: string) => warnings.push(message);
      const { inbound, database } = { ...house.services, ...services };
      const running = createSalesforceFeeds({
        database,
        salesforce: services.salesforce ?? house.services.salesforce,
        inbound,
        runtime: { ...systemRuntime, now: house.clock.now },
        logger: { warn: log, error: log } as never,
        address: pubSub.address,
        timing: {
          ...timing,
          ...own,
          pause: async (milliseconds, signal) => {
            pauses.push(milliseconds);
            if (milliseconds > 0) await aWhile(signal);
          },
        },
      }).run(stopping.signal);
      const stop = async () => {
        stopping.abort();
        await running;
      };
      onTestFinished(stop);
      return { pauses, warnings, stop };
    },
    heard: () =>
      vi.waitFor(() => {
        if (pubSub.streams().sort().join() !== topics.join()) {
          throw new Error(`Only ${pubSub.streams().join(', ')} are listened to.`);
        }
      }, 40_000),
    told,
    async toldOf(count) {
      await vi.waitFor(async () => {
        const rows = await told();
        if (rows.length < count) throw new Error(`${rows.length} of ${count} events were told.`);
      }, 40_000);
      await upToDate();
      return told();
    },
    states,
    upToDate,
  };
}

/** Long enough that a storm of attempts would show. */
async function aWhile(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 25);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}

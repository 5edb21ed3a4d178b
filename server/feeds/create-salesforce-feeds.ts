/**
 * Who listens to changes in Salesforce orgs. Each connected org whose tenant has something of it is
 * listened to by one process; when that dies another takes over, and reads on where the first had kept
 * what it read.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  findFreeFeeds,
  isFeedWanted,
  releaseFeeds,
  renewFeeds,
  takeFeed,
} from '../store/event-feeds.ts';
import type { Tenant } from '../sync/service.ts';
import type { FeedsDependencies, FeedTiming } from './dependencies.ts';
import { listen } from './listen.ts';

export interface SalesforceFeeds {
  /** Listens until aborted; resolves when what was heard is kept and others may listen. */
  run(signal: AbortSignal): Promise<void>;
}

interface Listening {
  readonly tenant: Tenant;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

const usualTiming: FeedTiming = {
  lookMs: 10_000,
  leaseMs: 45_000,
  wantedMs: 60_000,
  callMs: 15_000,
  silenceMs: 300_000,
  pause,
};

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}

export function createSalesforceFeeds(given: FeedsDependencies): SalesforceFeeds {
  const { database, runtime, logger } = given;
  const timing = { ...usualTiming, ...given.timing };
  const deps = { ...given, timing };
  const holder = runtime.newId();
  const listening = new Map<string, Listening>();
  const wants = new Map<string, { readonly wanted: boolean; readonly until: number }>();
  let renewedAt = 0;

  const now = () => runtime.now().getTime();
  const lease = () => ({ holder, until: new Date(now() + timing.leaseMs) });

  async function isWanted(tenant: Tenant): Promise<boolean> {
    const known = wants.get(tenant.integrationId);
    if (known && known.until > now()) return known.wanted;
    const wanted = await database.withOrganization(tenant.organizationId, (trx) =>
      isFeedWanted(trx, tenant),
    );
    wants.set(tenant.integrationId, { wanted, until: now() + timing.wantedMs });
    return wanted;
  }

  function begin(tenant: Tenant): void {
    const { integrationId } = tenant;
    const stop = new AbortController();
    const ended = listen(deps, tenant, holder, stop.signal)
      .catch((error: unknown) => {
        logger.warn({ err: error, ...tenant }, 'an org is no longer listened to');
        // Not at once again: what is wrong is wrong for a while.
        wants.set(integrationId, { wanted: false, until: now() + timing.wantedMs });
      })
      .finally(() => listening.delete(integrationId));
    listening.set(integrationId, { tenant, stop, ended });
  }

  /** Stops listening and lets others. */
  async function giveBack(some: readonly Listening[]): Promise<void> {
    for (const { stop } of some) stop.abort();
    await Promise.all(some.map(({ ended }) => ended));
    const ids = some.map(({ tenant }) => tenant.integrationId);
    await database.asSystem((trx) => releaseFeeds(trx, holder, ids));
  }

  async function renew(): Promise<void> {
    const ours = await database.asSystem((trx) => renewFeeds(trx, lease()));
    renewedAt = now();
    const gone: Listening[] = [];
    for (const [id, one] of listening) {
      if (!ours.has(id) || !(await isWanted(one.tenant))) gone.push(one);
    }
    // What ended by itself is still leased.
    const idle = [...ours].filter((id) => !listening.has(id));
    await database.asSystem((trx) => releaseFeeds(trx, holder, idle));
    if (gone.length > 0) await giveBack(gone);
  }

  async function take(): Promise<void> {
    const free = await database.asSystem((trx) => findFreeFeeds(trx, 'salesforce', runtime.now()));
    for (const tenant of free) {
      if (listening.has(tenant.integrationId) || !(await isWanted(tenant))) continue;
      const isOurs = await database.asSystem((trx) =>
        takeFeed(trx, tenant, lease(), runtime.now()),
      );
      if (isOurs) begin(tenant);
    }
  }

  return {
    async run(signal) {
      while (!signal.aborted) {
        try {
          await renew();
          await take();
        } catch (error) {
          logger.warn({ err: error }, 'it could not be looked up who listens to which org');
          // By now another process may have them.
          const isExpired = now() - renewedAt > timing.leaseMs;
          if (isExpired) for (const { stop } of listening.values()) stop.abort();
        }
        await pause(timing.lookMs, signal);
      }
      await giveBack([...listening.values()]).catch((error: unknown) => {
        logger.warn({ err: error }, 'orgs could not be given back; their leases end by themselves');
      });
    },
  };
}

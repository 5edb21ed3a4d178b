/** The limiter of a process, by what it has: a database of its own, a common one, Redis. */
import type { Logger } from 'pino';
import type { Database } from '../store/database.ts';
import { type LimiterClock, systemClock } from './clock.ts';
import { CommonLedger } from './common-ledger.ts';
import { createLimiter } from './create-limiter.ts';
import type { Ledger } from './ledger.ts';
import type { Limiter, LimiterState } from './limiter.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { type Policies, usualPolicies } from './policies.ts';
import { startPresence } from './presence.ts';
import { RedisLedger } from './redis-ledger.ts';
import { sharedOut } from './shared-out.ts';

/** From a slot to the sending of its call, in milliseconds. */
const sendingMs = 4_000;

export interface LimiterSettings {
  readonly database: Pick<Database, 'kind' | 'asSystem'>;
  readonly redis: { readonly url: string; readonly token: string } | null;
  readonly instanceId: string;
  /** What the process does, for whoever reads the table of processes. */
  readonly role: string;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'warn'>;
  /** Deadline of one CRM call, in milliseconds. */
  readonly crmCallTimeoutMs: number;
  /** The part of an org's day, 0 to 1, that bulk work may use. */
  readonly bulkDayShare: number;
  readonly policies?: Policies;
  readonly clock?: LimiterClock;
}

/** Closing it does not close the database, which must still be open. */
export function openLimiter(settings: LimiterSettings): Limiter {
  const clock = settings.clock ?? systemClock;
  const { ledger, state, stop } = openLedger(settings, clock);
  const limiter = createLimiter({
    ledger,
    state,
    clock,
    policies: settings.policies ?? usualPolicies(),
    now: settings.now,
    instanceId: settings.instanceId,
    deadlineMs: settings.crmCallTimeoutMs + sendingMs,
    bulkDayShare: settings.bulkDayShare,
  });
  return {
    ...limiter,
    async close() {
      await limiter.close();
      await stop();
    },
  };
}

interface OpenLedger {
  readonly ledger: Ledger;
  readonly state: () => LimiterState;
  readonly stop: () => Promise<void>;
}

function openLedger(settings: LimiterSettings, clock: LimiterClock): OpenLedger {
  const { database, redis, newId, logger } = settings;
  const own = new MemoryLedger(clock);
  // The embedded database has one process.
  if (database.kind === 'pglite') {
    return { ledger: own, state: () => 'alone', stop: async () => {} };
  }
  const presence = startPresence(settings);
  const stop = () => presence.stop();
  if (redis) {
    const ledger = new CommonLedger({
      own,
      redis: new RedisLedger({ ...redis, newId }),
      presence,
      clock,
      logger,
    });
    return { ledger, state: () => ledger.state(), stop };
  }
  const share = sharedOut(own, presence);
  const arrival = presence.known.then(() => share.assumeFull());
  return {
    ledger: {
      async exchange(key, question) {
        await arrival;
        return share.exchange(key, question);
      },
      pause: (key, milliseconds) => own.pause(key, milliseconds),
      hold: (key, milliseconds) => own.hold(key, milliseconds),
    },
    state: () => (presence.live()?.count === 1 ? 'alone' : 'fallback'),
    stop,
  };
}

import type { CrmError } from '../crm/errors.ts';
import type { LimiterClock } from './clock.ts';
import { dayIsNearlyUsed, isPaused } from './errors.ts';
import type { Ledger } from './ledger.ts';
import type { Account, CallKind, DailyUsage, Limiter, LimiterState } from './limiter.ts';
import type { Policies } from './policies.ts';
import { SlotQueue } from './queue.ts';
import { type Urgency, urgencyNow } from './urgency.ts';

export interface LimiterOptions {
  readonly ledger: Ledger;
  readonly state: () => LimiterState;
  readonly policies: Policies;
  readonly clock: LimiterClock;
  /** The time of day, for what is told to others. */
  readonly now: () => Date;
  /** Names this process among all. */
  readonly instanceId: string;
  /** How long a call may take from its slot to its answer, in milliseconds. */
  readonly deadlineMs: number;
  /** The part of an org's day, 0 to 1, from which bulk work leaves the rest to people. */
  readonly bulkDayShare: number;
}

/** What an answer told of the day is believed for so long; then a call may find out anew. */
const usageIsNewMs = 900_000;

interface AccountState {
  readonly queues: Map<CallKind, SlotQueue>;
  pausedUntil: number;
  usage: (DailyUsage & { readonly at: number }) | null;
  /** The ledger has not been told yet. */
  untoldUsage: DailyUsage | null;
}

/** A limiter on a ledger, which says how widely it counts. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { ledger, policies, clock, bulkDayShare } = options;
  const accounts = new Map<string, AccountState>();
  let slots = 0;

  const nameOf = ({ crm, id }: Account) => `${crm}:${id}`;

  function accountOf(account: Account): AccountState {
    const name = nameOf(account);
    let state = accounts.get(name);
    if (!state) {
      state = {
        queues: new Map(),
        pausedUntil: Number.NEGATIVE_INFINITY,
        usage: null,
        untoldUsage: null,
      };
      accounts.set(name, state);
    }
    return state;
  }

  /** When bulk work may go on, on the limiter's clock. */
  function bulkRefusedUntil({ pausedUntil, usage }: AccountState): number {
    const isNearlyUsed = usage !== null && usage.used >= usage.limit * bulkDayShare;
    return Math.max(pausedUntil, isNearlyUsed ? usage.at + usageIsNewMs : pausedUntil);
  }

  function refusal(account: Account, urgency: Urgency): CrmError | null {
    const state = accountOf(account);
    const now = clock.now();
    if (now < state.pausedUntil) return isPaused(account.crm, state.pausedUntil - now);
    const until = bulkRefusedUntil(state);
    return urgency === 'bulk' && now < until ? dayIsNearlyUsed(account.crm, until - now) : null;
  }

  function queueOf(account: Account, kind: CallKind): SlotQueue {
    const state = accountOf(account);
    const known = state.queues.get(kind);
    if (known) return known;
    const policy = policies[account.crm]?.[kind];
    if (!policy) throw new Error(`Nobody knows how fast ${account.crm} may be called.`);
    const queue = new SlotQueue({
      key: { account: nameOf(account), kind },
      policy,
      ledger,
      clock,
      deadlineMs: options.deadlineMs,
      newId: () => {
        slots += 1;
        return `${options.instanceId}.${slots}`;
      },
      takeUsage: () => {
        const { untoldUsage } = state;
        state.untoldUsage = null;
        return untoldUsage;
      },
      noteAnswer: ({ pausedMs, usage }) => {
        const now = clock.now();
        if (pausedMs > 0) state.pausedUntil = now + pausedMs;
        if (usage && (!state.usage || now - usage.ageMs > state.usage.at)) {
          state.usage = { used: usage.used, limit: usage.limit, at: now - usage.ageMs };
        }
      },
      refusal: (urgency) => refusal(account, urgency),
    });
    state.queues.set(kind, queue);
    return queue;
  }

  return {
    async acquire(account, { kind = 'standard', urgency = urgencyNow(), signal } = {}) {
      const refused = refusal(account, urgency);
      if (refused) throw refused;
      return queueOf(account, kind).wait(urgency, signal);
    },
    pause(account, milliseconds) {
      accountOf(account).pausedUntil = clock.now() + milliseconds;
      // Whom it does not reach meets the same refusal.
      ledger.pause({ account: nameOf(account), kind: 'standard' }, milliseconds).catch(() => {});
    },
    slowDown(account, kind, milliseconds) {
      ledger.hold({ account: nameOf(account), kind }, milliseconds).catch(() => {});
    },
    observe(account, usage) {
      const state = accountOf(account);
      state.usage = { ...usage, at: clock.now() };
      state.untoldUsage = usage;
    },
    usage(account) {
      const { usage } = accountOf(account);
      return usage && { used: usage.used, limit: usage.limit };
    },
    pausedUntil(account) {
      const leftMs = bulkRefusedUntil(accountOf(account)) - clock.now();
      return leftMs > 0 ? new Date(options.now().getTime() + leftMs) : null;
    },
    state: options.state,
    async close() {
      const queues = [...accounts.values()].flatMap(({ queues }) => [...queues.values()]);
      await Promise.all(queues.map((queue) => queue.settle()));
    },
  };
}

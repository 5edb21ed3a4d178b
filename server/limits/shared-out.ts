import type { Answer, Ledger, LedgerKey, Question } from './ledger.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import { shareOf } from './policies.ts';
import { heartbeatMs, type Presence } from './presence.ts';

/** The longest window of any limit. */
const windowMs = 10_000;

/** A count of our own that grants no more than our share, however many processes there are. */
export interface SharedOut extends Pick<Ledger, 'exchange'> {
  /** Others may have used up every window, and have not heard of us yet. */
  assumeFull(): void;
}

/** @param own knows what this process was granted */
export function sharedOut(own: MemoryLedger, presence: Presence): SharedOut {
  return {
    async exchange(key: LedgerKey, question: Question): Promise<Answer> {
      const live = presence.live();
      // The others may divide our share among them by now.
      const nothing = { clicks: 0, bulk: 0, waitMs: 1_000, pausedMs: 0, usage: null };
      if (live)
        return own.exchange(key, { ...question, policy: shareOf(question.policy, live.count) });
      await own.exchange(key, { ...question, clicks: [], bulk: [] });
      return nothing;
    },
    assumeFull() {
      // Whoever is alone knows of every call.
      if (presence.live()?.count !== 1) own.assumeFull(windowMs + heartbeatMs);
    },
  };
}

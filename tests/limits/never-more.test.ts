/** Whatever is slow, no window ever holds more calls than the CRM allows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../server/limits/ledger.ts';
import { MemoryLedger } from '../../server/limits/memory-ledger.ts';
import type { Policy } from '../../server/limits/policies.ts';
import { aloneLimiter } from '../support/limits.ts';
import { type VirtualTime, virtualTime } from './support/virtual-time.ts';
import { mostInAnyWindow } from './support/windows.ts';

const account = { crm: 'hubspot', id: '4711' } as const;
const limit = 6;
const policy: Policy = {
  limit,
  bulkLimit: 5,
  holdMs: 10_000,
  pace: { limit: 2, intervalMs: 500 },
};

interface Call {
  readonly process: number;
  readonly at: number;
  readonly isBulk: boolean;
  /** From the slot to the CRM, and from there until the answer is noticed. */
  readonly outMs: number;
  readonly backMs: number;
  /** The process dies with it: nobody tells of its answer. */
  readonly isLost: boolean;
}

/** Often the shortest and the longest, which is where a count goes wrong. */
const delay = fc.oneof(fc.constantFrom(0, 0, 6_000), fc.nat({ max: 6_000 }));

const calls = fc.array(
  fc.record<Call>({
    process: fc.nat({ max: 2 }),
    at: fc.oneof(fc.constant(0), fc.nat({ max: 20_000 })),
    isBulk: fc.boolean(),
    outMs: delay,
    backMs: delay,
    isLost: fc.boolean(),
  }),
  { minLength: 15, maxLength: 80 },
);
const delays = fc.array(fc.nat({ max: 900 }), { minLength: 10, maxLength: 10 });
const failures = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });

/** The count of all three, each question and each answer of which takes its time or is lost. */
function farAway(
  common: Ledger,
  time: VirtualTime,
  delaysMs: readonly number[],
  fails: readonly boolean[],
): Ledger {
  let asked = 0;
  const slowly = async <T>(ask: () => Promise<T>): Promise<T> => {
    asked += 1;
    await time.delay(delaysMs[asked % delaysMs.length] ?? 0);
    const answer = await ask();
    await time.delay(delaysMs[(asked * 3) % delaysMs.length] ?? 0);
    if (asked % 4 === 0 && fails[asked % fails.length]) throw new Error('the answer was lost');
    return answer;
  };
  return {
    exchange: (key, question) => slowly(() => common.exchange(key, question)),
    pause: (key, milliseconds) => slowly(() => common.pause(key, milliseconds)),
    hold: (key, milliseconds) => slowly(() => common.hold(key, milliseconds)),
  };
}

describe('three processes with one count', () => {
  it('never send more than the limit in any ten seconds, however late each call arrives', async () => {
    await fc.assert(
      fc.asyncProperty(calls, delays, failures, async (schedule, delaysMs, fails) => {
        const time = virtualTime();
        const common = new MemoryLedger(time);
        const policies = { hubspot: { standard: policy, search: policy } };
        const limiters = [0, 1, 2].map((index) =>
          aloneLimiter({
            clock: time,
            policies,
            ledger: farAway(common, time, delaysMs.toSpliced(0, index), fails),
            instanceId: `process ${index}`,
            deadlineMs: 12_000,
          }),
        );
        const arrivals: number[] = [];
        for (const call of schedule) {
          time.after(call.at, () => {
            const wish = { urgency: call.isBulk ? 'bulk' : 'click' } as const;
            void limiters[call.process]?.acquire(account, wish).then(async (slot) => {
              await time.delay(call.outMs);
              arrivals.push(time.now());
              await time.delay(call.backMs);
              if (!call.isLost) slot.done();
            });
          });
        }
        await time.run(1_000_000);
        expect(arrivals).toHaveLength(schedule.length);
        expect(mostInAnyWindow(arrivals, 10_000)).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 200 },
    );
  });
});

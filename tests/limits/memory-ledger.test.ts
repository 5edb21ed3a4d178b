/** What the count in memory says while nobody knows what others have used. */
import { describe, expect, it } from 'vitest';
import type { LedgerKey, Question } from '../../server/limits/ledger.ts';
import { MemoryLedger } from '../../server/limits/memory-ledger.ts';
import type { Policy } from '../../server/limits/policies.ts';

const key: LedgerKey = { account: 'hubspot:4711', kind: 'standard' };
const policy: Policy = { limit: 5, bulkLimit: 4, holdMs: 10_000, pace: null };
const asks = (wished: Partial<Question>): Question => ({
  policy,
  clicks: [],
  bulk: [],
  deadlineMs: 12_000,
  ended: [],
  usage: null,
  ...wished,
});

describe('windows that others may have used up', () => {
  it('are asked about again when they are over, not every millisecond', async () => {
    let now = 0;
    const ledger = new MemoryLedger({ now: () => now });
    ledger.assumeFull(8_000);
    const first = await ledger.exchange(key, asks({ bulk: ['a'] }));
    expect(first).toMatchObject({ bulk: 0, waitMs: 8_000 });
    now = 7_000;
    expect(await ledger.exchange(key, asks({ bulk: ['a'] }))).toMatchObject({ waitMs: 1_000 });
    now = 8_000;
    expect(await ledger.exchange(key, asks({ bulk: ['a'] }))).toMatchObject({ bulk: 1 });
  });

  it('let clicks pass', async () => {
    const ledger = new MemoryLedger({ now: () => 0 });
    ledger.assumeFull(8_000);
    const answer = await ledger.exchange(key, asks({ clicks: ['c'], bulk: ['a'] }));
    expect(answer).toMatchObject({ clicks: 1, bulk: 0 });
  });
});

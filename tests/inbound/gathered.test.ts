/** What comes while the same is under way goes together in the next, and nobody pays for another's fault. */
import { describe, expect, it } from 'vitest';
import { gathered } from '../../server/inbound/gathered.ts';

/** Work that ends when it is told to, and doubles what it is given; `0` makes it fail. */
function slowWork(most = 10, atOnce = 1, weightOf = (_item: number) => 1) {
  const batches: (readonly number[])[] = [];
  const pending: (() => void)[] = [];
  const ask = gathered<number, number>(
    async (_key, items) => {
      batches.push(items);
      await new Promise<void>((resolve) => pending.push(resolve));
      if (items.includes(0)) throw new Error('nothing cannot be doubled');
      return items.map((item) => 2 * item);
    },
    { most, atOnce, weightOf },
  );
  const endOne = async () => {
    pending.shift()?.();
    for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
  };
  return { batches, ask, endOne };
}

describe('what is gathered', () => {
  it('is done at once when it comes alone', async () => {
    const { batches, ask, endOne } = slowWork();
    const first = ask('a', 1);
    expect(batches).toEqual([[1]]);
    await endOne();
    expect(await first).toBe(2);
    void ask('a', 5);
    expect(batches).toEqual([[1], [5]]);
  });

  it('is done together after what is under way, and each gets its own result', async () => {
    const { batches, ask, endOne } = slowWork();
    const all = Promise.all([ask('a', 1), ask('a', 2), ask('a', 3)]);
    expect(batches).toEqual([[1]]);
    await endOne();
    expect(batches).toEqual([[1], [2, 3]]);
    await endOne();
    expect(await all).toEqual([2, 4, 6]);
  });

  it('is at most so much at a time, and apart by key', async () => {
    const { batches, ask, endOne } = slowWork(2);
    for (const item of [1, 2, 3, 4]) void ask('a', item);
    void ask('b', 9);
    expect(batches).toEqual([[1], [9]]);
    await endOne();
    expect(batches).toEqual([[1], [9], [2, 3]]);
    await endOne();
    await endOne();
    expect(batches).toEqual([[1], [9], [2, 3], [4]]);
  });

  it('is worked on side by side once so much waits as is done together', async () => {
    const { batches, ask, endOne } = slowWork(2, 2);
    const all = Promise.all([1, 2, 3, 4, 5, 6].map((item) => ask('a', item)));
    expect(batches).toEqual([[1], [2, 3]]);
    await endOne();
    expect(batches).toEqual([[1], [2, 3], [4, 5]]);
    await endOne();
    expect(batches).toEqual([[1], [2, 3], [4, 5], [6]]);
    await endOne();
    await endOne();
    expect(await all).toEqual([2, 4, 6, 8, 10, 12]);
    void ask('a', 7);
    expect(batches.at(-1)).toEqual([7]);
  });

  it('counts by weight, and what is heavier than all is done alone', async () => {
    const { batches, ask, endOne } = slowWork(10, 1, (item) => item);
    for (const item of [1, 4, 6, 11, 2]) void ask('a', item);
    for (let end = 0; end < 5; end += 1) await endOne();
    expect(batches).toEqual([[1], [4, 6], [11], [2]]);
  });

  it('is tried one by one where something in it fails', async () => {
    const { batches, ask, endOne } = slowWork();
    const results = Promise.allSettled([ask('a', 1), ask('a', 2), ask('a', 0), ask('a', 3)]);
    for (let end = 0; end < 5; end += 1) await endOne();
    expect(batches).toEqual([[1], [2, 0, 3], [2], [0], [3]]);
    expect((await results).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});

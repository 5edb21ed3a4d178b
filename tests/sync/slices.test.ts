import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSlices, transactionsOf } from '../../server/sync/slices.ts';

describe('long work in slices', () => {
  it('lets others have their turn whenever a slice of time is over', async () => {
    let at = 0;
    let turns = 0;
    let busy = true;
    const others = (async () => {
      while (busy) {
        await nextTurn();
        turns += 1;
      }
    })();
    const nextSlice = createSlices({ now: () => new Date(at) });
    const longest = { worked: 0 };
    let worked = 0;
    let seen = turns;
    for (let record = 0; record < 200; record += 1) {
      await nextSlice();
      if (turns > seen) worked = 0;
      seen = turns;
      at += 3;
      worked += 3;
      longest.worked = Math.max(longest.worked, worked);
    }
    busy = false;
    await others;
    expect(longest.worked).toBeLessThanOrEqual(30);
    expect(turns).toBeGreaterThan(20);
  });

  it('is not held up where there is time left', async () => {
    let turned = false;
    void nextTurn().then(() => {
      turned = true;
    });
    const nextSlice = createSlices({ now: () => new Date(0) });
    for (let record = 0; record < 1_000; record += 1) await nextSlice();
    expect(turned).toBe(false);
  });

  it('goes to the database in parts that keep every run, in order', () => {
    const runs = Array.from({ length: 1_003 }, (_, index) => index);
    const parts = transactionsOf(runs);
    expect(parts.flat()).toEqual(runs);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(transactionsOf([])).toEqual([]);
  });
});

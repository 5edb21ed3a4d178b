import { describe, expect, it } from 'vitest';
import { isHeldOut, judge, measure, share } from '../eval/matching/measure.ts';
import { allPairs } from '../eval/matching/pairs.ts';

const judged = allPairs.map(judge);

describe('company matching on labelled pairs of real companies', () => {
  it('is measured on at least a hundred and fifty, each there once, a third of them held out', () => {
    expect(allPairs.length).toBeGreaterThanOrEqual(150);
    expect(new Set(allPairs.map((pair) => JSON.stringify(pair))).size).toBe(allPairs.length);
    const heldOut = allPairs.filter(isHeldOut).length / allPairs.length;
    expect(heldOut).toBeGreaterThan(0.28);
    expect(heldOut).toBeLessThan(0.4);
  });

  it('hardly ever takes one company for another', () => {
    const { precision, specificity } = measure(judged);
    expect(precision.value).toBeGreaterThanOrEqual(0.95);
    expect(specificity.value).toBeGreaterThanOrEqual(0.97);
  });

  it('finds most companies that go by their own name', () => {
    const plain = measure(judged.filter(({ pair }) => pair.category === 'plain'));
    expect(plain.recall.value).toBeGreaterThanOrEqual(0.9);
  });

  it('keeps members of one group apart, and sisters in other countries', () => {
    for (const category of ['holding-or-subsidiary', 'country-twin', 'same-name'] as const) {
      const { wrong } = measure(judged.filter(({ pair }) => pair.category === category));
      expect(wrong, category).toEqual([]);
    }
  });
});

describe('an interval of a share', () => {
  it('is wide for few and never leaves zero to one', () => {
    expect(share(3, 3).low).toBeCloseTo(0.44, 2);
    expect(share(3, 3).high).toBe(1);
    expect(share(50, 100)).toMatchObject({ value: 0.5 });
    expect(share(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});

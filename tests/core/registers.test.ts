import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/decide.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import { evidenceOf, filing, inputOf, registerEntries } from './support/evidence.ts';

const decided = (...evidence: Evidence[]) => decide(inputOf(evidence));
const component = (name: string, ...evidence: Evidence[]) => {
  const { components, contributions } = decided(...evidence).score;
  return {
    value: components.find((entry) => entry.name === name)?.value ?? null,
    reasons: contributions.filter((entry) => entry.component === name),
  };
};

describe('figures of filed accounts', () => {
  it('count for what is left over, what is due soon and what was earned', () => {
    const { reasons } = component(
      'financial',
      evidenceOf('financials', { profit: { current: -85_000, previous: 10_000 } }),
    );
    expect(reasons.map(({ reason }) => reason).sort()).toEqual([
      expect.stringMatching(
        /^Current assets of GBP 1,500,000 against GBP 700,000 due within a year, on /,
      ),
      expect.stringMatching(/^Loss of GBP 85,000 in the year to /),
      expect.stringMatching(/^Net assets of GBP 1,200,000 on /),
    ]);
    expect(reasons.every(({ evidenceIds }) => evidenceIds.length === 1)).toBe(true);
  });

  it('add up to the component exactly, beside the register', () => {
    const { value, reasons } = component(
      'financial',
      ...registerEntries(),
      evidenceOf('financials'),
    );
    expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(value);
  });

  it('that show debts lower the score, and good ones raise it', () => {
    const none = component('financial', ...registerEntries()).value ?? 0;
    const poor = evidenceOf('financials', {
      netAssets: { current: -400_000, previous: null },
      currentLiabilities: { current: 3_000_000, previous: null },
      profit: { current: -200_000, previous: null },
    });
    expect(component('financial', ...registerEntries(), poor).value).toBeLessThan(none);
  });

  it('that are not stated are unknown: they cost nothing', () => {
    const silent = evidenceOf('financials', {
      netAssets: null,
      currentAssets: null,
      currentLiabilities: null,
    });
    expect(component('financial', ...registerEntries(), silent).value).toBe(
      component('financial', ...registerEntries()).value,
    );
  });

  it('that are years old say nothing about today', () => {
    const old = evidenceOf('financials', {}, { daysAgo: 1000 });
    expect(component('financial', old).value).toBeNull();
  });
});

describe('a public contract', () => {
  it('is a signal with its buyer and its value, dated by the award', () => {
    const [signal] = decided(evidenceOf('contract-award', {}, { daysAgo: 40 })).signals;
    expect(signal).toMatchObject({
      type: 'contract-award',
      polarity: 'positive',
      title: 'Public contract awarded by Northern Parcels Authority: GBP 2,400,000',
      priority: 'high',
      confidence: 'high',
    });
  });

  it('that is shared says so and counts for less', () => {
    const alone = component('growth', evidenceOf('contract-award')).value ?? 0;
    const shared = evidenceOf('contract-award', { suppliers: 12 });
    expect(decided(shared).signals[0]?.title).toMatch(/, shared with others$/);
    expect(component('growth', shared).value).toBeLessThan(alone);
  });

  it('that two services publish is one signal', () => {
    const first = evidenceOf('contract-award', {}, { id: 'contracts-finder:contract-award:1' });
    const second = evidenceOf('contract-award', {}, { id: 'find-a-tender:contract-award:1' });
    expect(decided(first, second).signals).toHaveLength(1);
  });
});

describe('a filing at the SEC', () => {
  it('of a private offering is funding whose round nobody stated', () => {
    const { signals } = decided(filing('sec-edgar', 'D', 30, 'exempt-offering'));
    expect(signals[0]).toMatchObject({
      type: 'funding',
      title: 'Raised capital (private offering); round not stated',
    });
  });

  it('that says nothing to a seller is no signal', () => {
    expect(decided(filing('sec-edgar', '8-K', 30, 'bankruptcy')).signals).toEqual([]);
  });
});

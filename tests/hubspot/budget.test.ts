import { describe, expect, it } from 'vitest';
import { createHubSpotBudget, createHubSpotBudgets } from '../../server/crm/hubspot/index.ts';

/** A clock that moves only when the budget waits. */
function stoppedClock() {
  let at = 0;
  return {
    now: () => at,
    advance: (milliseconds: number) => {
      at += milliseconds;
    },
    sleep: async (milliseconds: number) => {
      at += milliseconds;
    },
  };
}

describe('the budget of one HubSpot account', () => {
  it('lets 100 calls through at once and the next when the window has moved', async () => {
    const clock = stoppedClock();
    const budget = createHubSpotBudget(clock);
    for (let call = 0; call < 100; call += 1) await budget.acquire('standard');
    expect(clock.now()).toBe(0);
    await budget.acquire('standard');
    expect(clock.now()).toBe(10_000);
  });

  it('never grants more than the limit in any ten seconds', async () => {
    const clock = stoppedClock();
    const budget = createHubSpotBudget(clock);
    const granted: number[] = [];
    for (let call = 0; call < 450; call += 1) {
      await budget.acquire('standard');
      granted.push(clock.now());
      clock.advance(37);
    }
    for (const from of granted) {
      const within = granted.filter((at) => at >= from && at < from + 10_000);
      expect(within.length).toBeLessThanOrEqual(100);
    }
  });

  it('counts search separately, four a second', async () => {
    const clock = stoppedClock();
    const budget = createHubSpotBudget(clock);
    await budget.acquire('standard', 100);
    for (let call = 0; call < 4; call += 1) await budget.acquire('search');
    expect(clock.now()).toBe(0);
    await budget.acquire('search');
    expect(clock.now()).toBe(1_000);
  });

  it('serves in order of arrival, so that a large request is not overtaken for ever', async () => {
    const clock = stoppedClock();
    const budget = createHubSpotBudget(clock);
    const order: string[] = [];
    await budget.acquire('standard', 60);
    await Promise.all([
      budget.acquire('standard', 80).then(() => order.push('large')),
      budget.acquire('standard', 1).then(() => order.push('small')),
    ]);
    expect(order).toEqual(['large', 'small']);
  });

  it('refuses what can never fit, and goes on serving', async () => {
    const budget = createHubSpotBudget(stoppedClock());
    await expect(budget.acquire('search', 5)).rejects.toThrow(RangeError);
    await expect(budget.acquire('search')).resolves.toBeUndefined();
  });

  it('is one per account', async () => {
    const clock = stoppedClock();
    const budgetOf = createHubSpotBudgets(clock);
    await budgetOf('1').acquire('standard', 100);
    await budgetOf('2').acquire('standard', 100);
    expect(clock.now()).toBe(0);
    expect(budgetOf('1')).toBe(budgetOf('1'));
  });
});

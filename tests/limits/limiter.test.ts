import { describe, expect, it } from 'vitest';
import { isCrmError } from '../../server/crm/errors.ts';
import type { Account, Slot, Wish } from '../../server/limits/limiter.ts';
import { usualPolicies } from '../../server/limits/policies.ts';
import { actingUrgently, inBulk, urgencyNow } from '../../server/limits/urgency.ts';
import { aloneLimiter } from '../support/limits.ts';
import { virtualTime } from './support/virtual-time.ts';
import { mostInAnyWindow } from './support/windows.ts';

const portal: Account = { crm: 'hubspot', id: '4711' };
const org: Account = { crm: 'salesforce', id: '00D' };

function scene(account: Account = portal) {
  const time = virtualTime();
  const limiter = aloneLimiter({ clock: time });
  const granted: { at: number; name: string; slot: Slot }[] = [];
  const refused: { at: number; name: string; error: unknown }[] = [];
  const ask = (name: string, wish: Wish = {}) =>
    void limiter.acquire(account, wish).then(
      (slot) => granted.push({ at: time.now(), name, slot }),
      (error: unknown) => refused.push({ at: time.now(), name, error }),
    );
  /** Asks, and is answered so many milliseconds after it was let through. */
  const call = (name: string, wish: Wish = {}, answeredAfter = 0) =>
    void limiter.acquire(account, wish).then((slot) => {
      granted.push({ at: time.now(), name, slot });
      time.after(answeredAfter, () => slot.done());
    });
  const names = () => granted.map(({ name }) => name);
  return { time, limiter, granted, refused, ask, call, names };
}

const bulk = { urgency: 'bulk' } as const;
const search = { kind: 'search' } as const;
const times = (count: number, fn: (index: number) => void) => {
  for (let index = 0; index < count; index += 1) fn(index);
};

describe('how urgent work is', () => {
  it('travels with it: a click unless something else was said', async () => {
    expect(urgencyNow()).toBe('click');
    const seen = await inBulk(async () => {
      await Promise.resolve();
      return [urgencyNow(), actingUrgently(() => urgencyNow()), urgencyNow()];
    });
    expect(seen).toEqual(['bulk', 'click', 'bulk']);
    expect(urgencyNow()).toBe('click');
  });
});

describe('clicks on one HubSpot account', () => {
  it('go at once, 110 of them, and the next ten seconds after an answer', async () => {
    const { time, granted, call } = scene();
    times(111, (index) => call(`click ${index}`, {}, 300));
    await time.run(10_299);
    expect(granted).toHaveLength(110);
    expect(granted.every(({ at }) => at === 0)).toBe(true);
    await time.run(10_400);
    expect(granted).toHaveLength(111);
  });

  it('count from their slot until ten seconds after their answer, however late that comes', async () => {
    const { time, granted, ask, names } = scene();
    times(110, (index) => ask(`slow ${index}`));
    await time.run(5_000);
    ask('next');
    granted[0]?.slot.done();
    await time.run(14_999);
    expect(names()).not.toContain('next');
    await time.run(15_100);
    expect(names()).toContain('next');
  });

  it('count until their deadline and ten seconds more when no answer is ever told', async () => {
    const { time, ask, names } = scene();
    times(110, (index) => ask(`lost ${index}`));
    ask('next');
    await time.run(19_999);
    expect(names()).not.toContain('next');
    await time.run(20_500);
    expect(names()).toContain('next');
  });

  it('of another account, and searches, have a count of their own', async () => {
    const { time, limiter, granted, ask } = scene();
    times(110, (index) => ask(`call ${index}`));
    times(6, (index) => ask(`search ${index}`, search));
    await limiter.acquire({ crm: 'hubspot', id: '4712' });
    await time.run(500);
    expect(granted.filter(({ name }) => name.startsWith('search'))).toHaveLength(5);
  });
});

describe('bulk work', () => {
  it('is paced, and uses the window to the full but for what is kept for clicks', async () => {
    const { time, granted, call } = scene();
    times(2_000, (index) => call(`bulk ${index}`, bulk, 50));
    await time.run(120_000);
    const moments = granted.map(({ at }) => at);
    expect(mostInAnyWindow(moments, 1_000)).toBeLessThanOrEqual(15);
    expect(mostInAnyWindow(moments, 10_000)).toBe(108);
    const steady = moments.filter((at) => at >= 20_000).length;
    expect(steady / 10).toBeGreaterThanOrEqual(0.95 * 110);
  });

  it('lets a click pass at once, however much of it waits', async () => {
    const { time, granted, call } = scene();
    times(2_000, (index) => call(`bulk ${index}`, bulk, 50));
    await time.run(30_000);
    times(8, (index) => call(`click ${index}`, {}, 50));
    await time.run(30_000);
    const first = granted.filter(({ name }) => name.startsWith('click'));
    expect(first.length).toBeGreaterThanOrEqual(2);
    await time.run(31_000);
    const clicks = granted.filter(({ name }) => name.startsWith('click'));
    expect(clicks).toHaveLength(8);
    const between = granted.filter(({ at }) => at > 30_001 && at < (clicks.at(-1)?.at ?? 0));
    expect(between.filter(({ name }) => name.startsWith('bulk'))).toEqual([]);
  });

  it('has ten of the calls under way to one Salesforce org, clicks all 25', async () => {
    const { time, granted, ask, names } = scene(org);
    times(12, (index) => ask(`bulk ${index}`, bulk));
    times(30, (index) => ask(`click ${index}`));
    await time.run(1);
    expect(names()).toHaveLength(25);
    expect(names().every((name) => name.startsWith('click'))).toBe(true);
    for (const { slot } of granted.slice(0, 21)) slot.done();
    await time.run(200);
    expect(names().filter((name) => name.startsWith('click'))).toHaveLength(30);
    expect(names().filter((name) => name.startsWith('bulk'))).toHaveLength(1);
  });
});

describe('who no longer waits', () => {
  it('leaves the queue with the signal’s reason, and takes nobody’s place', async () => {
    const { time, refused, ask, names } = scene();
    times(110, (index) => ask(`call ${index}`));
    const leaving = new AbortController();
    ask('left', { signal: leaving.signal });
    ask('stayed');
    await time.run(5_000);
    leaving.abort(new Error('the browser is gone'));
    await time.run(25_000);
    expect(refused).toMatchObject([{ name: 'left', at: 5_000 }]);
    expect(String(refused[0]?.error)).toContain('the browser is gone');
    expect(names()).toContain('stayed');
  });

  it('is not let in with a signal that was aborted before', async () => {
    const { limiter } = scene();
    const wish = { signal: AbortSignal.abort(new Error('too late')) };
    await expect(limiter.acquire(portal, wish)).rejects.toThrow('too late');
  });
});

describe('a paused account', () => {
  it('refuses everybody at once, those who wait included, and says until when', async () => {
    const { time, limiter, refused, ask } = scene();
    times(110, (index) => ask(`call ${index}`));
    ask('waits');
    await time.run(1_000);
    limiter.pause(portal, 60_000);
    ask('comes later');
    ask('bulk', bulk);
    await time.run(12_000);
    expect(refused.map(({ name }) => name).toSorted()).toEqual(['bulk', 'comes later', 'waits']);
    for (const { error } of refused) {
      expect(isCrmError(error) && error.kind === 'rate_limited' && error.retryAfterMs).toBeTruthy();
    }
    expect(limiter.pausedUntil(portal)).not.toBeNull();
    expect(limiter.pausedUntil({ crm: 'hubspot', id: '4712' })).toBeNull();
  });

  it('is tried by one call when its time has passed; the others wait for how that ends', async () => {
    const { time, limiter, granted, ask, names } = scene();
    limiter.pause(portal, 60_000);
    await time.run(60_001);
    expect(limiter.pausedUntil(portal)).toBeNull();
    times(5, (index) => ask(`call ${index}`));
    await time.run(63_000);
    expect(names()).toEqual(['call 0']);
    granted[0]?.slot.done();
    await time.run(63_500);
    expect(names()).toHaveLength(5);
  });

  it('stays paused when that call is refused, too', async () => {
    const { time, limiter, granted, refused, ask } = scene();
    limiter.pause(portal, 60_000);
    await time.run(60_001);
    times(2, (index) => ask(`call ${index}`));
    await time.run(60_100);
    limiter.pause(portal, 60_000);
    granted[0]?.slot.done();
    await time.run(61_000);
    expect(refused.map(({ name }) => name)).toEqual(['call 1']);
  });
});

describe('an account that was called too fast by others', () => {
  it('is left alone for a while, and nobody is refused', async () => {
    const { time, limiter, refused, ask, names } = scene();
    limiter.slowDown(portal, 'standard', 3_000);
    ask('call');
    ask('search', search);
    await time.run(2_999);
    expect(names()).toEqual(['search']);
    await time.run(3_010);
    expect(names()).toEqual(['search', 'call']);
    expect(refused).toEqual([]);
  });
});

it('nobody is let through to a CRM whose limits are not known', async () => {
  const { hubspot } = usualPolicies();
  const limiter = aloneLimiter({ policies: { ...(hubspot && { hubspot }) } });
  await expect(limiter.acquire(org)).rejects.toThrow('salesforce');
});

import { describe, expect, it } from 'vitest';
import { Flights, type Start } from '../../server/sync/flights.ts';
import type { Enrichment } from '../../shared/contract/v1.ts';
import { enrichRequest } from '../../shared/contract/v1.ts';

const tenant = { organizationId: 'o', integrationId: 'i' };
const request = enrichRequest.parse({ object: 'contact', recordId: '1001' });
/** Flights pass answers on and look at none of their fields. */
const answer = { id: 'run' } as Enrichment;

function flights() {
  let time = 1_000_000;
  const started: Start[] = [];
  const all = new Flights(() => new Date(time));
  const ask = () =>
    all.join(tenant, request, undefined, async (start) => {
      started.push(start);
      return answer;
    });
  return { ask, started, pass: (ms: number) => (time += ms) };
}

describe('requests for one record', () => {
  it('that come one after another are each on their own', async () => {
    const { ask, started } = flights();
    await ask();
    await ask();
    expect(started.map(({ answeredSince }) => answeredSince)).toEqual([null, null]);
  });

  it('that came together are answered together, also those read up to two seconds after another', async () => {
    const { ask, started, pass } = flights();
    await Promise.all([ask(), ask()]);
    pass(2_000);
    await ask();
    pass(2_000);
    await ask();
    const since = new Date(1_000_000);
    expect(started.map(({ answeredSince }) => answeredSince)).toEqual([null, since, since]);
  });

  it('are no burst any more after a pause, nor after a minute', async () => {
    const { ask, started, pass } = flights();
    await Promise.all([ask(), ask()]);
    pass(2_001);
    await ask();
    expect(started.at(-1)?.answeredSince).toBeNull();
    await Promise.all([ask(), ask()]);
    for (let second = 0; second < 60; second += 1) {
      pass(1_000);
      await ask();
    }
    expect(started.at(-1)?.answeredSince).toBeNull();
  });
});

/** What a person at a record notices of ten thousand records that are enriched meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Benchmark, measurement, median, percentile } from './benchmark.ts';
import { clickAt } from './support/bench-sandbox.ts';
import { startBulk } from './support/bulk.ts';
import { type Plant, withPlant } from './support/plant.ts';
import { refused } from './support/windows.ts';

const delays = { hubspotMs: 150, salesforceMs: 0, sourceMs: 800 };
const clicks = 40;
const warmUps = 4;
/** Six calls a click: at most half of what HubSpot allows. */
const everyMs = 1_200;
const bulkCompanies = 200;
const contactsEach = 50;
const clickCompanies = warmUps + 2 * clicks;

export const clickUnderLoad: Benchmark = {
  names: ['click.p99_ratio_under_load'],
  needs: 'servers',
  run: () =>
    withPlant(
      {
        companies: clickCompanies + bulkCompanies,
        contactsEach,
        mixture: 'alike',
        inOrg: false,
      },
      measure,
    ),
};

async function measure(plant: Plant) {
  const { outside, portal, services, token } = plant;
  await outside.delay(delays);
  const [web] = await Promise.all([plant.startWeb(), plant.startWorker()]);
  const unasked = outside.companies.slice(0, clickCompanies).map(({ contactIds }) => contactIds[0]);
  const unmatched: string[] = [];
  const clicked = (count: number) =>
    Promise.all(
      unasked.splice(0, count).map(async (recordId = '', index) => {
        await sleep(index * everyMs);
        const { enrichment, totalMs } = await clickAt(
          { url: web.url, token },
          { object: 'contact', recordId, trigger: 'api' },
        );
        if (enrichment.match.status !== 'matched') unmatched.push(enrichment.match.reason);
        return totalMs;
      }),
    );
  await clicked(warmUps);
  const idle = await clicked(clicks);

  const ids = outside.companies.slice(clickCompanies).flatMap(({ contactIds }) => contactIds);
  const { id } = await startBulk(plant, portal, ids);
  const owner = { ...portal, integrationId: null };
  // Until the worker is at it.
  while ((await services.bulk.get(owner, id)).progress.processing === 0) await sleep(200);
  await outside.clear();
  const loaded = await clicked(clicks);
  const { progress } = await services.bulk.get(owner, id);
  const calls = await outside.hubspotCalls();
  // A click reads its contact by itself.
  const bulkReads = calls.filter(({ what }) => what.endsWith('/contacts/batch/read')).length;
  if (bulkReads === 0 || progress.waiting + progress.processing === 0) {
    throw new Error(`the run did not go on while there were clicks: ${JSON.stringify(progress)}`);
  }
  // Research that takes too long ends without the company: slow, and yet an answer.
  if (unmatched.length > clicks) throw new Error(`most clicks found no company: ${unmatched[0]}`);
  await services.bulk.cancel(owner, id);
  const p99 = (times: readonly number[]) => percentile(times, 0.99);
  const tell = (times: readonly number[]) =>
    `median ${Math.round(median(times))} ms, p99 ${Math.round(p99(times))} ms`;
  return [
    measurement({
      name: 'click.p99_ratio_under_load',
      value: p99(loaded) / p99(idle),
      unit: '× idle',
      baseline: 1,
      how:
        `p99 of ${clicks} clicks, which is the slowest, one every ${everyMs / 1_000} s, on contacts of companies never asked ` +
        `about, while ${ids.length.toLocaleString('en')} contacts of the same account are enriched, over that of as many before: ${tell(loaded)} over ` +
        `${tell(idle)}. Web, worker and stand-ins are processes of their own and share two cores with Postgres. HubSpot ` +
        `takes ${delays.hubspotMs} ms a call, public sources ${delays.sourceMs} ms, the register is not asked. ${progress.done} contacts were done when the ` +
        `last click was; ${refused(calls)} of ${calls.length} calls were refused; the research of ${unmatched.length} clicks ran out of time. Requirement: at most 1.3.`,
    }),
  ];
}

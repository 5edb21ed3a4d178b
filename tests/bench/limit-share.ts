/**
 * How much of HubSpot's limit the whole product uses while there is work, of one worker process and of
 * three, and whether it ever asks for more than it may.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Benchmark, type Measurement, measurement } from './benchmark.ts';
import { endOfBulk, startBulk } from './support/bulk.ts';
import { type Plant, withPlant } from './support/plant.ts';
import { mostInAWindow, refused, shareOfLimit } from './support/windows.ts';

const hubspotMs = 150;
/** Several windows, so that where one begins makes no difference. */
const measuredMs = 30_000;
/** A window is used up, and what is measured goes on in the next. */
const settlingMs = 12_000;

export const limitShare: Benchmark = {
  names: ['hubspot.limit_share.1', 'hubspot.limit_share.3', 'hubspot.rejected_429'],
  needs: 'servers',
  run: () => withPlant({ companies: 80, contactsEach: 5, mixture: 'alike', inOrg: false }, measure),
};

async function measure(plant: Plant): Promise<Measurement[]> {
  const { outside, portal, services } = plant;
  await outside.delay({ hubspotMs, salesforceMs: 0, sourceMs: 0 });
  await plant.startWorker();
  const ids = outside.companies.flatMap(({ contactIds }) => contactIds);
  const { id } = await startBulk(plant, portal, ids);
  await endOfBulk(plant, portal, id);
  const before = await outside.hubspotCalls();
  await outside.clear();

  // Enrichments are taken back one by one, each with calls of its own: the limit is in the way, not the machine.
  const owner = { ...portal, integrationId: null };
  const undo = await services.bulk.undo(owner, id);
  const alone = await share(1);
  await Promise.all([plant.startWorker(), plant.startWorker()]);
  const together = await share(3);
  const calls = await outside.hubspotCalls();
  const { progress } = await services.bulk.cancel(owner, undo.id);
  const all = [...before, ...calls];
  return [
    alone,
    together,
    measurement({
      name: 'hubspot.rejected_429',
      value: refused(all),
      unit: 'calls',
      baseline: all.length,
      how:
        `Calls that HubSpot refused as too many in the two measurements above and in the enrichment before them; at most ` +
        `${mostInAWindow(all)} in any ten seconds. Baseline: all calls. ${progress.done} enrichments were taken back.`,
    }),
  ];

  async function share(processes: number): Promise<Measurement> {
    await sleep(settlingMs);
    const from = Date.now();
    await sleep(measuredMs);
    const calls = await outside.hubspotCalls();
    const { progress } = await services.bulk.get(owner, undo.id);
    if (progress.waiting === 0) throw new Error('the work ended before it was measured');
    return measurement({
      name: `hubspot.limit_share.${processes}`,
      value: shareOfLimit(calls, from, from + measuredMs),
      unit: 'of the limit',
      baseline: 1,
      how:
        `Calls that reached HubSpot in ${measuredMs / 1_000} s, over 110 in ten seconds, while ` +
        `${processes === 1 ? 'one worker process' : `${processes} worker processes`} took enrichments back, record by record; ` +
        `HubSpot took ${hubspotMs} ms a call and is in a process of its own, calls are counted in Redis. A slot counts until ten ` +
        'seconds after its answer and two are kept for clicks, so at most 0.97 is to be had. Requirement: at least 0.9.',
    });
  }
}

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
/** Lists, each of which one turn takes back; a few of them are always waiting. */
const lists = 36;
const recordsEach = 10;
const openAtOnce = 5;

export const limitShare: Benchmark = {
  names: ['hubspot.limit_share.1', 'hubspot.limit_share.3', 'hubspot.rejected_429'],
  needs: 'servers',
  run: () => withPlant({ companies: 72, contactsEach: 5, mixture: 'alike', inOrg: false }, measure),
};

async function measure(plant: Plant): Promise<Measurement[]> {
  const { outside } = plant;
  await outside.delay({ hubspotMs, salesforceMs: 0, sourceMs: 0 });
  await plant.startWorker();
  const written = await enrichLists(plant);
  const before = await outside.hubspotCalls();
  await outside.clear();

  const stopping = new AbortController();
  const atWork = new Set<string>();
  const feeding = takeBack(plant, written, atWork, stopping.signal);
  const alone = await share(1);
  await Promise.all([plant.startWorker(), plant.startWorker()]);
  const together = await share(3);
  stopping.abort();
  await feeding;
  const all = [...before, ...(await outside.hubspotCalls())];
  return [
    alone,
    together,
    measurement({
      name: 'hubspot.rejected_429',
      value: refused(all),
      unit: 'calls',
      baseline: all.length,
      how:
        'Calls that HubSpot refused as too many in the two measurements above and in the enrichments before them; at most ' +
        `${mostInAWindow(all)} in any ten seconds. Baseline: all calls.`,
    }),
  ];

  async function share(processes: number): Promise<Measurement> {
    await sleep(settlingMs);
    atWork.clear();
    const from = Date.now();
    await sleep(measuredMs);
    const calls = await outside.hubspotCalls();
    if (atWork.size !== processes) {
      throw new Error(`${atWork.size} processes took part, not ${processes}`);
    }
    if ((await openLists(plant)) === 0) throw new Error('the work ended before it was measured');
    return measurement({
      name: `hubspot.limit_share.${processes}`,
      value: shareOfLimit(calls, from, from + measuredMs),
      unit: 'of the limit',
      baseline: 1,
      how:
        `Calls that reached HubSpot in ${measuredMs / 1_000} s, over 110 in ten seconds, while ` +
        `${processes === 1 ? 'one worker process' : `${processes} worker processes`} took back lists of ${recordsEach} enrichments, record by ` +
        `record: work with many calls, so that the limit is in the way and not these two cores. HubSpot took ${hubspotMs} ms a ` +
        'call, in a process of its own; calls are counted in Redis. A slot counts until ten seconds after its answer and ' +
        'two are kept for clicks, so that at most 0.97 is to be had. Requirement: at least 0.9.',
    });
  }
}

/** @returns the bulk enrichments */
async function enrichLists(plant: Plant): Promise<string[]> {
  const ids = plant.outside.companies.flatMap(({ contactIds }) => contactIds);
  const started = [];
  for (let list = 0; list < lists; list += 1) {
    const from = list * recordsEach;
    started.push(await startBulk(plant, plant.portal, ids.slice(from, from + recordsEach)));
  }
  for (const { id } of started) await endOfBulk(plant, plant.portal, id);
  return started.map(({ id }) => id);
}

const ownerOf = ({ portal }: Plant) => ({ ...portal, integrationId: null });

async function openLists(plant: Plant): Promise<number> {
  const recent = await plant.services.bulk.list(ownerOf(plant), 2 * lists);
  return recent.filter(({ finishedAt }) => finishedAt === null).length;
}

/**
 * Sees to it that there is work, a list at a time, until it is told to stop.
 * @param atWork is told which processes do it
 */
async function takeBack(
  plant: Plant,
  bulkIds: readonly string[],
  atWork: Set<string>,
  signal: AbortSignal,
): Promise<void> {
  const left = [...bulkIds];
  while (!signal.aborted) {
    if ((await openLists(plant)) < openAtOnce) {
      const next = left.shift();
      if (next !== undefined) await plant.services.bulk.undo(ownerOf(plant), next);
    }
    const runs = await plant.database.asOwner<{ lease_owner: string }>(
      'select distinct lease_owner from crm_sync_logs where lease_owner is not null',
    );
    for (const { lease_owner: owner } of runs) atWork.add(owner);
    await sleep(1_000);
  }
}

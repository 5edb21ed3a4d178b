/** Whether a worker process grows with what it has done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Benchmark, measurement } from './benchmark.ts';
import { addEvents, addTenants, countOpenEvents } from './support/backlog.ts';
import { type Plant, withPlant } from './support/plant.ts';

const early = 5_000;
const late = 50_000;
const tenants = 50;

export const workerMemory: Benchmark = {
  names: ['worker.memory_growth'],
  needs: 'servers',
  run: () => withPlant({ companies: 1, contactsEach: 1, mixture: 'alike', inOrg: false }, measure),
};

async function measure(plant: Plant) {
  const { database } = plant;
  const some = await addTenants(database, tenants);
  const worker = await plant.startWorker();
  const after = async (events: number): Promise<NodeJS.MemoryUsage> => {
    await addEvents(database, some, events / tenants);
    while ((await countOpenEvents(database)) > 0) await sleep(500);
    return worker.ask('memory');
  };
  const first = await after(early);
  const startedAt = performance.now();
  const last = await after(late - early);
  const seconds = (performance.now() - startedAt) / 1_000;
  return [
    measurement({
      name: 'worker.memory_growth',
      value: last.rss / first.rss,
      unit: `× after ${early.toLocaleString('en')}`,
      baseline: 1,
      how:
        `Resident memory of a worker process after ${late.toLocaleString('en')} events of ${tenants} tenants had been found, noted and closed, over that ` +
        `after ${early.toLocaleString('en')}: ${megabytes(last.rss)} over ${megabytes(first.rss)} MB; of its heap, after a collection, ` +
        `${megabytes(last.heapUsed)} over ${megabytes(first.heapUsed)} MB. ${Math.round((late - early) / seconds)} events/s meanwhile. ` +
        'Events are the cheapest work: each is a row that is claimed, read and closed, and nothing is asked of a CRM.',
    }),
  ];
}

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);

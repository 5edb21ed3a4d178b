/** Thousands of contacts from the first look to the last write: calls, time, and what it could be at best. */
import type { Tenant } from '../../server/sync/service.ts';
import type { BulkEnrichment } from '../../shared/contract/bulk.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { type Benchmark, type Measurement, measurement } from './benchmark.ts';
import { endOfBulk, startBulk } from './support/bulk.ts';
import { naiveRun } from './support/naive.ts';
import type { SeenCall } from './support/outside/outside.ts';
import { type Plant, withPlant } from './support/plant.ts';
import { mostInAWindow, refused, secondsAtLimit, shareOfLimit } from './support/windows.ts';

const companies = 200;
const workers = 2;
const delays = { hubspotMs: 150, salesforceMs: 150, sourceMs: 200 };
/** Records of the naive integration: more would only take longer. */
const naiveRecords = 40;
/** Of Salesforce calls for a thousand contacts when each carries as much as it may. */
const salesforceFloor = 8;

export const bulkRun: Benchmark = {
  names: [
    'hubspot.calls_per_1000',
    'hubspot.run_seconds',
    'hubspot.naive_seconds_per_1000',
    'salesforce.calls_per_1000',
    'salesforce.run_seconds',
  ],
  needs: 'servers',
  run: ({ long }) =>
    withPlant(
      { companies, contactsEach: long ? 50 : 5, mixture: 'mixed', inOrg: true },
      async (plant) => {
        await plant.outside.delay(delays);
        for (let worker = 0; worker < workers; worker += 1) await plant.startWorker();
        const ids = plant.outside.companies.flatMap(({ contactIds }) => contactIds);
        const hubspot = await inPortal(plant, ids);
        const naive = await naiveRun(plant.outside, ids.slice(0, naiveRecords));
        const inOrgIds = ids.map((id) => salesforceId('contact', id));
        const salesforce = await inOrg(plant, inOrgIds);
        const secondsPerThousand = (hubspot.seconds / ids.length) * 1_000;
        return [
          ...hubspot.measurements,
          measurement({
            name: 'hubspot.naive_seconds_per_1000',
            value: naive.secondsPerThousand,
            unit: 's',
            baseline: secondsPerThousand,
            how:
              `Extrapolated from ${naiveRecords} of the same records, eight at a time: an integration that reads each contact, its company ` +
              'and its deals, writes the contact and creates a task where ours did, a call for each thing, and waits ten ' +
              `seconds after a 429, as HubSpot's own client does: ${naive.calls} calls, ${naive.refused} of them refused, ` +
              `${naive.callsPerRecord.toFixed(1)} a record. Baseline: ours for a thousand records in the same run.`,
          }),
          ...salesforce,
        ];
      },
    ),
};

interface Run {
  readonly end: BulkEnrichment;
  readonly seconds: number;
  readonly startedAt: number;
}

async function run(plant: Plant, tenant: Tenant, ids: readonly string[]): Promise<Run> {
  await plant.outside.clear();
  const startedAt = Date.now();
  const { id } = await startBulk(plant, tenant, ids);
  const end = await endOfBulk(plant, tenant, id);
  if (end.result.written !== ids.length) {
    throw new Error(`of ${ids.length} records ${end.result.written} were written`);
  }
  return { end, seconds: (Date.now() - startedAt) / 1_000, startedAt };
}

async function inPortal(
  plant: Plant,
  ids: readonly string[],
): Promise<{ readonly seconds: number; readonly measurements: Measurement[] }> {
  const { end, seconds, startedAt } = await run(plant, plant.portal, ids);
  const calls = await plant.outside.hubspotCalls();
  const thousands = ids.length / 1_000;
  const naive = calls.reduce((sum, { oneByOne }) => sum + oneByOne, 0);
  const last = Math.max(...calls.map(({ at }) => at));
  const done = told(end, ids.length);
  return {
    seconds,
    measurements: [
      measurement({
        name: 'hubspot.calls_per_1000',
        value: calls.length / thousands,
        unit: 'calls',
        baseline: floorOf(end, ids.length) / thousands,
        how:
          `${done}: ${kindsOf(calls)}. Baseline: the same in full batches of 100, associations of 1,000 at once. One call ` +
          `for every record read, kind of association looked up, record written and association made would be ` +
          `${Math.round(naive / thousands)} calls per 1,000. Requirement: at most 40.`,
      }),
      measurement({
        name: 'hubspot.run_seconds',
        value: seconds,
        unit: 's',
        baseline: secondsAtLimit(calls.length),
        how:
          `${done} with ${workers} worker processes, from the request to its end; HubSpot ${delays.hubspotMs} ms a call, public sources ` +
          `${delays.sourceMs} ms. ${calls.length} calls, ${refused(calls)} refused, at most ${mostInAWindow(calls)} in any ten ` +
          `seconds, ${percent(shareOfLimit(calls, startedAt, last))} of the limit while it ran. Baseline: so many calls at ` +
          'the limit of 110 in ten seconds. With full batches it is these two cores, which the stand-ins and Postgres ' +
          'share, that limit it, and not HubSpot.',
      }),
    ],
  };
}

async function inOrg(plant: Plant, ids: readonly string[]): Promise<Measurement[]> {
  const { end, seconds } = await run(plant, plant.org, ids);
  const calls = await plant.outside.salesforceCalls();
  const thousands = ids.length / 1_000;
  const { tasks, deals } = end.result;
  // Contact, account, opportunities and activities asked of each; then every row written alone.
  const naive = 4 * ids.length + ids.length + tasks + 2 * deals;
  const done = told(end, ids.length);
  return [
    measurement({
      name: 'salesforce.calls_per_1000',
      value: calls.length / thousands,
      unit: 'calls',
      baseline: salesforceFloor,
      how:
        `${done}: ${kindsOf(calls)}. Baseline: what was thought to be the least. One call for the contact, its account, its ` +
        `opportunities and its activities each, and for every row written, would be ${Math.round(naive / thousands)} per ` +
        '1,000. Requirement: at most 15.',
    }),
    measurement({
      name: 'salesforce.run_seconds',
      value: seconds,
      unit: 's',
      baseline: (calls.length * delays.salesforceMs) / 1_000,
      how:
        `${done} with ${workers} worker processes, companies researched before; Salesforce ${delays.salesforceMs} ms a call. ` +
        `${calls.length} calls of the org's day. Baseline: its calls one after the other.`,
    }),
  ];
}

/** Calls in HubSpot's full batches, for each thousand records as the pipeline takes them. */
function floorOf({ result }: BulkEnrichment, records: number): number {
  const turns = Math.ceil(records / 1_000);
  const batches = (rows: number) => turns * Math.ceil(rows / turns / 100);
  const associations = turns;
  // A company and its one deal.
  const reads = batches(records) + associations + 2 * batches(companies);
  return reads + batches(records) + batches(result.tasks) + batches(result.deals);
}

function told({ result }: BulkEnrichment, records: number): string {
  const { tasks, deals } = result;
  return (
    `${records.toLocaleString('en')} contacts of ${companies} companies, every field of ours written, ${tasks} tasks and ` +
    `${deals} deals made and associated`
  );
}

function kindsOf(calls: readonly SeenCall[]): string {
  const kinds = Map.groupBy(calls, ({ what }) => what);
  return [...kinds].map(([what, { length }]) => `${length} × ${what}`).join(', ');
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

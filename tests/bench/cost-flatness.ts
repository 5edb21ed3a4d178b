/** What the engine costs for each record, however many tenants there are and however much waits. */
import { randomBytes } from 'node:crypto';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/http/logger.ts';
import { startJobs } from '../../server/jobs/jobs.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { assembleServices, type Services } from '../../server/services.ts';
import { openDatabase } from '../../server/store/database.ts';
import type { Tenant } from '../../server/sync/service.ts';
import type { TestDatabase } from '../support/databases.ts';
import { type Benchmark, measurement, percentile } from './benchmark.ts';
import { addEvents, addTenants, countOpenEvents } from './support/backlog.ts';
import { withServers } from './support/servers.ts';

/** Of one turn. */
const eventsAtOnce = 100;
const turnsMeasured = 30;
const looksMeasured = 5;
/** A worker looks for work that nobody was called for. */
const looksPerSecond = 1;

const situations = [
  { tenants: 1, backlog: 1_000 },
  { tenants: 1, backlog: 100_000 },
  { tenants: 2_000, backlog: 200_000 },
] as const;

export const costFlatness: Benchmark = {
  names: ['cost.flatness'],
  needs: 'servers',
  run: () =>
    withServers(async ({ database, databaseUrl }) => {
      const logger = createLogger({ level: 'warn' });
      const config = loadConfig({
        DATABASE_URL: databaseUrl,
        ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      });
      const own = await openDatabase({ databaseUrl });
      const services = assembleServices(config, own, systemRuntime, logger);
      const engine = await startJobs(own, 'sender', logger);
      services.jobs.use(engine);
      try {
        const tenants = await addTenants(
          database,
          Math.max(...situations.map((one) => one.tenants)),
        );
        const costs: Cost[] = [];
        for (const { tenants: count, backlog } of situations) {
          await database.asOwner('truncate webhook_events');
          const some = tenants.slice(0, count);
          costs.push(await costOf(database, services, some, backlog));
        }
        return [told(costs)];
      } finally {
        await engine.stop(1_000);
        await services.close();
      }
    }),
};

interface Cost {
  readonly tenants: number;
  readonly backlog: number;
  /** Of a worker's look at all that is due, and of one turn. */
  readonly lookMs: number;
  readonly turnMs: number;
  /** Of one record: its part of a turn, and of the looks that are taken meanwhile. */
  readonly recordMs: number;
}

async function costOf(
  database: TestDatabase,
  { inbound: { turns } }: Services,
  tenants: readonly Tenant[],
  backlog: number,
): Promise<Cost> {
  const each = backlog / tenants.length;
  await addEvents(database, tenants, each);
  const looks: number[] = [];
  for (let look = 0; look < looksMeasured; look += 1) {
    looks.push(await timed(() => turns.call(false)));
  }
  const times: number[] = [];
  while (times.length < turnsMeasured) {
    const before = await countOpenEvents(database);
    const most = Math.min(turnsMeasured - times.length, before / eventsAtOnce);
    for (let turn = 0; turn < most; turn += 1) {
      const tenant = tenants[turn % tenants.length];
      if (tenant) times.push(await timed(() => turns.take('webhook_events', tenant, 1)));
    }
    const done = before - (await countOpenEvents(database));
    if (done !== most * eventsAtOnce) throw new Error(`${most} turns closed ${done} events`);
    if (before === done && times.length < turnsMeasured) await addEvents(database, tenants, each);
  }
  const lookMs = undisturbed(looks);
  const turnMs = undisturbed(times);
  const leftOfASecond = 1 - (lookMs * looksPerSecond) / 1_000;
  const recordMs = turnMs / eventsAtOnce / leftOfASecond;
  return { tenants: tenants.length, backlog, lookMs, turnMs, recordMs };
}

/** What others on the machine disturbed least. */
const undisturbed = (times: readonly number[]) => percentile(times, 0.25);

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function told(costs: readonly Cost[]) {
  const each = costs.map(({ recordMs }) => recordMs);
  const words = costs.map(
    ({ tenants, backlog, lookMs, turnMs, recordMs }) =>
      `${tenants} with ${backlog}: ${recordMs.toFixed(3)} ms (turn ${turnMs.toFixed(1)}, look ${lookMs.toFixed(1)})`,
  );
  return measurement({
    name: 'cost.flatness',
    value: Math.max(...each) / Math.min(...each),
    unit: '× the cheapest',
    baseline: 1,
    how:
      `Time for each record of finding, claiming, noting and closing events in turns of ${eventsAtOnce}, on Postgres, the quickest quarter ` +
      `of ${turnsMeasured} turns; a worker's look at everything, once a second, is added by its part. By tenants and events that ` +
      `wait: ${words.join('; ')}. What the engine takes to hand a turn to a free worker is not in it. Requirement: at most 1.2.`,
  });
}

/**
 * A process that calls one HubSpot account as fast as its limiter lets it, until its standard input ends.
 * Says `ready` first, and at the end how long its clicks waited.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { createHubSpotClient } from '../../../server/crm/hubspot/client.ts';
import { createHubSpotAgent } from '../../../server/crm/hubspot/index.ts';
import { budgetOf } from '../../../server/limits/budget.ts';
import { openLimiter } from '../../../server/limits/open-limiter.ts';
import { inBulk } from '../../../server/limits/urgency.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { openDatabase } from '../../../server/store/database.ts';

export interface CallingOrder {
  readonly databaseUrl: string;
  readonly redis: { readonly url: string; readonly token: string } | null;
  readonly hubspotUrl: string;
  readonly portalId: string;
  readonly accessToken: string;
  readonly contactId: string;
  /** Calls of bulk work that wait at the same time. */
  readonly bulkAtOnce: number;
  /** A click, of this many calls one after the other, every half second. */
  readonly callsPerClick: number;
}

const order = JSON.parse(process.argv[2] ?? '') as CallingOrder;
const database = await openDatabase({ databaseUrl: order.databaseUrl }, { poolSize: 2 });
const limiter = openLimiter({
  database,
  redis: order.redis,
  instanceId: systemRuntime.newId(),
  role: 'server',
  newId: systemRuntime.newId,
  now: systemRuntime.now,
  logger: { warn: (text: unknown) => console.error(text) },
  crmCallTimeoutMs: 8_000,
  bulkDayShare: 0.9,
});
const client = createHubSpotClient({
  accessToken: async () => order.accessToken,
  baseUrl: order.hubspotUrl,
  agent: createHubSpotAgent(order.hubspotUrl, 8_000),
  budget: budgetOf(limiter, { crm: 'hubspot', id: order.portalId }),
  runtime: systemRuntime,
});
const call = () => client.call('read', (crm) => crm.contacts.basicApi.getById(order.contactId));

let isOver = false;
process.stdin.on('end', () => {
  isOver = true;
});
process.stdin.resume();
console.log('ready');

const clickMs: number[] = [];
async function click() {
  const startedAt = performance.now();
  for (let made = 0; made < order.callsPerClick; made += 1) await call();
  clickMs.push(performance.now() - startedAt);
}
const bulk = Array.from({ length: order.bulkAtOnce }, () =>
  inBulk(async () => {
    while (!isOver) await call();
  }),
);
const clicks: Promise<void>[] = [];
while (!isOver) {
  await delay(500);
  if (order.callsPerClick > 0) clicks.push(click());
}
await Promise.all([...bulk, ...clicks]);
console.log(JSON.stringify({ clickMs, state: limiter.state() }));
await limiter.close();
await database.close();
process.exit(0);

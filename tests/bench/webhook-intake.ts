/** How many events a second are taken in, compared with a route that does nothing but insert them. */
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { signV1, signV3 } from '../sandbox/hubspot/signing.ts';
import { type Benchmark, measurement, percentile } from './benchmark.ts';
import type { BareOptions } from './support/bare/main.ts';
import { type Plant, withPlant } from './support/plant.ts';
import { startProgram } from './support/programs.ts';

/** Events in a delivery; HubSpot sends up to a hundred. */
const sizes = [1, 10, 100] as const;
const connections = 16;
const roundMs = 3_000;
/** By turns, so that what else the machine does strikes both. */
const rounds = 3;
const warmUpMs = 1_000;
const path = '/hubspot/webhooks';
const bareProgram = fileURLToPath(new URL('support/bare/main.ts', import.meta.url));

export const webhookIntake: Benchmark = {
  names: ['webhook.intake_ratio'],
  needs: 'servers',
  run: () => withPlant({ companies: 1, contactsEach: 1, mixture: 'alike', inOrg: false }, measure),
};

interface Taken {
  events: number;
  ms: number;
  readonly latencies: number[];
}

async function measure(plant: Plant) {
  const { location } = plant.database;
  if (!('databaseUrl' in location)) throw new Error('this is no Postgres');
  const web = await plant.startWeb();
  const bare = await startProgram<string>(bareProgram, {
    ...plant.portal,
    databaseUrl: location.databaseUrl,
  } satisfies BareOptions);
  try {
    const found = [];
    for (const size of sizes) {
      const real = nothing();
      const least = nothing();
      for (const url of [web.url, bare.told]) await send(plant, url, size, warmUpMs, nothing());
      for (let round = 0; round < rounds; round += 1) {
        await send(plant, web.url, size, roundMs, real);
        await send(plant, bare.told, size, roundMs, least);
      }
      found.push({ size, real, least });
    }
    const rates = found.map(({ size, real, least }) => ({
      size,
      real: rate(real),
      least: rate(least),
    }));
    // The time that a thousand events of each size take together.
    const together = (of: 'real' | 'least') =>
      rates.length / rates.reduce((sum, one) => sum + 1 / one[of], 0);
    return [
      measurement({
        name: 'webhook.intake_ratio',
        value: together('real') / together('least'),
        unit: '× bare route',
        baseline: 1,
        how:
          `Events a second that a web process takes in from ${connections} connections, signed and kept for a connected portal, as ` +
          'many of them in deliveries of 1, of 10 and of 100, over the same bodies at an Express route in a process of its ' +
          `own that parses and inserts them in one statement. ${found.map(tell).join('; ')}. Requirement: at least 0.6.`,
      }),
    ];
  } finally {
    await bare.stop();
  }
}

const nothing = (): Taken => ({ events: 0, ms: 0, latencies: [] });
const rate = ({ events, ms }: Taken) => (events / ms) * 1_000;

function tell({ size, real, least }: { size: number; real: Taken; least: Taken }): string {
  const p99 = ({ latencies }: Taken) => percentile(latencies, 0.99).toFixed(0);
  return (
    `of ${size}: ${Math.round(rate(real))} events/s (p99 ${p99(real)} ms) over ${Math.round(rate(least))} (${p99(least)} ms), ` +
    `${(rate(real) / rate(least)).toFixed(2)}`
  );
}

/** Sends one delivery after the other over each connection, for so long. @throws unless all are stored */
async function send(
  plant: Plant,
  url: string,
  size: number,
  ms: number,
  taken: Taken,
): Promise<void> {
  const pool = new Pool(url, { connections });
  const startedAt = performance.now();
  const one = async () => {
    while (performance.now() - startedAt < ms) {
      const body = deliveryOf(plant, size);
      const sentAt = performance.now();
      const headers = signed(plant, body);
      const answer = await pool.request({ method: 'POST', path, headers, body });
      const told = (await answer.body.json()) as { stored?: number };
      if (told.stored !== size) throw new Error(`a delivery was answered ${JSON.stringify(told)}`);
      taken.latencies.push(performance.now() - sentAt);
      taken.events += size;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  taken.ms += performance.now() - startedAt;
  await pool.close();
}

function signed({ hubspotApp: { clientSecret, baseUrl } }: Plant, body: string) {
  const request = { method: 'POST', url: `${baseUrl}${path}`, body };
  return {
    'content-type': 'application/json',
    ...signV1(body, clientSecret),
    ...signV3(request, clientSecret, Date.now()),
  };
}

let events = 0;

/** Each event is a new one. */
function deliveryOf({ outside }: Plant, size: number): string {
  return JSON.stringify(
    Array.from({ length: size }, () => {
      events += 1;
      return {
        eventId: events,
        subscriptionId: 4_000_001,
        portalId: outside.portalId,
        appId: 54_321,
        occurredAt: Date.now(),
        subscriptionType: 'object.creation',
        attemptNumber: 0,
        objectId: 10_000_000 + events,
        objectTypeId: '0-1',
        changeFlag: 'CREATED',
        changeSource: 'CRM_UI',
        sourceId: 'userId:9001',
      };
    }),
  );
}

/** How much of HubSpot's limit bulk work uses, of one process and of three together. */
import { reachableRedis } from '../cache/support/redis.ts';
import { startRestProxy } from '../cache/support/rest-proxy.ts';
import { underLoad } from '../limits/support/load.ts';
import { databases } from '../support/databases.ts';
import { type Benchmark, type Measurement, measurement } from './benchmark.ts';

export const limiter: Benchmark = {
  names: ['hubspot.limiter_share.1', 'hubspot.limiter_share.3'],
  run: measure,
};

/** Nothing where there is no Redis and no Postgres to share. */
async function measure(): Promise<Measurement[]> {
  const postgres = databases.find(({ name }) => name === 'postgres');
  const redis = postgres && (await reachableRedis());
  if (!redis) return [];
  const [proxy, database] = await Promise.all([startRestProxy(redis), postgres.open()]);
  try {
    const results: Measurement[] = [];
    for (const processes of [1, 3]) results.push(await shareOf(processes));
    return results;
  } finally {
    await Promise.all([proxy.close(), database.close()]);
    redis.disconnect();
  }

  async function shareOf(processes: number): Promise<Measurement> {
    if (!('databaseUrl' in database.location)) throw new Error('This is no Postgres.');
    const { callsInTenSeconds, refused } = await underLoad({
      processes,
      databaseUrl: database.location.databaseUrl,
      redis: { url: proxy.url, token: proxy.token },
    });
    if (refused > 0) throw new Error(`HubSpot refused ${refused} calls`);
    return measurement({
      name: `hubspot.limiter_share.${processes}`,
      value: callsInTenSeconds,
      unit: 'calls',
      baseline: 110,
      how:
        `Calls of bulk work that ${processes === 1 ? 'one process' : `${processes} processes`} made in ten seconds after the first window, counted in Redis over a REST ` +
        'proxy, against a stand-in that refuses the 111th; none was refused. Baseline: the limit. Requirement: at ' +
        'least 0.95 of it.',
    });
  }
}

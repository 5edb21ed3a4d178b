/** A Redis that goes away and comes back, over the REST protocol the product speaks. */
import { reachableRedis } from '../../cache/support/redis.ts';
import { startRestProxy } from '../../cache/support/rest-proxy.ts';
import { openGate } from './gate.ts';

export interface StormyRedis {
  readonly environment: Readonly<Record<string, string>>;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Keys of one storm only. */
const ownDatabase = 9;

/** Null where there is none. */
export async function openStormyRedis(): Promise<StormyRedis | null> {
  const redis = await reachableRedis();
  if (!redis) return null;
  await redis.select(ownDatabase);
  await redis.flushdb();
  const proxy = await startRestProxy(redis);
  const gate = await openGate({ host: '127.0.0.1', port: Number(new URL(proxy.url).port) });
  return {
    environment: {
      UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${gate.port}`,
      UPSTASH_REDIS_REST_TOKEN: proxy.token,
    },
    goAway: () => gate.shut(),
    comeBack: () => gate.open(),
    async close() {
      await gate.shut();
      await proxy.close();
      redis.disconnect();
    },
  };
}

/** The servers that processes share: a Postgres of their own for as long as it takes, and a Redis. */
import { reachableRedis } from '../../cache/support/redis.ts';
import { type RestProxy, startRestProxy } from '../../cache/support/rest-proxy.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';

export interface Servers {
  /** Fresh and migrated. */
  readonly database: TestDatabase;
  readonly databaseUrl: string;
  readonly redis: RestProxy;
}

/** @throws when TEST_DATABASE_URL or REDIS_URL lead nowhere */
export async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
  const kind = databases.find(({ name }) => name === 'postgres');
  const connection = await reachableRedis();
  if (!kind || !connection) {
    connection?.disconnect();
    throw new Error('Processes that share work need TEST_DATABASE_URL and REDIS_URL.');
  }
  const [database, redis] = await Promise.all([kind.open(), startRestProxy(connection)]);
  try {
    if (!('databaseUrl' in database.location)) throw new Error('this is no Postgres');
    return await work({ database, databaseUrl: database.location.databaseUrl, redis });
  } finally {
    await Promise.all([database.close(), redis.close()]);
    connection.disconnect();
  }
}

/** One of several processes that listen, until it is killed. */
import { loadConfig } from '../../../../server/config/config.ts';
import { createSalesforceFeeds } from '../../../../server/feeds/create-salesforce-feeds.ts';
import { createLogger } from '../../../../server/http/logger.ts';
import { systemRuntime } from '../../../../server/runtime.ts';
import { assembleServices } from '../../../../server/services.ts';
import { openDatabase } from '../../../../server/store/database.ts';

const config = loadConfig(process.env);
const logger = createLogger({ level: 'silent' });
const database = await openDatabase(
  { databaseUrl: config.store.databaseUrl?.reveal() ?? '' },
  { poolSize: 3 },
);
const services = assembleServices(config, database, systemRuntime, logger);
const forever = new AbortController();
/** The first id that the feeds take is what they lease under. */
const holder = systemRuntime.newId();
const ids = [holder];
const runtime = { ...systemRuntime, newId: () => ids.shift() ?? systemRuntime.newId() };
process.send?.(holder);
await createSalesforceFeeds({
  database,
  salesforce: services.salesforce,
  inbound: services.inbound,
  runtime,
  logger,
  address: config.salesforce.pubSubAddress,
  timing: { lookMs: 100, leaseMs: 2_000 },
}).run(forever.signal);

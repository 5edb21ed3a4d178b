/** A server of its own that may be killed, with the Salesforce org whose package calls it. */
import { randomBytes } from 'node:crypto';
import { loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { assembleServices } from '../../../server/services.ts';
import type { Database } from '../../../server/store/database.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import { nothingLate, sourcesEnvironment } from '../../sandbox/environment.ts';
import { startPublicSources } from '../../sandbox/public-sources/public-sources.ts';
import { mailObjects, permissionObjects } from '../../sandbox/salesforce/catalogue/optional.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../../sandbox/salesforce/index.ts';
import { world as createWorld, salesforceWorldSettings } from '../../sandbox/world/world.ts';
import { signApexCall } from '../../support/apex-signing.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { lastingData } from '../../sync/support/lasting-data.ts';
import { ServerProcess } from '../../sync/support/server-process.ts';
import { keysOf } from './org.ts';

export interface KilledOrg {
  readonly salesforce: SalesforceStandin;
  readonly server: ServerProcess;
  /** A signed call to whatever server there is. */
  call(path: string, body: object): Promise<Response>;
  /** Starts the server again, as long after its death as leases last. */
  restart(): Promise<void>;
  /** Ends the server. @returns how many rows a query counts */
  count(statement: string): Promise<number>;
  close(): Promise<void>;
}

const accessToken = 'org-killed-and-started-again';

export async function prepareKilledOrg(kind: TestDatabaseKind): Promise<KilledOrg> {
  const world = createWorld(systemRuntime.now());
  const [salesforce, sources, data] = await Promise.all([
    startSalesforceStandin({
      accessTokens: [{ token: accessToken }],
      objects: [...mailObjects, ...permissionObjects],
      seed: world.salesforce,
    }),
    startPublicSources({ world }),
    lastingData(kind),
  ]);
  const environment = {
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    ...sourcesEnvironment(sources),
    ...nothingLate,
    ...data.environment,
  };
  await data.use((database) => connectOrg(database, environment, salesforce.url));
  const keys = keysOf(salesforce);
  const server = new ServerProcess(environment, 'none: only the package calls');
  const caller = { orgId: salesforce.orgId, userId: salesforce.userId };
  return {
    salesforce,
    server,
    call(path, given) {
      const body = JSON.stringify({ ...caller, ...given });
      return server.send('POST', path, signApexCall(keys, { path, body, now: Date.now() }), body);
    },
    async restart() {
      await data.expireLeases();
      await server.start();
    },
    async count(statement) {
      await server.kill();
      const [row] = await data.asOwner(statement);
      return Number(row?.count);
    },
    async close() {
      await server.kill();
      await Promise.all([salesforce.close(), sources.close()]);
      await data.close();
    },
  };
}

async function connectOrg(
  database: Database,
  environment: Record<string, string>,
  url: string,
): Promise<void> {
  await database.migrate();
  const config = loadConfig(environment);
  const logger = createLogger({ level: 'warn' });
  const services = assembleServices(config, database, systemRuntime, logger);
  const tenant = await services.salesforce.connect({
    grant: { accessToken, refreshToken: 'none', instanceUrl: url },
    loginUrl: url,
    organizationName: 'Killed and started again',
    grantedScopes: ['api', 'refresh_token'],
    settings: tenantSettings.parse(salesforceWorldSettings),
  });
  await services.salesforce.deliverKeys(tenant);
  services.hubspot.close();
  await services.research.close();
}

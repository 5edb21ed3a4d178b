/** A server process with both CRMs that is asked all the time, and `npm run keys:rotate` beside it. */
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { generateKey } from '../../../server/secrets/key-ring.ts';
import { assembleServices } from '../../../server/services.ts';
import { createApiToken } from '../../../server/store/api-tokens.ts';
import type { Database } from '../../../server/store/database.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import { nothingLate, sourcesEnvironment } from '../../sandbox/environment.ts';
import { startHubSpotStandin } from '../../sandbox/hubspot/index.ts';
import { startPublicSources } from '../../sandbox/public-sources/public-sources.ts';
import { mailObjects, permissionObjects } from '../../sandbox/salesforce/catalogue/optional.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../../sandbox/salesforce/index.ts';
import {
  world as createWorld,
  salesforceId,
  salesforceWorldSettings,
  worldSettings,
} from '../../sandbox/world/world.ts';
import { signApexCall } from '../../support/apex-signing.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { cardRequest, hubspotApp } from '../../support/served-house.ts';
import { lastingData } from '../../sync/support/lasting-data.ts';
import { ServerProcess } from '../../sync/support/server-process.ts';

export interface Traffic {
  /** Requests of each kind that were answered as they should be. */
  readonly answered: Record<string, number>;
  /** What was wrong with the others. */
  readonly failures: string[];
}

export interface LoadedServer {
  /** Asks without a pause, several at a time, until it is told to stop. */
  startTraffic(): { readonly traffic: Traffic; stop(): Promise<void> };
  rotate(...args: string[]): Promise<{ code: number; out: string; err: string }>;
  readonly keyFile: string;
}

const root = resolve(import.meta.dirname, '../../..');
const accessToken = () => `loaded-${randomBytes(12).toString('hex')}`;

/** Closed when the test ends. */
export async function startLoadedServer(kind: TestDatabaseKind): Promise<LoadedServer> {
  const world = createWorld(systemRuntime.now());
  const tokens = { hubspot: accessToken(), salesforce: accessToken() };
  const [hubspot, salesforce, sources, data] = await Promise.all([
    startHubSpotStandin({
      accessTokens: [{ token: tokens.hubspot, scopes: 'all' }],
      portalId: 7_900_000,
      seed: world.hubspot,
      limits: { requestsPerTenSeconds: 100_000 },
    }),
    startSalesforceStandin({
      accessTokens: [{ token: tokens.salesforce }],
      objects: [...mailObjects, ...permissionObjects],
      seed: world.salesforce,
    }),
    startPublicSources({ world }),
    lastingData(kind),
  ]);
  const directory = mkdtempSync(join(tmpdir(), 'smartsync-rotation-'));
  const ownFile = join(directory, 'encryption.keys');
  writeFileSync(ownFile, `${generateKey('first')}\n`, { mode: 0o600 });
  const environment: Record<string, string> = {
    ...sourcesEnvironment(sources),
    ...nothingLate,
    ...data.environment,
    ...('DATABASE_URL' in data.environment && { ENCRYPTION_KEYS_FILE: ownFile }),
    HUBSPOT_BASE_URL: hubspot.url,
    HUBSPOT_CLIENT_SECRET: hubspotApp.clientSecret,
    HUBSPOT_APP_ID: hubspotApp.appId,
    HUBSPOT_APP_BASE_URL: hubspotApp.baseUrl,
    REQUESTS_PER_MINUTE: '1000000',
  };
  const keyFile =
    environment.ENCRYPTION_KEYS_FILE ?? join(environment.DATA_DIR ?? '', 'keys/encryption.keys');
  const { token, keys } = await data.use((database) =>
    connectBoth(database, environment, tokens, hubspot.url, salesforce),
  );
  const server = new ServerProcess(environment, token);
  onTestFinished(async () => {
    await server.kill();
    await Promise.all([hubspot.close(), salesforce.close(), sources.close()]);
    await data.close();
    rmSync(directory, { recursive: true });
  });
  await server.start();

  const caller = { orgId: salesforce.orgId, userId: salesforce.userId };
  const record = (index: number) => String(1001 + (index % 8));
  const asks: Record<string, (index: number) => Promise<Response>> = {
    api: (index) =>
      server.send(
        'POST',
        '/api/v1/enrichments',
        { authorization: `Bearer ${token}` },
        JSON.stringify({ object: 'contact', recordId: record(index), mode: 'preview' }),
      ),
    card: (index) => {
      const path = `/hubspot/cards/contact/${record(index)}`;
      const { target, headers } = cardRequest(hubspot.portalId, 'GET', path);
      return server.send('GET', target, headers);
    },
    salesforce: (index) => {
      const path = '/salesforce/card/state';
      const recordId = salesforceId('contact', record(index));
      const body = JSON.stringify({ ...caller, object: 'Contact', recordId });
      return server.send('POST', path, signApexCall(keys, { path, body, now: Date.now() }), body);
    },
  };

  return {
    keyFile,
    startTraffic() {
      const traffic: Traffic = { answered: {}, failures: [] };
      let going = true;
      const loops = Object.entries(asks).flatMap(([name, ask]) => [
        keepAsking(name, ask, 0),
        keepAsking(name, ask, 4),
      ]);
      async function keepAsking(
        name: string,
        ask: (index: number) => Promise<Response>,
        from: number,
      ) {
        for (let index = from; going; index += 1) {
          const fault = await faultOf(ask(index));
          if (fault === null) traffic.answered[name] = (traffic.answered[name] ?? 0) + 1;
          else traffic.failures.push(`${name}: ${fault}`);
        }
      }
      return {
        traffic,
        async stop() {
          going = false;
          await Promise.all(loops);
        },
      };
    },
    rotate: (...args) =>
      new Promise((done) => {
        const env = { PATH: process.env.PATH ?? '', NO_COLOR: '1', ...environment };
        const command = ['server/cli/rotate-keys.ts', ...args];
        execFile(process.execPath, command, { cwd: root, env }, (error, out, err) =>
          done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
        );
      }),
  };
}

/** Null for an answer as it should be. */
async function faultOf(asking: Promise<Response>): Promise<string | null> {
  try {
    const response = await asking;
    const text = await response.text();
    const isGood = response.status === 200 && !text.startsWith('{"ok":false');
    return isGood ? null : `${response.status} ${text.slice(0, 300)}`;
  } catch (error) {
    return String(error);
  }
}

async function connectBoth(
  database: Database,
  environment: Record<string, string>,
  tokens: { readonly hubspot: string; readonly salesforce: string },
  hubspotUrl: string,
  salesforce: SalesforceStandin,
) {
  await database.migrate();
  const logger = createLogger({ level: 'warn' });
  const services = assembleServices(loadConfig(environment), database, systemRuntime, logger);
  const tenant = await services.hubspot.connect({
    accessToken: tokens.hubspot,
    baseUrl: hubspotUrl,
    organizationName: 'Loaded',
    settings: tenantSettings.parse(worldSettings),
  });
  const org = await services.salesforce.connect({
    grant: { accessToken: tokens.salesforce, refreshToken: 'none', instanceUrl: salesforce.url },
    loginUrl: salesforce.url,
    organizationName: 'Loaded too',
    grantedScopes: ['api', 'refresh_token'],
    settings: tenantSettings.parse(salesforceWorldSettings),
  });
  const keys = await services.salesforce.keys.issue(org, salesforce.orgId);
  const token = await database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, { ...tenant, id: randomUUID(), name: 'load' }),
  );
  services.hubspot.close();
  await services.research.close();
  return { token, keys };
}

/** The ids of the keys in a file, the current one first. */
export function keyIdsIn(file: string): string[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split(',')
    .map((pair) => pair.split(':')[0] ?? '');
}

/** A process is killed while somebody installs the app: there is a tenant that works, or none. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { assembleServices, type Services } from '../../server/services.ts';
import { type HubSpotStandin, startHubSpotStandin } from '../sandbox/hubspot/index.ts';
import { databases } from '../support/databases.ts';
import { keptOpen } from '../support/house.ts';
import { type LastingData, lastingData } from '../sync/support/lasting-data.ts';
import {
  appEnvironment,
  consentIn,
  hubspotOAuthApp,
  newPortalId,
  oauthOf,
} from './support/hubspot-consent.ts';
import { runUntilCall, type When } from './support/killed.ts';

const program = join(import.meta.dirname, 'support/installing/main.ts');

describe.each(databases)('a process killed while it installs the app, on $name', (kind) => {
  let hubspot: HubSpotStandin;
  let data: LastingData;
  let environment: Record<string, string>;

  beforeAll(async () => {
    [hubspot, data] = await Promise.all([
      startHubSpotStandin({ oauthClients: [hubspotOAuthApp] }),
      lastingData(kind),
    ]);
    environment = {
      NODE_ENV: 'test',
      ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      ...appEnvironment(hubspot.url),
      ...data.environment,
    };
    await data.use((database) => database.migrate());
  }, 120_000);
  afterAll(async () => {
    await Promise.all([hubspot?.close(), data?.close()]);
  });

  /** What another process does on the same data. */
  function nextProcess<T>(work: (services: Services) => Promise<T>) {
    return data.use(async (database) => {
      const logger = createLogger({ level: 'fatal' });
      const config = loadConfig(environment);
      const services = assembleServices(config, keptOpen(database), systemRuntime, logger);
      try {
        return await work(services);
      } finally {
        await services.close();
      }
    });
  }

  /** Consents, and lets a process come back that may be killed. @returns its exit code; null when it was */
  async function install(portalId: number, path?: RegExp, when?: When) {
    const consent = await nextProcess((services) => consentIn(services, { portalId }));
    return runUntilCall(hubspot.hooks, [program, environment, consent], path, when);
  }

  const tenantOf = (portalId: number) =>
    nextProcess((services) => services.hubspot.tenantOfPortal(String(portalId), hubspot.url));

  const newPortal = () => hubspot.portal(newPortalId()).id;

  it('leaves a tenant when nobody kills it', async () => {
    const portalId = newPortal();
    expect(await install(portalId)).toBe(0);
    expect(await tenantOf(portalId)).not.toBeNull();
  });

  it.each([
    ['asks for the tokens', /oauth\/2026-09\/token$/, 'on arrival'],
    ['is given the tokens', /oauth\/2026-09\/token$/, 'before its answer'],
    ['asks whose they are', /account-info/, 'on arrival'],
    ['hears whose they are', /account-info/, 'before its answer'],
  ] as const)(
    'when it %s leaves no tenant, and the next consent makes one that works',
    async (_, path, when) => {
      const portalId = newPortal();
      expect(await install(portalId, path, when)).toBeNull();
      expect(await tenantOf(portalId)).toBeNull();
      const works = await nextProcess(async (services) => {
        const consent = await consentIn(services, { portalId });
        const { tenant, isNew } = await oauthOf(services).connectByCode(consent);
        const connector = await services.hubspot.connectorFor(tenant);
        return { isNew, owners: await connector.owners() };
      });
      expect(works).toEqual({ isNew: true, owners: expect.any(Array) });
    },
  );
});

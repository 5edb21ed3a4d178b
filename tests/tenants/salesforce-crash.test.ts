/**
 * A process is killed at some step of connecting an org. Either there is no tenant and the next consent
 * makes one, or there is one and the next process finishes it.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { assembleServices, type Services } from '../../server/services.ts';
import type { Database } from '../../server/store/database.ts';
import { findIntegrationByAccount } from '../../server/store/integrations.ts';
import type { SalesforceConsent } from '../../server/tenants/salesforce-connect.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../sandbox/salesforce/index.ts';
import { databases } from '../support/databases.ts';
import { keptOpen } from '../support/house.ts';
import { type LastingData, lastingData } from '../sync/support/lasting-data.ts';
import { appEnvironment, consentTo, newOrgId, oauthApp, oauthOf } from './support/consent.ts';
import { runUntilCall, type When } from './support/killed.ts';

const program = join(import.meta.dirname, 'support/connecting/main.ts');

describe.each(databases)('a process killed while it connects an org, on $name', (kind) => {
  let salesforce: SalesforceStandin;
  let data: LastingData;
  let environment: Record<string, string>;

  beforeAll(async () => {
    [salesforce, data] = await Promise.all([
      startSalesforceStandin({ oauthClients: [oauthApp] }),
      lastingData(kind),
    ]);
    environment = {
      NODE_ENV: 'test',
      ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      ...appEnvironment(salesforce.url),
      ...data.environment,
    };
    await data.use((database) => database.migrate());
  }, 120_000);
  afterAll(async () => {
    await Promise.all([salesforce?.close(), data?.close()]);
  });

  /** Connects, and is killed when a call of `path` comes. @returns its exit code; null when it was killed */
  function connectAndDie(consent: SalesforceConsent, path?: RegExp, when?: When) {
    return runUntilCall(salesforce.hooks, [program, environment, consent], path, when);
  }

  /** What another process does on the same data. */
  function nextProcess<T>(work: (services: Services, database: Database) => Promise<T>) {
    return data.use(async (database) => {
      const logger = createLogger({ level: 'fatal' });
      const kept = keptOpen(database);
      const services = assembleServices(loadConfig(environment), kept, systemRuntime, logger);
      try {
        return await work(services, kept);
      } finally {
        await services.close();
      }
    });
  }

  const tenantOf = (database: Database, orgId: string) =>
    database.asSystem((trx) =>
      findIntegrationByAccount(trx, 'salesforce', `${orgId}@${new URL(salesforce.url).host}`),
    );

  const newOrg = () => salesforce.addOrg({ id: newOrgId() }).id;

  it('connects it when nobody kills it', async () => {
    const orgId = newOrg();
    expect(await connectAndDie(consentTo(salesforce, { orgId }))).toBe(0);
    expect(salesforce.orgKeys(orgId)).not.toBeNull();
  });

  it.each([
    ['asks for the tokens', /oauth2\/token$/, 'on arrival'],
    ['is given the tokens', /oauth2\/token$/, 'before its answer'],
    ['asks the org who it is', /\/query/, 'on arrival'],
    ['hears who the org is', /\/query/, 'before its answer'],
  ] as const)(
    'when it %s leaves no tenant, and the next consent makes one',
    async (_, path, when) => {
      const orgId = newOrg();
      expect(await connectAndDie(consentTo(salesforce, { orgId }), path, when)).toBeNull();
      const outcome = await nextProcess(async (services, database) => {
        const before = await tenantOf(database, orgId);
        const { isNew, tenant } = await oauthOf(services).connectByCode(
          consentTo(salesforce, { orgId }),
        );
        await services.salesforce.deliverKeys(tenant);
        return { before, isNew };
      });
      expect(outcome).toEqual({ before: null, isNew: true });
      expect(salesforce.orgKeys(orgId)).not.toBeNull();
    },
  );

  it.each([
    ['brings the keys', 'on arrival'],
    ['has laid the keys down and never hears of it', 'before its answer'],
  ] as const)('when it %s leaves a tenant that the next process finishes', async (_, when) => {
    const orgId = newOrg();
    expect(await connectAndDie(consentTo(salesforce, { orgId }), /apexrest/, when)).toBeNull();
    const keyId = () => salesforce.orgKeys(orgId)?.apiKey.split('.')[0] ?? '';
    const known = await nextProcess(async (services, database) => {
      const tenant = await tenantOf(database, orgId);
      if (!tenant) throw new Error('There is no tenant.');
      const halfway = await services.salesforce.keys.find(keyId());
      await services.salesforce.deliverKeys(tenant);
      const after = await services.salesforce.keys.find(keyId());
      const connector = await services.salesforce.connectorFor(tenant);
      return { halfway, after, owners: await connector.owners(), tenant };
    });
    // Whatever the org holds, we know it.
    expect(known.halfway?.owner ?? null).toEqual(when === 'on arrival' ? null : known.tenant);
    expect(known.after?.owner).toEqual(known.tenant);
    expect(known.owners).not.toHaveLength(0);
  });
});

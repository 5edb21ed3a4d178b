/** A tenant's own provider on a real database: kept sealed, asked for its tenant, of no use to others. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Actor } from '../../server/audit/actor.ts';
import { createFetcher } from '../../server/research/fetcher/fetcher.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { createOwnProviderService } from '../../server/settings/own-provider.ts';
import { listAudit } from '../../server/store/audit-events.ts';
import { httpServer, sendJson } from '../research/support/http-server.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';

const admin: Actor = { kind: 'user', id: 'admin-1', source: 'api', ip: null };
const update = {
  kind: 'oppspot-research' as const,
  name: 'Our data team',
  url: 'https://provider.example/',
  secret: 'secret-of-the-tenant',
  minLikelihood: 6,
};
const subject = {
  domain: 'brightpath.example',
  name: 'Brightpath',
  country: null,
  city: null,
  postcode: null,
  registrationNumber: null,
  picked: false,
};
const answer = {
  version: 1,
  likelihood: 9,
  facts: [{ kind: 'headcount', minimum: 120, maximum: 120, observedOn: '2026-01-01' }],
};

describe.each(databases)('an own provider, on $name', (kind) => {
  const database = sharedDatabase(kind);

  async function open() {
    const house = await openHouse(database);
    const server = await httpServer((_request, response) => sendJson(response, answer));
    // A reserved name is served by the stand-in, as company websites are.
    const fetcher = createFetcher({ siteOrigin: server.origin });
    onTestFinished(() => fetcher.close());
    const { keyRing } = house.services;
    const own = createOwnProviderService({
      database: house.database,
      keyRing,
      runtime: systemRuntime,
      fetcher,
      timeoutMs: 2_000,
    });
    return { ...house, server, own };
  }

  it('is one, whoever saves at the same time, and the secret that is kept is its own', async () => {
    const { own, tenant, server } = await open();
    const names = Array.from({ length: 12 }, (_, n) => `Team ${n}`);
    const saved = await Promise.all(
      names.map((name) =>
        own.save(tenant, admin, { ...update, name, secret: `secret-${name.replace(' ', '-')}` }),
      ),
    );
    expect(saved.map(({ provider }) => provider?.name).sort()).toEqual(names.sort());
    const { provider } = await own.read(tenant);
    await (await own.open(tenant))?.(subject);
    expect(server.requests.at(-1)?.headers.authorization).toBe(
      `Bearer secret-${provider?.name.replace(' ', '-')}`,
    );
  });

  it('is kept without its secret showing anywhere', async () => {
    const { own, tenant, database: db } = await open();
    expect(await own.read(tenant)).toEqual({ provider: null });
    const saved = await own.save(tenant, admin, update);
    expect(saved).toMatchObject({
      provider: { name: 'Our data team', url: 'https://provider.example', minLikelihood: 6 },
    });
    const history = await db.withOrganization(tenant.organizationId, (trx) =>
      listAudit(trx, tenant.organizationId, { action: 'settings.changed' }, null, 10),
    );
    const rows = await db.withOrganization(tenant.organizationId, (trx) =>
      trx.selectFrom('tenant_providers').selectAll().execute(),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.secret.includes('secret-of-the-tenant')).toBe(false);
    expect(JSON.stringify(history)).toContain('Our data team');
    expect(JSON.stringify([saved, history])).not.toContain('secret-of-the-tenant');
  });

  it('keeps its secret for another name, and wants it again for another host', async () => {
    const { own, tenant } = await open();
    await own.save(tenant, admin, update);
    const { secret: _, ...rest } = update;
    const renamed = await own.save(tenant, admin, { ...rest, name: 'Data' });
    expect(renamed.provider?.name).toBe('Data');
    const elsewhere = { ...rest, url: 'https://elsewhere.example' };
    await expect(own.save(tenant, admin, elsewhere)).rejects.toMatchObject({
      code: 'secret_missing',
    });
  });

  it('is asked with its secret, once for a company in six hours', async () => {
    const { own, tenant, server } = await open();
    await own.save(tenant, admin, update);
    const ask = await own.open(tenant);
    const first = await ask?.(subject);
    const second = await (await own.open(tenant))?.(subject);
    expect(first?.evidence).toMatchObject([{ source: { type: 'tenant', label: 'Our data team' } }]);
    expect(second?.source.fromCache).toBe(true);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-of-the-tenant');
  });

  it('is nobody else’s', async () => {
    const one = await open();
    await one.own.save(one.tenant, admin, update);
    const other = await openHouse(database);
    expect(await one.own.open(other.tenant)).toBeNull();
    expect(await one.own.read(other.tenant)).toEqual({ provider: null });
  });

  it('is forgotten with its secret', async () => {
    const { own, tenant } = await open();
    await own.save(tenant, admin, update);
    expect(await own.remove(tenant, admin)).toEqual({ provider: null });
    expect(await own.open(tenant)).toBeNull();
  });
});

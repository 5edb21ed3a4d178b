import { describe, expect, it } from 'vitest';
import { lockSettings, updateSettings } from '../../server/store/organizations.ts';
import { emailHash } from '../../server/sync/refusal.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import { startOpenAiStandin } from '../sandbox/openai/standin.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { hero, newDeals, tasks, valuesOf, writes } from '../sync/support/portal.ts';
import { recoverLater } from '../sync/support/settle.ts';

type Suppression = TenantSettings['suppression'];

/** Somebody puts them on the list. */
async function suppress({ database, tenant }: House, more: Partial<Suppression>): Promise<void> {
  await database.withOrganization(tenant.organizationId, async (trx) => {
    const settings = await lockSettings(trx, tenant.organizationId);
    const suppression = { ...settings.suppression, ...more };
    await updateSettings(trx, tenant.organizationId, { ...settings, suppression });
  });
}

const lists = (house: House): [string, Partial<Suppression>][] => {
  const { email = '' } = valuesOf(house.hubspot);
  return [
    ['record', { recordIds: ['1001'] }],
    ['address', { emailHashes: [emailHash(email ?? '')] }],
    ['domain', { domains: [(email ?? '').split('@')[1] ?? ''] }],
  ];
};
const kinds = ['record', 'address', 'domain'] as const;

const refused = { code: 'suppressed', status: 422 };

describe.each(databases)('whoever is suppressed, on $name', (kind) => {
  const shared = sharedDatabase(kind);
  const entryOf = (house: House, name: string) =>
    lists(house).find(([list]) => list === name)?.[1] ?? {};

  it.each(kinds)('by %s is not researched', async (name) => {
    const house = await openHouse(shared);
    await suppress(house, entryOf(house, name));
    const researched = house.sources.requests().length;
    await expect(house.enrich({ ...hero, refresh: true })).rejects.toMatchObject(refused);
    expect(house.sources.requests()).toHaveLength(researched);
    expect(writes(house.hubspot)).toEqual([]);
  });

  it.each(kinds)('by %s while the company is researched: no model is asked', async (name) => {
    const model = await startOpenAiStandin();
    const house = await openHouse(shared, {
      env: {
        OPENAI_API_KEY: model.apiKey,
        OPENAI_BASE_URL: model.url,
        OPENAI_MODEL: model.model,
      },
    });
    house.sources.setLatency(400);
    const asking = house.enrich({ ...hero, refresh: true }).catch((error: unknown) => error);
    await expect.poll(() => house.sources.requests().length).toBeGreaterThan(0);
    await suppress(house, entryOf(house, name));
    expect(await asking).toMatchObject(refused);
    expect(model.requests()).toHaveLength(0);
    expect(writes(house.hubspot)).toEqual([]);
    expect(await house.runs()).toMatchObject([{ status: 'failed', errorCode: 'suppressed' }]);
    await model.close();
  });

  it('while the model writes: nothing is written', async () => {
    const model = await startOpenAiStandin({ mode: 'slow', slowMs: 800 });
    const house = await openHouse(shared, {
      env: {
        OPENAI_API_KEY: model.apiKey,
        OPENAI_BASE_URL: model.url,
        OPENAI_MODEL: model.model,
      },
    });
    const asking = house.enrich(hero).catch((error: unknown) => error);
    await expect.poll(() => model.requests().length).toBeGreaterThan(0);
    await suppress(house, { recordIds: ['1001'] });
    expect(await asking).toMatchObject(refused);
    expect(writes(house.hubspot)).toEqual([]);
    expect(await house.runs()).toMatchObject([{ status: 'failed', errorCode: 'suppressed' }]);
    await model.close();
  });

  it.each(kinds)('by %s after a preview: it cannot be applied', async (name) => {
    const house = await openHouse(shared);
    const { services, tenant, hubspot } = house;
    const preview = await house.enrich({ ...hero, mode: 'preview' });
    await suppress(house, entryOf(house, name));
    await expect(services.sync.apply(tenant, preview.id)).rejects.toMatchObject(refused);
    expect([tasks(hubspot), newDeals(hubspot), writes(hubspot)]).toEqual([[], [], []]);
    expect(await house.run(preview.id)).toMatchObject({ status: 'previewed' });
  });

  it('after an enrichment: no task is created, and it can still be undone', async () => {
    const house = await openHouse(shared);
    const { services, tenant, hubspot } = house;
    const { id, nextActions } = await house.enrich(hero);
    await suppress(house, { recordIds: ['1001'] });
    const asked = { enrichmentId: id, actionId: nextActions[0]?.id ?? '', person: null };
    const record = { object: 'contact', id: '1001' } as const;
    await expect(services.sync.createActionTask(tenant, record, asked)).rejects.toMatchObject(
      refused,
    );
    expect(tasks(hubspot)).toHaveLength(1);
    expect(await services.sync.undo(tenant, id)).toMatchObject({ status: 'undone' });
  });

  it.each([
    ['suppressed', (house: House) => suppress(house, { recordIds: ['1001'] })],
    [
      'opted_out',
      async ({ hubspot }: House) => {
        const { properties } = hubspot.portal();
        const template = properties.require('contacts', 'hs_email_optout');
        properties.create(
          'contacts',
          { ...template, name: 'oppspot_opt_out', hubspotDefined: false, readOnlyValue: false },
          0,
        );
        hubspot.update('contacts', '1001', { oppspot_opt_out: 'true' });
      },
    ],
  ])('(%s) while a dead process had a plan: it is not carried out', async (code, happens) => {
    const house = await openHouse(shared);
    const other = await house.another();
    const arrived = Promise.withResolvers<void>();
    const open = Promise.withResolvers<void>();
    for (const path of [
      '/contacts/batch/update$',
      '/tasks/batch/create$',
      '/deals/batch/create$',
    ]) {
      house.hubspot.fail({ method: 'POST', path, action: { kind: 'drop', when: 'before' } });
    }
    house.hubspot.hooks.onRequest = async ({ path }) => {
      if (!path.endsWith('/contacts/batch/update')) return;
      house.hubspot.hooks.onRequest = undefined;
      arrived.resolve();
      await open.promise;
    };
    const summary = valuesOf(house.hubspot).oppspot_summary ?? null;
    const stuck = house.enrich(hero).catch(() => {});
    await arrived.promise;
    await happens(house);
    expect(await recoverLater(house, other)).toBe(1);
    const [run] = await house.runs();
    expect(run).toMatchObject({ status: 'failed', errorCode: code });
    const states = (await house.journal(run?.id ?? '')).map(({ state }) => state);
    expect(states).toEqual(['failed', 'failed', 'failed']);
    expect(valuesOf(house.hubspot).oppspot_summary ?? null).toBe(summary);
    expect([tasks(house.hubspot), newDeals(house.hubspot)]).toEqual([[], []]);
    open.resolve();
    await stuck;
  });
});

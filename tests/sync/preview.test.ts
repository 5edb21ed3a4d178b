import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import {
  hero,
  heroCompanyId,
  newDeals,
  plannedValues,
  standing,
  tasks,
  valuesOf,
  writes,
} from './support/portal.ts';

const previewOf = ({ enrich }: House, recordId = '1001') =>
  enrich({ ...hero, recordId, mode: 'preview' });

describe.each(databases)('a preview, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it.each([true, false])('writes nothing at all (fields exist: %s)', async (provisioned) => {
    const house = await openHouse(database, { provisioned });
    const before = valuesOf(house.hubspot);
    const preview = await previewOf(house);
    expect(preview).toMatchObject({ status: 'previewed', written: [] });
    expect(preview.plan.task).not.toBeNull();
    expect(preview.plan.deal).not.toBeNull();
    expect(writes(house.hubspot)).toEqual([]);
    expect(valuesOf(house.hubspot)).toEqual(before);
    expect(await house.journal(preview.id)).toEqual([]);
  });

  it('is applied exactly as it was shown', async () => {
    const house = await openHouse(database);
    const { services, tenant, hubspot, clock } = house;
    const preview = await previewOf(house);
    clock.advance(3 * 3_600_000);
    const applied = await services.sync.apply(tenant, preview.id);

    expect(applied).toMatchObject({ id: preview.id, status: 'completed', plan: preview.plan });
    expect(standing(hubspot, applied)).toEqual(plannedValues(preview));
    expect(tasks(hubspot)[0]?.properties).toMatchObject({
      hs_task_subject: preview.plan.task?.subject,
      hs_timestamp: preview.plan.task?.dueAt,
    });
    expect(newDeals(hubspot)[0]?.properties).toMatchObject({ dealname: preview.plan.deal?.name });
    expect((await house.journal(preview.id)).map(({ state }) => state)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect((await house.run(preview.id)).status).toBe('completed');
  });

  it('is applied to a portal that never had our fields', async () => {
    const house = await openHouse(database, { provisioned: false });
    const preview = await previewOf(house);
    const applied = await house.services.sync.apply(house.tenant, preview.id);
    expect(applied.status).toBe('completed');
    expect(standing(house.hubspot, applied)).toEqual(plannedValues(preview));
  });

  it('is applied once however often it is asked for', async () => {
    const house = await openHouse(database);
    const { services, tenant, hubspot } = house;
    const preview = await previewOf(house);
    const atOnce = await Promise.allSettled(
      Array.from({ length: 5 }, () => services.sync.apply(tenant, preview.id)),
    );
    for (const attempt of atOnce) {
      if (attempt.status === 'rejected') {
        expect(attempt.reason).toMatchObject({ code: 'enrichment_in_progress', retryable: true });
      }
    }
    const again = await services.sync.apply(tenant, preview.id);
    expect(again).toMatchObject({ status: 'completed', replayed: true });
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([1, 1]);
    expect(writes(hubspot)).toHaveLength(3);
  });

  it.each([
    ['a value that the plan does not touch', 'contacts', '1001', { jobtitle: 'Chair' }],
    ['a value that the plan would write', 'contacts', '1001', { country: 'Norway' }],
    ['the owner', 'contacts', '1001', { hubspot_owner_id: '71004' }],
    ['the domain of the company', 'companies', heroCompanyId, { domain: 'quillstream.example' }],
  ] as const)(
    'is refused after a person changed %s, and writes nothing',
    async (_, type, id, change) => {
      const house = await openHouse(database);
      const { services, tenant, hubspot } = house;
      const preview = await previewOf(house);
      hubspot.update(type, id, change);
      hubspot.clearRequests();
      await expect(services.sync.apply(tenant, preview.id)).rejects.toMatchObject({
        code: 'record_changed',
        status: 409,
      });
      expect(writes(hubspot)).toEqual([]);
      expect(await services.sync.get(tenant, preview.id)).toMatchObject({ status: 'previewed' });
      const again = await previewOf(house);
      expect(again.status).toBe('previewed');
      expect((await services.sync.apply(tenant, again.id)).status).toBe('completed');
    },
  );

  it('is refused when its record or its deal came to be otherwise meanwhile', async () => {
    const house = await openHouse(database);
    const { services, tenant, hubspot } = house;
    const preview = await previewOf(house, '1019');
    await house.enrich(hero);
    await expect(services.sync.apply(tenant, preview.id)).rejects.toMatchObject({
      code: 'record_changed',
    });
    expect(newDeals(hubspot)).toHaveLength(1);
    hubspot.archive('contacts', '1019');
    await expect(services.sync.apply(tenant, preview.id)).rejects.toMatchObject({
      code: 'crm_not_found',
    });
  });

  it('stays applicable when HubSpot cannot be read at that moment', async () => {
    const house = await openHouse(database);
    const { services, tenant, hubspot } = house;
    const preview = await previewOf(house);
    hubspot.fail({ path: '/contacts/1001$', times: 9, action: { kind: 'status', status: 502 } });
    await expect(services.sync.apply(tenant, preview.id)).rejects.toMatchObject({
      code: 'crm_transient',
      retryable: true,
    });
    hubspot.clearFaults();
    expect((await services.sync.apply(tenant, preview.id)).status).toBe('completed');
  });

  it('can be discarded, once and for all', async () => {
    const house = await openHouse(database);
    const { services, tenant, hubspot } = house;
    const preview = await previewOf(house);
    for (let time = 0; time < 2; time += 1) {
      expect((await services.sync.discard(tenant, preview.id)).status).toBe('discarded');
    }
    await expect(services.sync.apply(tenant, preview.id)).rejects.toMatchObject({
      code: 'not_a_preview',
    });
    expect(writes(hubspot)).toEqual([]);
  });

  it('cannot be discarded once it was applied, nor can an enrichment be applied', async () => {
    const house = await openHouse(database);
    const { services, tenant } = house;
    const preview = await previewOf(house);
    await services.sync.apply(tenant, preview.id);
    await expect(services.sync.discard(tenant, preview.id)).rejects.toMatchObject({
      code: 'not_a_preview',
    });
    const written = await house.enrich({ ...hero, recordId: '1002' });
    await expect(services.sync.apply(tenant, written.id)).rejects.toMatchObject({
      code: 'not_a_preview',
    });
  });

  it('takes no turn among owners until it is applied', async () => {
    const house = await openHouse(database);
    const ownerIn = async (mode: 'preview' | 'write', recordId: string) =>
      (await house.enrich({ ...hero, recordId, mode })).plan.changes.find(
        ({ oppspotField }) => oppspotField === 'owner',
      )?.after;
    expect(await ownerIn('preview', '1001')).toBe('71001');
    expect(await ownerIn('preview', '1001')).toBe('71001');
    expect(await ownerIn('write', '1002')).toBe('71001');
    expect(await ownerIn('write', '1018')).toBe('71002');
  });
});

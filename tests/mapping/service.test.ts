import { describe, expect, it } from 'vitest';
import { listAudit } from '../../server/store/audit-events.ts';
import type { Tenant } from '../../server/sync/service.ts';
import { mappingsPreview, mappingsState } from '../../shared/contract/mappings.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { openSalesforceHouse } from '../support/salesforce-house.ts';
import { hero, valuesOf, writes } from '../sync/support/portal.ts';
import { admin, type Given, items, mapTo, saveMappings } from './support/mappings.ts';
import { addTenantProperties, tenantSalesforceFields } from './support/tenant-fields.ts';

const minute = 60_000;
const score = { oppspotField: 'score', crmField: 'count', policy: 'always' };
const city = { object: 'company', oppspotField: 'company_city', crmField: 'words' } as const;

function history(house: House, { organizationId }: Tenant) {
  return house.database.withOrganization(organizationId, (trx) =>
    listAudit(trx, organizationId, { action: 'mappings.changed' }, null, 10),
  );
}

describe.each(databases)('the mappings of a connection, on $name', (kind) => {
  const database = sharedDatabase(kind);

  async function open() {
    const house = await openHouse(database);
    addTenantProperties(house.hubspot);
    addTenantProperties(house.hubspot, 'companies');
    house.hubspot.clearRequests();
    return { ...house, mappings: house.services.mappings };
  }

  it('are none at first, and then the defaults say where fields go', async () => {
    const { mappings, tenant } = await open();
    const state = mappingsState.parse(await mappings.read(tenant));
    expect(state.items).toEqual([]);
    expect(state.defaults).toContainEqual({
      object: 'contact',
      oppspotField: 'score',
      crmField: 'oppspot_score',
    });
    expect(state.defaults.filter(({ object }) => object === 'lead')).toEqual([]);
  });

  it('are kept whole, and take the place of the defaults', async () => {
    const { mappings, tenant, services } = await open();
    const transforms = [mapTo({ Bristol: 'Bath' }), { name: 'truncate', length: 5 }];
    const saved = await saveMappings(
      services,
      tenant,
      { ...score, required: true, defaultValue: '0' },
      { ...city, transforms },
    );
    const read = mappingsState.parse(await mappings.read(tenant));
    expect(read).toEqual(saved);
    expect(read.items).toEqual(
      items({ ...city, transforms }, { ...score, required: true, defaultValue: '0' }),
    );
    const places = read.defaults.map(({ object, oppspotField }) => `${object} ${oppspotField}`);
    expect(places).not.toContain('contact score');
    expect(places).toContain('company score');
    expect(places).not.toContain('company company_city');
  });

  it('give a field of the CRM to one value alone', async () => {
    const { services, tenant, enrich, hubspot } = await open();
    const { defaults } = await saveMappings(services, tenant, {
      oppspotField: 'company_postcode',
      crmField: 'city',
    });
    expect(defaults.filter((one) => one.object === 'contact' && one.crmField === 'city')).toEqual(
      [],
    );
    hubspot.update('contacts', '1001', { city: '' });
    await enrich(hero);
    expect(valuesOf(hubspot).city).toBe('BS1 9ZZ');
  });

  it('are not overwritten by somebody who did not see them', async () => {
    const { mappings, tenant, services } = await open();
    const { version } = await mappings.read(tenant);
    await saveMappings(services, tenant, score);
    const late = mappings.save(tenant, admin, { version, items: items(city) });
    await expect(late).rejects.toMatchObject({ code: 'mappings_changed', status: 409 });
    expect((await mappings.read(tenant)).items).toEqual(items(score));
  });

  it('are saved by one of two who save at the same moment', async () => {
    const { mappings, tenant } = await open();
    const { version } = await mappings.read(tenant);
    const both = await Promise.allSettled(
      [score, city].map((one) => mappings.save(tenant, admin, { version, items: items(one) })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await mappings.read(tenant)).items).toHaveLength(1);
  });

  it('may be saved twice by a request that is repeated, which the history shows once', async () => {
    const house = await open();
    const { mappings, tenant } = house;
    const { version } = await mappings.read(tenant);
    const update = { version, items: items(score, city) };
    const first = await mappings.save(tenant, admin, update);
    const again = await mappings.save(tenant, admin, { ...update, items: items(city, score) });
    expect(again).toEqual(first);
    expect(await history(house, tenant)).toHaveLength(1);
  });

  it('leave in the history who changed what', async () => {
    const house = await open();
    const { tenant, services } = house;
    await saveMappings(services, tenant, score, city);
    await saveMappings(services, tenant, { ...score, required: true }, city);
    const [second, first] = await history(house, tenant);
    expect(first).toMatchObject({
      actor_kind: 'crm-user',
      actor_id: '9001',
      source: 'hubspot-settings',
      integration_id: tenant.integrationId,
      before: { 'contact.score': null, 'company.company_city': null },
      after: { 'contact.score': { crmField: 'count', required: false } },
    });
    expect(second).toMatchObject({
      before: { 'contact.score': { required: false } },
      after: { 'contact.score': { required: true } },
    });
    expect(Object.keys(second?.after as object)).toEqual(['contact.score']);
  });

  it('are not saved with a fault, and every fault is told', async () => {
    const house = await open();
    const { mappings, tenant } = house;
    const { version } = await mappings.read(tenant);
    const wrong = mappings.save(tenant, admin, {
      version,
      items: items(
        { oppspotField: 'company_city', crmField: 'count' },
        { oppspotField: 'summary', crmField: 'sum' },
        { object: 'lead', oppspotField: 'score', crmField: 'count' },
      ),
    });
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid_mappings',
      status: 400,
      message: '3 things are wrong with these mappings. Correct them and try again.',
      faults: [
        { field: 'items.0.crmField', message: expect.stringMatching(/takes numbers/) },
        { field: 'items.1.crmField', message: expect.stringMatching(/cannot be written/) },
        {
          field: 'items.2.crmField',
          message: 'HubSpot shows oppSpot no fields of leads. Choose another object.',
        },
      ],
    });
    expect((await mappings.read(tenant)).items).toEqual([]);
    expect(await history(house, tenant)).toEqual([]);
  });

  it('know the policy of the settings', async () => {
    const { services, tenant } = await openHouse(database, {
      settings: { fieldPolicies: { company_city: 'never' } },
    });
    const saved = saveMappings(services, tenant, {
      oppspotField: 'company_city',
      crmField: 'city',
      required: true,
    });
    await expect(saved).rejects.toMatchObject({ faults: [{ field: 'items.0.required' }] });
  });

  it('may name a field that was made since the list was shown', async () => {
    const { mappings, hubspot, tenant, services } = await open();
    await mappings.fields(tenant, 'contact');
    const { properties } = hubspot.portal();
    properties.create('contacts', { ...properties.require('contacts', 'words'), name: 'fresh' }, 0);
    const mapping = { oppspotField: 'company_city', crmField: 'fresh' };
    expect((await saveMappings(services, tenant, mapping)).items).toEqual(items(mapping));
  });

  it('are not saved unchecked when the CRM does not answer', async () => {
    const { mappings, hubspot, tenant, services } = await open();
    hubspot.fail({ path: '/crm/properties/', times: 99, action: { kind: 'status', status: 503 } });
    await expect(saveMappings(services, tenant, score)).rejects.toMatchObject({
      kind: 'transient',
    });
    expect((await mappings.read(tenant)).items).toEqual([]);
  });

  it('are used by every process from then on', async () => {
    const house = await open();
    const other = await house.another();
    await saveMappings(house.services, house.tenant, score);
    const enrichment = await other.services.sync.enrich(house.tenant, {
      ...hero,
      mode: 'write',
      refresh: false,
      idempotencyKey: null,
      trigger: 'cli',
      pick: null,
    });
    expect(valuesOf(house.hubspot).count).toBe(String(enrichment.score.value));
  });

  it('list the fields of one object or of all, and ask the CRM once for a page opened twice', async () => {
    const { mappings, hubspot, tenant } = await open();
    const [all, companies] = await Promise.all([
      mappings.fields(tenant),
      mappings.fields(tenant, 'company'),
    ]);
    expect(hubspot.requests()).toHaveLength(2);
    expect(new Set(all.map(({ object }) => object))).toEqual(new Set(['contact', 'company']));
    expect(companies).toEqual(all.filter(({ object }) => object === 'company'));
    expect(companies.find(({ name }) => name === 'grade')?.options).toHaveLength(3);
  });

  it('are of no other tenant', async () => {
    const one = await open();
    const other = await open();
    await saveMappings(one.services, one.tenant, score);
    expect((await other.mappings.read(other.tenant)).items).toEqual([]);
    const mixed = {
      organizationId: other.tenant.organizationId,
      integrationId: one.tenant.integrationId,
    };
    await expect(other.mappings.read(mixed)).rejects.toMatchObject({ code: 'not_connected' });
    await expect(other.mappings.fields(mixed)).rejects.toMatchObject({ code: 'not_connected' });
    const saved = other.mappings.save(mixed, admin, { version: '', items: [] });
    await expect(saved).rejects.toMatchObject({ code: 'not_connected' });
  });
});

describe.each(databases)('what mappings would write to a record, on $name', (kind) => {
  const database = sharedDatabase(kind);

  async function open() {
    const house = await openHouse(database);
    addTenantProperties(house.hubspot);
    addTenantProperties(house.hubspot, 'companies');
    return { ...house, mappings: house.services.mappings };
  }
  const request = (...given: readonly Given[]) => ({
    object: 'contact' as const,
    recordId: '1001',
    items: items(...given),
  });

  it('is shown from what the last enrichment found and what stands there now', async () => {
    const { mappings, tenant, enrich, hubspot, clock } = await open();
    const enrichment = await enrich(hero);
    clock.advance(minute);
    hubspot.update('contacts', '1001', { prose: 'Bristol', phone: '+44 1', count: '7' });
    hubspot.clearRequests();
    const preview = await mappings.preview(
      tenant,
      request(
        score,
        { oppspotField: 'company_city', crmField: 'prose' },
        {
          oppspotField: 'company_name',
          crmField: 'words',
          transforms: [{ name: 'case', to: 'upper' }],
        },
        { oppspotField: 'company_website', crmField: 'phone' },
        { oppspotField: 'company_description', crmField: 'grade' },
        { oppspotField: 'company_postcode', crmField: 'zip', direction: 'read' },
        city,
      ),
    );
    expect(mappingsPreview.parse(preview)).toEqual({
      items: [
        {
          oppspotField: 'score',
          crmField: 'count',
          value: enrichment.score.value,
          before: '7',
          after: String(enrichment.score.value),
          decision: 'write',
          reason: 'The value is new.',
        },
        {
          oppspotField: 'company_city',
          crmField: 'prose',
          value: 'Bristol',
          before: 'Bristol',
          after: 'Bristol',
          decision: 'unchanged',
          reason: 'The value stands there already.',
        },
        {
          oppspotField: 'company_name',
          crmField: 'words',
          value: 'Tidewright Robotics',
          before: null,
          after: 'TIDEWRIGHT ROBOTICS',
          decision: 'write',
          reason: 'The field is empty.',
        },
        {
          oppspotField: 'company_website',
          crmField: 'phone',
          value: expect.stringMatching(/^https?:/),
          before: '+44 1',
          after: '+44 1',
          decision: 'skip',
          reason: 'The field holds a value; only empty ones are filled.',
        },
        expect.objectContaining({
          crmField: 'grade',
          before: null,
          after: null,
          decision: 'skip',
          reason: expect.stringMatching(/is not one of the field's options/),
        }),
        {
          oppspotField: 'company_postcode',
          crmField: 'zip',
          value: 'BS1 9ZZ',
          before: 'BS1 9ZZ',
          after: 'BS1 9ZZ',
          decision: 'unchanged',
          reason: 'oppSpot works with this value and does not write here.',
        },
      ],
    });
    expect(writes(hubspot)).toEqual([]);
    expect((await mappings.read(tenant)).items).toEqual([]);
    expect(valuesOf(hubspot).count).toBe('7');
  });

  it('is nothing at all where a required value is missing', async () => {
    const { mappings, tenant, enrich, hubspot } = await open();
    const nobody = hubspot.createContact({ email: 'someone@gmail.com' });
    await enrich({ object: 'contact', recordId: nobody.id, mode: 'preview' });
    const given = request(score, {
      oppspotField: 'company_city',
      crmField: 'words',
      required: true,
    });
    const { items: shown } = await mappings.preview(tenant, { ...given, recordId: nobody.id });
    expect(shown.map(({ decision }) => decision)).not.toContain('write');
    expect(shown.at(-1)?.reason).toMatch(/your field mappings require City/);
  });

  it('is not known of a record that was never researched', async () => {
    const { mappings, tenant } = await open();
    await expect(mappings.preview(tenant, request(score))).rejects.toMatchObject({
      code: 'never_enriched',
      status: 409,
    });
  });

  it('is not shown with a fault, or of a record that is gone', async () => {
    const { mappings, tenant, enrich, hubspot } = await open();
    await enrich(hero);
    const wrong = request({ oppspotField: 'company_city', crmField: 'count' });
    await expect(mappings.preview(tenant, wrong)).rejects.toMatchObject({
      code: 'invalid_mappings',
    });
    hubspot.archive('contacts', '1001');
    await expect(mappings.preview(tenant, request(score))).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('is shown in Salesforce, where names may be written in any case', async () => {
    const { house, tenant, enrich, salesforce } = await openSalesforceHouse(database, {
      standin: { fields: { Contact: tenantSalesforceFields } },
    });
    const { mappings } = house.services;
    const recordId = salesforceId('contact', '1001');
    const enrichment = await enrich({ object: 'contact', recordId });
    const given = items({ ...score, crmField: 'COUNT__c' });
    const preview = await mappings.preview(tenant, { object: 'contact', recordId, items: given });
    expect(preview.items).toEqual([
      {
        oppspotField: 'score',
        crmField: 'Count__c',
        value: enrichment.score.value,
        before: null,
        after: enrichment.score.value,
        decision: 'write',
        reason: 'The field is empty.',
      },
    ]);
    expect(salesforce.get('Contact', recordId)?.values.Count__c ?? null).toBeNull();
    const saved = await saveMappings(house.services, tenant, { ...score, crmField: 'COUNT__c' });
    expect(saved.items[0]?.crmField).toBe('Count__c');
  });
});

import { describe, expect, it } from 'vitest';
import { hubspotProperties } from '../../../shared/fields/hubspot.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openServedHouse, type ServedHouse } from '../../support/served-house.ts';
import { opened, path, refusalOf, stateOf } from './support/page.ts';

const names = hubspotProperties().map(({ name }) => name);
const repair = (house: ServedHouse) => stateOf(house.card('POST', `${path}/repair`, {}));
const creations = (house: ServedHouse) =>
  house.hubspot
    .requests()
    .filter(({ method, path }) => method === 'POST' && /\/properties\/[^/]+\/\w+$/.test(path));

describe.each(databases)('the repair button on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('creates what the account lacks', async () => {
    const house = await openServedHouse(shared, { provisioned: false });
    const { provisioning, fields } = await repair(house);
    expect(provisioning).toMatchObject({ status: 'complete', missing: [], dealsUnavailable: null });
    expect(provisioning.present).toContain('contacts.oppspot_score');
    expect(provisioning.present).toContain('companies.oppspot_summary');
    expect(fields.flatMap(({ places }) => places).every(({ available }) => available)).toBe(true);
    const portal = house.hubspot.portal();
    for (const name of names) {
      expect(portal.properties.get('contacts', name), name).toBeDefined();
      expect(portal.properties.get('companies', name), name).toBeDefined();
    }
    expect((await opened(house)).provisioning).toEqual(provisioning);
  });

  it('creates nothing where everything stands', async () => {
    const house = await openServedHouse(shared);
    expect((await repair(house)).provisioning.status).toBe('complete');
    expect(creations(house)).toEqual([]);
  });

  it('is done once for clicks at the same moment', async () => {
    const house = await openServedHouse(shared, { provisioned: false });
    const states = await Promise.all([repair(house), repair(house), repair(house)]);
    expect(new Set(states.map(({ provisioning }) => JSON.stringify(provisioning))).size).toBe(1);
    expect(creations(house)).toHaveLength(2 * names.length + 1);
  });

  it('says of a field that was deleted in HubSpot what brings it back', async () => {
    const house = await openServedHouse(shared);
    house.hubspot.portal().properties.archive('contacts', 'oppspot_score', Date.now());
    const { provisioning, fields } = await repair(house);
    expect(provisioning.status).toBe('partial');
    expect(provisioning.missing).toEqual([
      { field: 'contacts.oppspot_score', reason: expect.stringContaining('Restore it in HubSpot') },
    ]);
    expect(provisioning.present).not.toContain('contacts.oppspot_score');
    expect(provisioning.present).toContain('companies.oppspot_score');
    const score = fields.find(({ name }) => name === 'score');
    expect(score?.places).toEqual([
      {
        object: 'contact',
        crmField: 'oppspot_score',
        available: false,
        reason: expect.stringContaining('Restore it in HubSpot'),
      },
      { object: 'company', crmField: 'oppspot_score', available: true, reason: null },
    ]);
  });

  it('says which fields an account with a limit has no room for', async () => {
    const house = await openServedHouse(shared, {
      provisioned: false,
      limits: { customPropertiesPerObject: 4 },
    });
    const { provisioning, fields } = await repair(house);
    expect(provisioning.status).toBe('partial');
    expect(provisioning.missing.map(({ field }) => field).sort()).toEqual(
      ['contacts', 'companies']
        .flatMap((object) => names.slice(4).map((name) => `${object}.${name}`))
        .sort(),
    );
    expect(provisioning.missing[0]?.reason).toContain('limit of custom properties');
    const { present } = provisioning;
    expect(present).toContain('contacts.oppspot_score');
    expect(fields.find(({ name }) => name === 'enrichment_id')?.places[0]).toMatchObject({
      available: false,
      reason: expect.stringContaining('limit of custom properties'),
    });
  });

  it('fails with HubSpot’s reason when the account may not be set up at all', async () => {
    const house = await openServedHouse(shared, {
      provisioned: false,
      scopes: ['oauth', 'crm.objects.contacts.read'],
    });
    const error = await refusalOf(house.card('POST', `${path}/repair`, {}));
    expect(error).toMatchObject({ code: 'crm_missing_scope', retryable: false });
    expect((await opened(house)).provisioning.status).toBe('never');
  });

  it('may be tried again when HubSpot was not there', async () => {
    const house = await openServedHouse(shared, { provisioned: false });
    house.hubspot.fail({ path: 'properties', times: 99, action: { kind: 'status', status: 503 } });
    const error = await refusalOf(house.card('POST', `${path}/repair`, {}));
    expect(error).toMatchObject({ code: 'crm_transient', retryable: true });
    house.hubspot.clearFaults();
    expect((await repair(house)).provisioning.status).toBe('complete');
  });

  it('keeps the settings as they are', async () => {
    const house = await openServedHouse(shared, { provisioned: false });
    const { version, settings } = await opened(house);
    expect(await repair(house)).toMatchObject({ version, settings });
  });
});

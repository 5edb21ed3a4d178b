import { describe, expect, it } from 'vitest';
import { updateSettings } from '../../server/store/organizations.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { databases } from '../support/databases.ts';
import { type HouseOptions, openHouse, sharedDatabase } from '../support/house.ts';
import { changeOf, hero, newDeals, plannedValues, standing, valuesOf } from './support/portal.ts';

const minute = 60_000;

describe.each(databases)('whether a field is written, on $name', (kind) => {
  const database = sharedDatabase(kind);
  const houseWith = (fieldPolicies: Record<string, string>, options: HouseOptions = {}) =>
    openHouse(database, { ...options, settings: { fieldPolicies } });

  it('is never, by the policy “never”', async () => {
    const { enrich, hubspot } = await houseWith({ summary: 'never', company_country: 'never' });
    const enrichment = await enrich(hero);
    expect(changeOf(enrichment, 'oppspot_summary')).toMatchObject({
      decision: 'skip',
      reason: 'Your policy for this field is never to write it.',
    });
    const { oppspot_summary, country } = valuesOf(hubspot);
    expect([oppspot_summary || null, country || null]).toEqual([null, null]);
  });

  it('is only while it is blank, by the policy “fill-blank”', async () => {
    const { enrich, hubspot, clock } = await houseWith({ summary: 'fill-blank' });
    hubspot.update('contacts', '1001', { oppspot_summary: '' });
    const first = await enrich(hero);
    const text = changeOf(first, 'oppspot_summary')?.after;
    expect(valuesOf(hubspot).oppspot_summary).toBe(text);

    hubspot.update('contacts', '1001', { oppspot_summary: 'Met them at the fair.' });
    clock.advance(minute);
    const second = await enrich(hero);
    expect(changeOf(second, 'oppspot_summary')?.decision).toBe('skip');
    expect(valuesOf(hubspot).oppspot_summary).toBe('Met them at the fair.');
  });

  it('is while the value is ours, by the policy “overwrite-if-ours”', async () => {
    const { enrich, hubspot, clock } = await houseWith({ enrichment_id: 'overwrite-if-ours' });
    const first = await enrich(hero);
    expect(valuesOf(hubspot).oppspot_enrichment_id).toBe(first.id);
    clock.advance(minute);
    const second = await enrich(hero);
    expect(valuesOf(hubspot).oppspot_enrichment_id).toBe(second.id);

    hubspot.update('contacts', '1001', { oppspot_enrichment_id: 'typed by hand' });
    clock.advance(minute);
    const third = await enrich(hero);
    expect(changeOf(third, 'oppspot_enrichment_id')).toMatchObject({
      decision: 'skip',
      reason: 'Somebody changed the value after oppSpot wrote it.',
    });
    expect(valuesOf(hubspot).oppspot_enrichment_id).toBe('typed by hand');
  });

  it('is not when a value stood there that oppSpot never wrote, by “overwrite-if-ours”', async () => {
    const { enrich, hubspot } = await houseWith({ company_city: 'overwrite-if-ours' });
    hubspot.update('contacts', '1001', { city: 'Plymouth' });
    const enrichment = await enrich(hero);
    expect(changeOf(enrichment, 'city')).toMatchObject({
      decision: 'skip',
      reason: 'oppSpot did not write the value that stands here.',
    });
    expect(valuesOf(hubspot).city).toBe('Plymouth');
  });

  it('knows after an undo that the value which came back is ours again', async () => {
    const { enrich, hubspot, services, tenant, clock } = await houseWith({
      enrichment_id: 'overwrite-if-ours',
    });
    const first = await enrich(hero);
    clock.advance(minute);
    const second = await enrich(hero);
    await services.sync.undo(tenant, second.id);
    expect(valuesOf(hubspot).oppspot_enrichment_id).toBe(first.id);
    clock.advance(minute);
    const third = await enrich(hero);
    expect(valuesOf(hubspot).oppspot_enrichment_id).toBe(third.id);
  });

  it('knows after an undo that a value which came back is a person’s', async () => {
    const { enrich, hubspot, services, tenant, clock } = await houseWith({
      summary: 'always',
    });
    hubspot.update('contacts', '1001', { oppspot_summary: 'Typed by hand.' });
    const first = await enrich(hero);
    await services.sync.undo(tenant, first.id);
    expect(valuesOf(hubspot).oppspot_summary).toBe('Typed by hand.');
    await services.database.withOrganization(tenant.organizationId, (trx) =>
      updateSettings(
        trx,
        tenant.organizationId,
        tenantSettings.parse({ fieldPolicies: { summary: 'overwrite-if-ours' } }),
      ),
    );
    clock.advance(minute);
    const second = await enrich(hero);
    expect(changeOf(second, 'oppspot_summary')?.decision).toBe('skip');
  });

  it('is whatever stands there, by the policy “always”', async () => {
    const { enrich, hubspot } = await houseWith({ company_city: 'always' });
    hubspot.update('contacts', '1001', { city: 'Plymouth' });
    await enrich(hero);
    expect(valuesOf(hubspot).city).toBe('Bristol');
  });
});

describe.each(databases)('a portal that does not take every field, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('gets the most valuable fields when it has room for few, and is told which it lacks', async () => {
    const { enrich, hubspot } = await openHouse(database, {
      provisioned: false,
      limits: { customPropertiesPerObject: 4 },
    });
    const enrichment = await enrich(hero);
    expect(enrichment.status).toBe('completed');
    expect(standing(hubspot, enrichment)).toEqual(plannedValues(enrichment));
    expect(valuesOf(hubspot).oppspot_score).toBe(String(enrichment.score.value));
    expect(enrichment.warnings).toEqual([
      expect.objectContaining({
        code: 'field_unavailable',
        message: expect.stringMatching(/oppSpot signals.*limit of custom properties/),
      }),
    ]);
    expect(newDeals(hubspot)).toHaveLength(1);
  });

  it('gets its fields again when they are gone from the portal, the deal key among them', async () => {
    const { enrich, hubspot } = await openHouse(database);
    hubspot.reset();
    expect(hubspot.portal().properties.get('contacts', 'oppspot_score')).toBeUndefined();
    const enrichment = await enrich(hero);
    expect(enrichment).toMatchObject({ status: 'completed', warnings: [] });
    expect(standing(hubspot, enrichment)).toEqual(plannedValues(enrichment));
    expect(newDeals(hubspot)).toHaveLength(1);
  });

  it('keeps the other values when a deleted field cannot be created again', async () => {
    const { enrich, hubspot } = await openHouse(database);
    hubspot.portal().properties.archive('contacts', 'oppspot_summary', 0);
    const enrichment = await enrich(hero);
    expect(enrichment.status).toBe('partial');
    expect(enrichment.warnings).toMatchObject([
      { code: 'field_refused', field: 'oppspot_summary' },
    ]);
    expect(valuesOf(hubspot).oppspot_score).toBe(String(enrichment.score.value));
    expect(newDeals(hubspot)).toHaveLength(1);
  });

  it('gets the other values when it refuses one, and names that one', async () => {
    const { enrich, hubspot, run, journal, services, tenant } = await openHouse(database);
    const { properties } = hubspot.portal();
    const industry = properties.require('contacts', 'oppspot_score_confidence');
    properties.update('contacts', industry.name, { options: industry.options?.slice(1) }, 0);
    const enrichment = await enrich(hero);
    const refused = 'oppspot_score_confidence';
    expect(enrichment.status).toBe('partial');
    expect(enrichment.warnings).toMatchObject([{ code: 'field_refused', field: refused }]);
    expect(enrichment.written[0]).toMatchObject({ kind: 'fields', status: 'written' });
    const { [refused]: _lost, ...others } = plannedValues(enrichment);
    expect(standing(hubspot, enrichment)).toMatchObject(others);
    expect((await run(enrichment.id)).status).toBe('partial');
    expect((await journal(enrichment.id))[0]?.rejected).toMatchObject([{ field: refused }]);

    const report = await services.sync.undo(tenant, enrichment.id);
    expect(report.status).toBe('undone');
    expect(report.items.map(({ target }) => target)).not.toContain(refused);
  });

  it('has its fields written although it forbids deals', async () => {
    const { enrich, hubspot } = await openHouse(database);
    hubspot.fail({
      method: 'POST',
      path: '/deals/batch/create$',
      times: 9,
      action: { kind: 'status', status: 403 },
    });
    const enrichment = await enrich(hero);
    expect(enrichment.status).toBe('partial');
    expect(enrichment.written.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'fields written',
      'task written',
      'deal failed',
    ]);
    expect(valuesOf(hubspot).oppspot_score).toBe(String(enrichment.score.value));
  });
});

/** A tenant's own score from end to end: people are enriched, deals end, a score is learned and used. */
import { describe, expect, it } from 'vitest';
import { listAudit } from '../../server/store/audit-events.ts';
import { scoringState } from '../../shared/contract/scoring-model.ts';
import { databases } from '../support/databases.ts';
import { asked, type House, openHouse, sharedDatabase } from '../support/house.ts';
import {
  addPerson,
  change,
  endDeal,
  hour,
  leads,
  plantHistory,
  randomness,
  train,
} from './support/history.ts';

/** So that nothing is asked about people without a company, and no deal is opened beside those of the test. */
const settings = { automation: { createDeals: false, createTasks: false, assign: false } };

const contact = (recordId: string) => ({ object: 'contact' as const, recordId });

/** Enriches as a list does, and lets half of the French win and few of the others. */
async function live(house: House, count: number): Promise<void> {
  const random = randomness(7);
  const people = leads(count).map((lead, at) => ({ lead, id: addPerson(house, lead, at) }));
  const requests = people.map(({ id }) => asked({ ...contact(id), trigger: 'list' }));
  const results = await house.services.sync.enrichMany(house.tenant, requests);
  const failed = [...results.values()].flatMap((one) => (one.ok ? [] : [String(one.error)]));
  expect([...new Set(failed)]).toEqual([]);
  house.clock.advance(24 * hour);
  for (const { id, lead } of people) {
    endDeal(house, id, random() < (lead.country === 'France' ? 0.8 : 0.1));
  }
  house.clock.advance(hour);
}

describe.each(databases)('a score of a tenant’s own, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is learned from what became of records, used, explained, and given back', {
    timeout: 180_000,
  }, async () => {
    const house = await openHouse(shared, { settings });
    const { services, tenant, database } = house;
    await live(house, 320);
    const trained = await train(house);
    expect(scoringState.parse(trained)).toEqual(trained);
    expect(trained).toMatchObject({
      inUse: null,
      training: { state: 'idle', refusal: null },
      models: [{ version: 1, status: 'ready', outcomes: 320, verdict: { isBetter: true } }],
    });
    expect(trained.history.won + trained.history.lost).toBe(320);
    expect(trained.history.readAt).not.toBeNull();
    expect(trained.models[0]?.lines.map(({ label }) => label)).toContain('Country');

    // Nothing changes before somebody decides.
    const newcomer = (country: string, at: number) =>
      addPerson(house, { country, pageViews: 5 }, at);
    const before = await house.enrich(contact(newcomer('France', 1_001)));
    expect(before.score).toMatchObject({ modelVersion: 'template-2' });
    expect(before.score.outlook).toBeUndefined();

    expect(await change(house, { do: 'use', version: 1 })).toMatchObject({
      inUse: 1,
      models: [{ status: 'in-use' }],
    });
    const french = await house.enrich(contact(newcomer('France', 1_002)));
    const german = await house.enrich(contact(newcomer('Germany', 1_003)));
    expect(french.score.modelVersion).toBe('learned-1');
    expect(french.score.outlook?.probability).toBeGreaterThan(0.5);
    expect(german.score.outlook?.probability).toBeLessThan(0.3);
    expect(french.score.value).toBeGreaterThan((german.score.value ?? 100) + 20);
    expect(french.score.strongestPositives.map(({ reason }) => reason).join()).toMatch(
      /Country: France \(\d+ of 80 won\)/,
    );
    const points = french.score.contributions.map(({ overallPoints }) => overallPoints);
    expect(points.reduce((sum, one) => sum + one, 0)).toBeCloseTo(french.score.value ?? -1, 6);
    const written = house.hubspot.get('contacts', french.record.id)?.properties;
    expect(written?.oppspot_score).toBe(String(french.score.value));

    // The same by every other way.
    const [one, two] = [newcomer('France', 1_004), newcomer('France', 1_005)];
    const preview = await house.enrich({ ...contact(one), mode: 'preview' });
    expect(preview.score).toMatchObject({ modelVersion: 'learned-1', value: french.score.value });
    const applied = await services.sync.apply(tenant, preview.id);
    expect(applied.score.value).toBe(preview.score.value);
    const bulk = await services.sync.enrichMany(tenant, [asked({ ...contact(two) })]);
    expect([...bulk.values()]).toMatchObject([
      { ok: true, enrichment: { score: { modelVersion: 'learned-1' } } },
    ]);

    expect(await change(house, { do: 'return-to-template' })).toMatchObject({
      inUse: null,
      models: [{ status: 'ready' }],
    });
    const after = await house.enrich(contact(newcomer('France', 1_006)));
    expect(after.score.modelVersion).toBe('template-2');

    const events = await database.withOrganization(tenant.organizationId, (trx) =>
      listAudit(trx, tenant.organizationId, {}, null, 2_000),
    );
    const told = events
      .filter(({ action }) => action.startsWith('scoring.'))
      .map(({ action, after: now }) => ({ action, after: now }));
    expect(told.reverse()).toMatchObject([
      { action: 'scoring.trained', after: { version: 1, outcomes: 320, isBetter: true } },
      { action: 'scoring.changed', after: { scoredBy: 'learned-1' } },
      { action: 'scoring.changed', after: { scoredBy: 'template' } },
    ]);
  });

  it('is not offered where outcomes follow nothing, and cannot be used then', {
    timeout: 60_000,
  }, async () => {
    const house = await openHouse(shared);
    const random = randomness(3);
    await plantHistory(
      house,
      leads(400).map(({ country, pageViews }) => ({
        values: { template: Math.round(100 * random()), country, 'times-page-view': pageViews },
        won: random() < 0.4,
      })),
    );
    const { models } = await train(house);
    expect(models).toMatchObject([{ version: 1, status: 'not-better' }]);
    expect(models[0]?.verdict.isBetter).toBe(false);
    await expect(change(house, { do: 'use', version: 1 })).rejects.toMatchObject({
      status: 409,
      code: 'model_not_better',
      message: expect.stringMatching(/was not better.*Train again when more outcomes are known\.$/),
    });
    await expect(change(house, { do: 'use', version: 2 })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  });

  it('is refused where too little is known, with the reason', async () => {
    const house = await openHouse(shared);
    await plantHistory(
      house,
      leads(40).map(({ country }, at) => ({ values: { template: at, country }, won: at % 2 > 0 })),
    );
    const state = await train(house);
    expect(state).toMatchObject({
      history: { won: 20, lost: 20, needed: { outcomes: 100, ofEach: 30 } },
      training: { state: 'idle', refusal: expect.stringContaining('100 outcomes or more') },
      models: [],
    });
    expect(state.training.refusal).toContain('here are 40');
  });

  it('says why nothing was trained when the CRM could not be asked', async () => {
    const house = await openHouse(shared);
    await plantHistory(house, [{ values: { template: 1 }, won: true }]);
    house.hubspot.uninstall();
    const { training } = await train(house);
    expect(training.refusal).toMatch(/^What became of the records could not be read/);
  });
});

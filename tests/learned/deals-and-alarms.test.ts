/** What a model in use does besides the score: deals by its chance, and alarms when it no longer fits. */
import { describe, expect, it } from 'vitest';
import { watchModel } from '../../server/scoring/watch-models.ts';
import { keepOutcomes, keepSnapshots } from '../../server/store/score-snapshots.ts';
import type { ScoringState } from '../../shared/contract/scoring-model.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { change, hour, leads, plantHistory, randomness, train } from './support/history.ts';

const hero = { object: 'contact' as const, recordId: '1001' };

/** Countries as evidence has them: by their codes. */
const codes = new Map([
  ['United Kingdom', 'GB'],
  ['France', 'FR'],
  ['Germany', 'DE'],
  ['Norway', 'NO'],
]);

/** A model that has learned that one country wins, in use. */
async function learnOf(house: House, country: string): Promise<ScoringState> {
  const random = randomness(6);
  await plantHistory(
    house,
    leads(600).map((lead) => ({
      values: { template: Math.round(100 * random()), country: codes.get(lead.country) ?? '' },
      won: random() < (codes.get(lead.country) === country ? 0.7 : 0.1),
    })),
  );
  await train(house);
  return change(house, { do: 'use', version: 1 });
}

describe.each(databases)('deals by the chance of winning, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('are opened from the chance that was set on, and by the score where none is set', async () => {
    const house = await openHouse(shared);
    const used = await learnOf(house, 'GB');
    const rows = used.models[0]?.thresholds ?? [];
    expect(rows).toHaveLength(19);
    const won = used.models[0]?.won ?? 0;
    for (const row of rows) expect(row.won + row.missed).toBe(won);

    await change(house, { do: 'set-deal-probability', probability: 0.95 });
    const above = await house.enrich({ ...hero, mode: 'preview' });
    expect(above.plan.deal).toBeNull();
    expect(above.plan.skipped).toContainEqual(
      expect.objectContaining({
        action: 'deal',
        code: 'below-threshold',
        reason: expect.stringMatching(/^The chance of winning is \d+%; deals start at 95%\.$/),
      }),
    );
    await change(house, { do: 'set-deal-probability', probability: 0.05 });
    const below = await house.enrich({ ...hero, mode: 'preview' });
    expect(below.plan.deal?.reason).toMatch(/chance of winning is \d+%; deals start at 5%/);
    // Without a model there is no chance, and the score decides.
    await change(house, { do: 'return-to-template' });
    const byScore = await house.enrich({ ...hero, mode: 'preview' });
    expect(byScore.plan.deal?.reason).toMatch(/^The score is \d+; deals start at 70\.$/);
  });
});

describe.each(databases)('alarms about a model in use, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('are silent while records stay as they were, and say what moved when they do not', async () => {
    const house = await openHouse(shared);
    const { database, tenant, services, clock } = house;
    await learnOf(house, 'FR');
    await watchModel(services.scoringWork, tenant);
    const quiet = await services.scoring.read(tenant);
    expect(quiet.models[0]?.alarms).toEqual([]);

    clock.advance(7 * 24 * hour);
    const at = clock.now();
    const ids = Array.from({ length: 300 }, (_, index) => String(800_000_000 + index));
    await database.withOrganization(tenant.organizationId, async (trx) => {
      await keepSnapshots(
        trx,
        tenant,
        'contact',
        ids.map((recordId) => ({
          recordId,
          runId: services.scoringWork.runtime.newId(),
          snapshot: {
            version: 1,
            at: at.toISOString(),
            values: { template: 50, country: 'FR' },
          },
        })),
      );
      await keepOutcomes(
        trx,
        tenant,
        'contact',
        ids.map((recordId, index) => ({
          recordId,
          outcome: index % 20 === 0 ? ('won' as const) : ('lost' as const),
          since: at,
        })),
        at,
      );
    });
    clock.advance(22 * 24 * hour);
    await watchModel(services.scoringWork, tenant);
    const { models } = await services.scoring.read(tenant);
    const kinds = models[0]?.alarms.map(({ kind: one }) => one);
    expect(kinds).toEqual(expect.arrayContaining(['score-drift', 'fact-drift', 'rate-moved']));
    for (const { message } of models[0]?.alarms ?? []) {
      expect(message).toMatch(/\d+ records/);
      expect(message).toMatch(/(?:Train again|Check the source)/);
    }
    // What was said once is said again with the day on which it began.
    const [first] = models[0]?.alarms ?? [];
    clock.advance(hour);
    await watchModel(services.scoringWork, tenant);
    const again = (await services.scoring.read(tenant)).models[0]?.alarms;
    expect(again?.find(({ kind: one }) => one === first?.kind)?.since).toBe(first?.since);
  });
});

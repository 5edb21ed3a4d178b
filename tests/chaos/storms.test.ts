/**
 * Workers are killed, connections to the database are cut, the database crashes, Redis goes away and
 * HubSpot and Salesforce misbehave, all at once and as chance has it. Afterwards everything is as in calm weather.
 *
 * A storm goes over several rounds: a bulk enrichment and executions of a workflow each.
 * `CHAOS_SEED=7` repeats one storm, `CHAOS_ROUNDS=200` goes through more of them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForBulk } from './support/ask.ts';
import { expectNothingLostOrDoubled, type Outcome, outcomesOf } from './support/expectations.ts';
import { expectEachOnce } from './support/org.ts';
import { likenesses, settle } from './support/people.ts';
import { quiet } from './support/quiet.ts';
import { roundsToGo } from './support/rounds.ts';
import { stormOf } from './support/storm.ts';
import { told } from './support/told.ts';
import { foundTown, type Town } from './support/town.ts';
import { weather } from './support/weather.ts';
import { within } from './support/within.ts';

describe.each(roundsToGo())('through storms, $from to $to', ({ seeds }) => {
  let town: Town;
  const calm = new Map<string, Outcome>();

  beforeAll(async () => {
    town = await foundTown();
    const households = likenesses.map((likeness) => settle(town, likeness, 2));
    const people = households.flatMap(({ contactIds }) => contactIds);
    await askForBulk(town, people, 'calm');
    await quiet(town);
    for (const household of households) {
      const [outcome, ...others] = outcomesOf(town, household);
      if (!outcome) throw new Error('Nobody lives there.');
      for (const other of others) expect(other).toEqual(outcome);
      calm.set(household.likeness, outcome);
    }
    // Otherwise a storm could neither lose nor double anything.
    expect([...calm.values()].map(({ tasks, deals }) => [tasks, deals])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 0],
      [1, 0],
      [0, 0],
    ]);
  }, 240_000);
  afterAll(() => town?.close());

  it.each(seeds)(
    'nothing is lost and nothing is doubled, CHAOS_SEED=%i',
    { timeout: 300_000 },
    async (seed) => {
      const storm = stormOf(seed, {
        restart: town.postgres.restart !== null,
        redis: town.redis !== null,
      });
      try {
        const { rounds, inOrg } = await within(80_000, 'the storm', weather(town, storm));
        await within(200_000, 'coming to rest', quiet(town));
        for (const asked of rounds) await expectNothingLostOrDoubled(town, asked, calm);
        await expectEachOnce(town.org, town.postgres, inOrg);
      } catch (error) {
        console.error(told(town, storm, error));
        throw error;
      }
    },
  );
});

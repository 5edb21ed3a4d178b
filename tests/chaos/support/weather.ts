/** A storm goes over a town. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultAction } from '../../sandbox/hubspot/index.ts';
import { askForBulk } from './ask.ts';
import { type Household, likenesses, settle } from './people.ts';
import { Seeded } from './seeded.ts';
import type { Round, Storm } from './storm.ts';
import type { Town } from './town.ts';

/** What was asked for in a round. */
export interface Asked {
  readonly households: readonly Household[];
  readonly bulkId: string;
  readonly inBulk: readonly string[];
  readonly workflowBatch: string;
  readonly enrolled: readonly string[];
}

/** Resolves when the storm is over and everybody is back at work. @returns what its rounds asked for */
export async function weather(town: Town, storm: Storm): Promise<Asked[]> {
  troubleTheCrm(town, storm, new Seeded(storm.seed + 1_000_000));
  const strikes = storm.strikes.map(async (strike) => {
    await delay(strike.atMs);
    await carryOut(town, strike);
  });
  const rounds = storm.rounds.map(async (round, index) => {
    const chance = new Seeded(storm.seed + 2_000_000 + index);
    await delay(round.atMs);
    return ask(town, round, `storm ${storm.seed}, round ${index}`, chance);
  });
  const [asked] = await Promise.all([
    Promise.all(rounds),
    Promise.all(strikes),
    delay(storm.lastsMs),
  ]);
  town.hubspot.hooks.onRequest = undefined;
  town.hubspot.clearFaults();
  await town.redis?.comeBack();
  await Promise.all([town.web, ...town.workers].map((one) => one.ready()));
  return asked;
}

async function ask(town: Town, round: Round, name: string, chance: Seeded): Promise<Asked> {
  const households = round.companies.map((people) => settle(town, chance.pick(likenesses), people));
  const people = households.flatMap(({ contactIds }) => contactIds);
  const enrolled = people.filter(() => chance.next() < round.workflowShare);
  // Somebody of the bulk enrichment also comes through a workflow at the same time.
  const inBulk = people.filter((id) => !enrolled.includes(id) || chance.next() < 0.15);
  const workflowBatch = town.workflow.enrol({
    objectType: 'CONTACT',
    recordIds: enrolled,
    inputFields: {},
  });
  const { id: bulkId } = await askForBulk(town, inBulk, name);
  return { households, bulkId, inBulk, workflowBatch, enrolled };
}

async function carryOut(town: Town, strike: Storm['strikes'][number]): Promise<void> {
  switch (strike.kind) {
    case 'kill':
      return town.workers[strike.worker]?.kill();
    case 'kill-web':
      return town.web.kill();
    case 'cut-database':
      return town.postgres.cut();
    case 'restart-database':
      return town.postgres.restart?.();
    case 'redis-away':
      await town.redis?.goAway();
      await delay(strike.forMs);
      return town.redis?.comeBack();
  }
}

const misfortunes: readonly [FaultAction, ...FaultAction[]] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, afterWork: true },
  { kind: 'status', status: 429, retryAfter: 1, policyName: 'SECONDLY' },
  { kind: 'status', status: 429, retryAfter: 2, policyName: 'TEN_SECONDLY_ROLLING' },
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
  { kind: 'drop', when: 'after' },
  { kind: 'stall' },
  { kind: 'malformed' },
  { kind: 'delay', ms: 100 },
];

function troubleTheCrm({ hubspot }: Town, { crmShare }: Storm, chance: Seeded): void {
  hubspot.hooks.onRequest = () => {
    // It strikes the next call.
    if (chance.next() < crmShare) hubspot.fail({ action: chance.pick(misfortunes) });
  };
}

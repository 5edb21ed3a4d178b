/** A storm goes over a town. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../sandbox/standin/faults.ts';
import { askForBulk } from './ask.ts';
import { type Household, likenesses, settle } from './people.ts';
import { Seeded } from './seeded.ts';
import type { Round, Storm } from './storm.ts';
import type { Town } from './town.ts';
import { within } from './within.ts';

type Misfortune = Fault['action'];

const peopleInOrg = 8;

/** What was asked for in a round. */
export interface Asked {
  readonly households: readonly Household[];
  readonly bulkId: string;
  readonly inBulk: readonly string[];
  readonly workflowBatch: string;
  readonly enrolled: readonly string[];
}

export interface Weathered {
  readonly rounds: readonly Asked[];
  /** Contacts of the org, of one bulk enrichment. */
  readonly inOrg: readonly string[];
}

/** Resolves when the storm is over and everybody is back at work. */
export async function weather(town: Town, storm: Storm): Promise<Weathered> {
  troubleTheCrms(town, storm, new Seeded(storm.seed + 1_000_000));
  const strikes = storm.strikes.map(async (strike) => {
    await delay(strike.atMs);
    await within(50_000, `to ${strike.kind}`, carryOut(town, strike));
  });
  const rounds = storm.rounds.map(async (round, index) => {
    const chance = new Seeded(storm.seed + 2_000_000 + index);
    await delay(round.atMs);
    return ask(town, round, `storm ${storm.seed}, round ${index}`, chance);
  });
  const inOrg = Array.from({ length: peopleInOrg }, () => town.org.newHero());
  const [asked] = await Promise.all([
    Promise.all(rounds),
    askForBulk({ ...town, tenant: town.org.tenant }, inOrg, `storm ${storm.seed}`),
    Promise.all(strikes),
    delay(storm.lastsMs),
  ]);
  for (const crm of [town.hubspot, town.org.salesforce]) {
    crm.hooks.onRequest = undefined;
    crm.clearFaults();
  }
  await town.redis?.comeBack();
  await Promise.all(
    [town.web, ...town.workers].map((one, index) =>
      within(40_000, `the start of process ${index}`, one.ready()),
    ),
  );
  return { rounds: asked, inOrg };
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

const misfortunes: readonly [Misfortune, ...Misfortune[]] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, afterWork: true },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
  { kind: 'drop', when: 'after' },
  { kind: 'stall' },
  { kind: 'malformed' },
  { kind: 'delay', ms: 100 },
];

function troubleTheCrms({ hubspot, org }: Town, { crmShare }: Storm, chance: Seeded): void {
  for (const crm of [hubspot, org.salesforce]) {
    crm.hooks.onRequest = () => {
      // It strikes the next call.
      if (chance.next() < crmShare) crm.fail({ action: chance.pick(misfortunes) });
    };
  }
}

/** What a storm will be like, by its seed: what is asked for meanwhile, and what goes wrong when. */
import { Seeded } from './seeded.ts';

type Strike =
  | { readonly kind: 'kill'; readonly worker: number }
  | { readonly kind: 'kill-web' }
  | { readonly kind: 'cut-database' }
  | { readonly kind: 'restart-database' }
  | { readonly kind: 'redis-away'; readonly forMs: number };

/** What is asked for at one time. */
export interface Round {
  /** Milliseconds after the start of the storm. */
  readonly atMs: number;
  /** Companies by how many people at each are to be enriched. */
  readonly companies: readonly number[];
  /** Of the people how many come through a workflow; the others are one bulk enrichment. */
  readonly workflowShare: number;
}

export interface Storm {
  readonly seed: number;
  readonly rounds: readonly Round[];
  readonly strikes: readonly (Strike & { readonly atMs: number })[];
  readonly lastsMs: number;
  /** Of the calls to the CRM, how many go wrong. */
  readonly crmShare: number;
}

export const roundsOfAStorm = 4;
const lastsMs = 4_000;
const workers = 3;

/** @param can what there is to be struck */
export function stormOf(
  seed: number,
  can: { readonly restart: boolean; readonly redis: boolean },
): Storm {
  const chance = new Seeded(seed);
  const at = () => chance.between(100, lastsMs);
  const strikes: Storm['strikes'][number][] = [];
  for (let count = chance.between(2, 4); count > 0; count -= 1) {
    strikes.push({ kind: 'kill', worker: chance.between(0, workers - 1), atMs: at() });
  }
  if (chance.next() < 0.3) strikes.push({ kind: 'kill-web', atMs: at() });
  for (let count = chance.between(0, 3); count > 0; count -= 1) {
    strikes.push({ kind: 'cut-database', atMs: at() });
  }
  const [restarts, goes] = [chance.next() < 0.4, chance.next() < 0.6];
  if (restarts && can.restart) strikes.push({ kind: 'restart-database', atMs: at() });
  const forMs = chance.between(200, 1_500);
  if (goes && can.redis) strikes.push({ kind: 'redis-away', forMs, atMs: at() });
  return {
    seed,
    rounds: Array.from({ length: roundsOfAStorm }, () => roundOf(chance)),
    strikes: strikes.toSorted((a, b) => a.atMs - b.atMs),
    lastsMs,
    crmShare: chance.pick([0.3, 0.3, 0.3, 0.15, 0.5]),
  };
}

function roundOf(chance: Seeded): Round {
  const companies: number[] = [];
  for (let people = chance.between(20, 30); people > 0; ) {
    const here = Math.min(people, chance.pick([1, 1, 1, 1, 2, 3]));
    companies.push(here);
    people -= here;
  }
  return {
    atMs: chance.between(0, lastsMs / 2),
    companies,
    workflowShare: 0.15 + 0.3 * chance.next(),
  };
}

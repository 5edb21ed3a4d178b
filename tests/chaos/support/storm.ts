/** What a storm will be like, by its seed: what is asked for, and what goes wrong when. */
import { Seeded } from './seeded.ts';

type Strike =
  | { readonly kind: 'kill'; readonly worker: number }
  | { readonly kind: 'kill-web' }
  | { readonly kind: 'cut-database' }
  | { readonly kind: 'restart-database' }
  | { readonly kind: 'redis-away'; readonly forMs: number };

export interface Storm {
  readonly seed: number;
  /** Companies by how many people at each are to be enriched. */
  readonly companies: readonly number[];
  /** Of the people how many come through a workflow; the others are one bulk enrichment. */
  readonly workflowShare: number;
  /** Milliseconds after the start. */
  readonly strikes: readonly (Strike & { readonly atMs: number })[];
  readonly lastsMs: number;
  /** Of the calls to the CRM, how many go wrong. */
  readonly crmShare: number;
}

const lastsMs = 1_600;
const workers = 3;

/** @param can what there is to be struck */
export function stormOf(seed: number, can: { readonly restart: boolean; readonly redis: boolean }) {
  const chance = new Seeded(seed);
  const at = () => chance.between(20, lastsMs);
  const strikes: Storm['strikes'][number][] = [];
  for (let count = chance.between(1, 3); count > 0; count -= 1) {
    strikes.push({ kind: 'kill', worker: chance.between(0, workers - 1), atMs: at() });
  }
  if (chance.next() < 0.2) strikes.push({ kind: 'kill-web', atMs: at() });
  for (let count = chance.between(0, 2); count > 0; count -= 1) {
    strikes.push({ kind: 'cut-database', atMs: at() });
  }
  const restarts = chance.next() < 0.2;
  if (restarts && can.restart) strikes.push({ kind: 'restart-database', atMs: at() });
  const goes = chance.next() < 0.4;
  const forMs = chance.between(100, 800);
  if (goes && can.redis) strikes.push({ kind: 'redis-away', forMs, atMs: at() });
  const companies: number[] = [];
  for (let people = chance.between(20, 40); people > 0; ) {
    const here = Math.min(people, chance.pick([1, 1, 1, 1, 2, 3]));
    companies.push(here);
    people -= here;
  }
  return {
    seed,
    companies,
    workflowShare: 0.15 + 0.3 * chance.next(),
    strikes: strikes.toSorted((a, b) => a.atMs - b.atMs),
    lastsMs,
    crmShare: chance.pick([0.3, 0.3, 0.3, 0.15, 0.5]),
  } satisfies Storm;
}

/** Which storms are gone through, in parts that a town of their own is founded for. */
import { roundsOfAStorm } from './storm.ts';

const usualRounds = 20;
const stormsInOnePart = 5;

export interface Part {
  /** Seeds of storms. */
  readonly from: number;
  readonly to: number;
  readonly seeds: readonly number[];
}

/** By `CHAOS_SEED` or `CHAOS_ROUNDS`. @throws Error where they are no numbers */
export function roundsToGo(): Part[] {
  const seed = numberIn('CHAOS_SEED');
  if (seed !== null) return [{ from: seed, to: seed, seeds: [seed] }];
  const storms = Math.ceil((numberIn('CHAOS_ROUNDS') ?? usualRounds) / roundsOfAStorm);
  const seeds = Array.from({ length: storms }, (_, index) => index + 1);
  const parts = Map.groupBy(seeds, (one) => Math.floor((one - 1) / stormsInOnePart));
  return [...parts.values()].map((part) => ({
    from: part[0] ?? 0,
    to: part.at(-1) ?? 0,
    seeds: part,
  }));
}

function numberIn(variable: string): number | null {
  const text = process.env[variable];
  if (text === undefined || text === '') return null;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${variable} is a whole number.`);
  return Number(text);
}

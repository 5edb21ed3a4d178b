/** Which storms are gone through, in parts that a database of their own is made for. */

const usualRounds = 20;
const inOnePart = 20;

export interface Part {
  readonly from: number;
  readonly to: number;
  readonly seeds: readonly number[];
}

/** By `CHAOS_SEED` or `CHAOS_ROUNDS`. @throws Error where they are no numbers */
export function roundsToGo(rounds = usualRounds): Part[] {
  const seed = numberIn('CHAOS_SEED');
  if (seed !== null) return [{ from: seed, to: seed, seeds: [seed] }];
  const seeds = Array.from({ length: numberIn('CHAOS_ROUNDS') ?? rounds }, (_, index) => index + 1);
  return seeds
    .filter((first) => (first - 1) % inOnePart === 0)
    .map((from) => {
      const part = seeds.slice(from - 1, from - 1 + inOnePart);
      return { from, to: from + part.length - 1, seeds: part };
    });
}

function numberIn(variable: string): number | null {
  const text = process.env[variable];
  if (text === undefined || text === '') return null;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${variable} is a whole number.`);
  return Number(text);
}

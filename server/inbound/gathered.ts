/** One commit, or one look-up, for what comes while the one before is on its way. */

interface Asked<T, R> {
  readonly item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/** What a key is being worked on with, and what waits for it. */
interface Line<T, R> {
  busy: number;
  readonly waiting: Asked<T, R>[];
  /** Of all that waits. */
  weight: number;
}

export interface Gathering<T> {
  /** How much is done together, by weight; one item that is heavier is done alone. */
  readonly most: number;
  /** How many times a key is worked on side by side, once so much waits that it is worth it. */
  readonly atOnce: number;
  /** At least 1, which it is where nothing else is said. */
  readonly weightOf?: (item: T) => number;
}

/**
 * What is asked for alone is done at once. What comes while the same key is being worked on is done
 * together when that has ended, or when as much waits as is done together; never before it was asked
 * for, so everybody's answer is at least as new as the question. Where something fails that was done
 * together, each is tried by itself, so that one keeps no other from it.
 * @param work gives one result for each item, in their order
 */
export function gathered<T, R>(
  work: (key: string, items: readonly T[]) => Promise<readonly R[]>,
  { most, atOnce, weightOf = () => 1 }: Gathering<T>,
): (key: string, item: T) => Promise<R> {
  /** Of keys that are being worked on. */
  const lines = new Map<string, Line<T, R>>();

  async function workOn(key: string, asked: readonly Asked<T, R>[]): Promise<void> {
    try {
      const results = await work(
        key,
        asked.map(({ item }) => item),
      );
      for (const [index, result] of results.entries()) asked[index]?.resolve(result);
    } catch (error) {
      if (asked.length === 1) asked[0]?.reject(error);
      else for (const one of asked) await workOn(key, [one]);
    }
  }

  /** As many of those that wait as are done together, in their order. */
  function next(line: Line<T, R>): Asked<T, R>[] {
    let count = 0;
    let weight = 0;
    for (const { item } of line.waiting) {
      const more = weightOf(item);
      if (count > 0 && weight + more > most) break;
      count += 1;
      weight += more;
    }
    line.weight -= weight;
    return line.waiting.splice(0, count);
  }

  async function workOff(key: string, line: Line<T, R>): Promise<void> {
    line.busy += 1;
    while (line.waiting.length > 0) await workOn(key, next(line));
    line.busy -= 1;
    if (line.busy === 0) lines.delete(key);
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      let line = lines.get(key);
      if (!line) {
        line = { busy: 0, waiting: [], weight: 0 };
        lines.set(key, line);
      }
      line.waiting.push({ item, resolve, reject });
      line.weight += weightOf(item);
      if (line.busy === 0 || (line.busy < atOnce && line.weight >= most)) void workOff(key, line);
    });
}

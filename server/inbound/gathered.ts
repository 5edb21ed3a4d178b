/** One commit, or one look-up, for what comes while the one before is on its way. */

interface Asked<T, R> {
  readonly item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * What is asked for alone is done at once. What comes while the same key is being worked on is done
 * together when that has ended, never sooner: everybody's answer is at least as new as the question.
 * Where something fails that was done together, each is tried by itself, so that one keeps no other
 * from it.
 * @param work gives one result for each item, in their order
 * @param most items that are done together
 */
export function gathered<T, R>(
  work: (key: string, items: readonly T[]) => Promise<readonly R[]>,
  most: number,
): (key: string, item: T) => Promise<R> {
  /** Of keys that are being worked on. */
  const waiting = new Map<string, Asked<T, R>[]>();

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

  async function workOff(key: string, first: Asked<T, R>): Promise<void> {
    let next: readonly Asked<T, R>[] = [first];
    while (next.length > 0) {
      await workOn(key, next);
      next = waiting.get(key)?.splice(0, most) ?? [];
    }
    waiting.delete(key);
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const asked = { item, resolve, reject };
      const queue = waiting.get(key);
      if (queue) {
        queue.push(asked);
        return;
      }
      waiting.set(key, []);
      void workOff(key, asked);
    });
}

import { setTimeout as delay } from 'node:timers/promises';

/** @throws Error that names what does not end, while there is somebody left to tell why */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const tooLong = delay(ms, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`Still at it after ${ms} ms: ${what}.`);
  });
  tooLong.catch(() => {});
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    ended.abort();
  }
}

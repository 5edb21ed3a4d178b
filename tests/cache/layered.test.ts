import { describe, expect, it } from 'vitest';
import { LayeredCache } from '../../server/cache/layered.ts';
import { MemoryCache } from '../../server/cache/memory.ts';

function layers() {
  let time = Date.parse('2026-11-21T12:00:00Z');
  const now = () => new Date(time);
  const fast = new MemoryCache({ now });
  const durable = new MemoryCache({ now });
  const process = () => new LayeredCache(new MemoryCache({ now }), durable, { now });
  return {
    cache: new LayeredCache(fast, durable, { now, maxFastTtlMs: 60_000 }),
    /** Another process, with a fast layer of its own. */
    process,
    fast,
    durable,
    advance: (ms: number) => {
      time += ms;
    },
  };
}

describe('a fast cache before a durable one', () => {
  it('gives what another process put into the durable one', async () => {
    const { cache, process } = layers();
    await process().set('key', 'theirs', 600_000);
    expect(await cache.get('key')).toBe('theirs');
  });

  it('answers from the fast one once it has it', async () => {
    const { cache, process, durable } = layers();
    await process().set('key', 'theirs', 600_000);
    await cache.get('key');
    await durable.delete('key');
    expect(await cache.get('key')).toBe('theirs');
  });

  it('notices a change by another process within the fast one’s time', async () => {
    const { cache, process, advance } = layers();
    await cache.set('key', 'old', 600_000);
    await process().set('key', 'new', 600_000);
    advance(60_001);
    expect(await cache.get('key')).toBe('new');
  });

  it('never lengthens the time of a value by copying it', async () => {
    const { cache, process, advance } = layers();
    await process().set('key', 'value', 10_000);
    advance(9_000);
    expect(await cache.get('key')).toBe('value');
    advance(1_001);
    expect(await cache.get('key')).toBeNull();
  });

  it('deletes from both', async () => {
    const { cache, fast, durable } = layers();
    await cache.set('key', 'value', 600_000);
    await cache.delete('key');
    expect([await fast.get('key'), await durable.get('key')]).toEqual([null, null]);
  });
});

import { expect, it } from 'vitest';
import { MemoryCache } from '../../server/cache/memory.ts';

const now = () => new Date('2026-11-21T12:00:00Z');

it('forgets the entry that was not used for the longest time', async () => {
  const cache = new MemoryCache({ now, maxEntries: 2 });
  await cache.set('a', 1, 1_000);
  await cache.set('b', 2, 1_000);
  await cache.get('a');
  await cache.set('c', 3, 1_000);
  expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual([1, null, 3]);
});

it('bounds the size of all values together', async () => {
  const cache = new MemoryCache({ now, maxCharacters: 100 });
  await cache.set('a', 'x'.repeat(40), 1_000);
  await cache.set('b', 'x'.repeat(40), 1_000);
  await cache.set('c', 'x'.repeat(40), 1_000);
  expect(await cache.get('a')).toBeNull();
  expect(await cache.get('c')).not.toBeNull();
});

it('counts a replaced value once', async () => {
  const cache = new MemoryCache({ now, maxCharacters: 100 });
  await cache.set('kept', 'x', 1_000);
  for (let round = 0; round < 50; round += 1) await cache.set('a', 'x'.repeat(40), 1_000);
  expect(await cache.get('kept')).toBe('x');
});

it('does not keep a value larger than all it may hold', async () => {
  const cache = new MemoryCache({ now, maxCharacters: 10 });
  await cache.set('a', 'x'.repeat(40), 1_000);
  expect(await cache.get('a')).toBeNull();
});

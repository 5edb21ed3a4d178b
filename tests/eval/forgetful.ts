import type { ErasableCache } from '../../server/cache/cache.ts';

/** A cache that keeps nothing, so that every question is asked. */
export const forgetful: ErasableCache = {
  get: async () => null,
  set: async () => {},
  delete: async () => {},
  erase: async () => {},
};

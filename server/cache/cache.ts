/** A cache may forget anything at any time; nobody may depend on it for being right. */
export interface Cache {
  /** The value, or null when it is absent or its time has passed. JSON values only. */
  get<T>(key: string): Promise<T | null>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}

/** A cache for what somebody may ask to be erased. */
export interface ErasableCache extends Cache {
  /**
   * Deletes a value, and knows that it is gone.
   * @throws AppError `cache_unavailable` when it may still be there
   */
  erase(key: string): Promise<void>;
}

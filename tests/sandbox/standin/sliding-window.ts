/**
 * An exact sliding log: a call passes when fewer than `max` calls passed in the window that ends now.
 * A refused call takes no place.
 */
export class SlidingWindow {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #passed = new Map<string, number[]>();

  constructor(max: number, windowMs: number) {
    this.#max = max;
    this.#windowMs = windowMs;
  }

  /** Takes a place for `key` at time `now`; -1 when there is none, else the places left. */
  take(key: string, now: number): number {
    const recent = (this.#passed.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    const passes = recent.length < this.#max;
    if (passes) recent.push(now);
    this.#passed.set(key, recent);
    return passes ? this.#max - recent.length : -1;
  }

  clear(): void {
    this.#passed.clear();
  }
}

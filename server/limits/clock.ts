/** Time as a limiter counts it. */
export interface LimiterClock {
  /** Milliseconds that only ever grow. */
  now(): number;
  /** Calls `fn` once, after so many milliseconds; what it gives calls that off. */
  after(milliseconds: number, fn: () => void): () => void;
}

export const systemClock: LimiterClock = {
  now: () => performance.now(),
  after(milliseconds, fn) {
    const timer = setTimeout(fn, milliseconds);
    return () => clearTimeout(timer);
  },
};

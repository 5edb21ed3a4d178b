/** Whole milliseconds between two instants, never negative. */
export function elapsed(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime());
}

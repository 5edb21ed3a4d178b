/** The most moments that lie in any window `[t, t + windowMs)`. */
export function mostInAnyWindow(moments: readonly number[], windowMs: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let from = 0;
  let most = 0;
  sorted.forEach((moment, to) => {
    while (moment - (sorted[from] ?? 0) >= windowMs) from += 1;
    most = Math.max(most, to - from + 1);
  });
  return most;
}

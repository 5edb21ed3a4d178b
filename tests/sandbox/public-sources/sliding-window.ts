/** Whether one more request fits in the window. */
export function slidingWindow(limit: number, windowMs: number, clock: () => number): () => boolean {
  let seen: number[] = [];
  return () => {
    const now = clock();
    seen = seen.filter((at) => at > now - windowMs);
    if (seen.length >= limit) return false;
    seen.push(now);
    return true;
  };
}

/** Calls as HubSpot counts them. */
import type { SeenCall } from './outside/outside.ts';

const windowMs = 10_000;

/** What HubSpot allows a marketplace app per account. */
const callsPerWindow = 110;
const callsPerMs = callsPerWindow / windowMs;

/** The part of the limit that was used between two moments, in milliseconds since 1970. */
export function shareOfLimit(calls: readonly SeenCall[], from: number, to: number): number {
  const made = calls.filter(({ at }) => at >= from && at < to).length;
  return made / ((to - from) * callsPerMs);
}

/** How long so many calls take at least, in seconds. */
export const secondsAtLimit = (calls: number) => calls / callsPerMs / 1_000;

export const refused = (calls: readonly SeenCall[]) =>
  calls.filter(({ status }) => status === 429).length;

/** The most calls that lie in any ten seconds. */
export function mostInAWindow(calls: readonly SeenCall[]): number {
  const moments = calls.map(({ at }) => at).toSorted((a, b) => a - b);
  let from = 0;
  let most = 0;
  for (const [to, moment] of moments.entries()) {
    while (moment - (moments[from] ?? 0) >= windowMs) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

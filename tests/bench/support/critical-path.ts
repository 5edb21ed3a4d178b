/** Which calls of a click had to wait for which: the longest chain in the stand-ins' logs. */
import type { HubSpotStandin } from '../../sandbox/hubspot/index.ts';
import type { PublicSources } from '../../sandbox/public-sources/public-sources.ts';

export interface LoggedCall {
  /** Method and path, or the address asked, without identifiers of one run. */
  readonly what: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** What the call takes by order, in milliseconds. */
  readonly orderedMs: number;
}

export function callsOf(
  hubspot: HubSpotStandin,
  sources: PublicSources,
  since: number,
  delays: { readonly hubspotMs: number; readonly sourceMs: number },
): LoggedCall[] {
  const crm = hubspot.requests().map(({ method, path, startedAt, endedAt }) => ({
    what: `${method} ${path}`,
    ...span(startedAt, endedAt),
    orderedMs: delays.hubspotMs,
  }));
  const research = sources.requests().map(({ target, startedAt, endedAt }) => ({
    what: target,
    ...span(startedAt, endedAt),
    orderedMs: delays.sourceMs,
  }));
  return [...crm, ...research].filter(({ startedAt }) => startedAt >= since);
}

/**
 * The chain of calls, each started after the one before had been answered, that takes longest by
 * order. What the code could have done at the same time and did not is in it too.
 */
export function longestChain(calls: readonly LoggedCall[]): LoggedCall[] {
  const best: { call: LoggedCall; ms: number; before: number }[] = [];
  for (const call of calls.toSorted((a, b) => a.endedAt - b.endedAt)) {
    let before = -1;
    for (const [index, earlier] of best.entries()) {
      const follows = earlier.call.endedAt <= call.startedAt;
      // Of equal ones the last to be answered: the likeliest to have been waited for.
      if (follows && earlier.ms >= (best[before]?.ms ?? 0)) before = index;
    }
    best.push({ call, ms: (best[before]?.ms ?? 0) + call.orderedMs, before });
  }
  const chain: LoggedCall[] = [];
  let at = best.reduce((top, { ms }, index) => (ms > (best[top]?.ms ?? 0) ? index : top), -1);
  for (let step = best[at]; step; step = best[at]) {
    chain.unshift(step.call);
    at = step.before;
  }
  return chain;
}

export const totalMs = (chain: readonly LoggedCall[]) =>
  chain.reduce((sum, { orderedMs }) => sum + orderedMs, 0);

function span(startedAt: string, endedAt: string | null) {
  const start = Date.parse(startedAt);
  // Unanswered when the click was over: nobody waited for it.
  return {
    startedAt: start,
    endedAt: endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(endedAt),
  };
}

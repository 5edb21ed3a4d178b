/**
 * How fast we may call one HubSpot account. A marketplace app has 110 requests in any 10 seconds per
 * account and HubSpot advises to stay at 100; search has its own limit of 5 per second and reports no
 * headers. https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 */
export type CallKind = 'standard' | 'search';

/** Shared by everything that calls one account; one kept in Redis can stand in for one in memory. */
export interface HubSpotBudget {
  /** Resolves when `count` calls (default 1) may be sent, first come, first served. */
  acquire(kind: CallKind, count?: number): Promise<void>;
}

interface Window {
  readonly limit: number;
  readonly intervalMs: number;
}

export interface BudgetOptions {
  readonly standard?: Window;
  readonly search?: Window;
  /** Milliseconds that only ever grow. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

const defaultWindows: Record<CallKind, Window> = {
  standard: { limit: 100, intervalMs: 10_000 },
  search: { limit: 4, intervalMs: 1_000 },
};

/** The budget of one account, in this process's memory. */
export function createHubSpotBudget(options: BudgetOptions = {}): HubSpotBudget {
  const now = options.now ?? (() => performance.now());
  const sleep = options.sleep ?? wait;
  const queues = {
    standard: slidingWindow(options.standard ?? defaultWindows.standard, now, sleep),
    search: slidingWindow(options.search ?? defaultWindows.search, now, sleep),
  };
  return { acquire: (kind, count = 1) => queues[kind](count) };
}

/** One budget per HubSpot account, made on first use. */
export function createHubSpotBudgets(
  options: BudgetOptions = {},
): (portalId: string) => HubSpotBudget {
  const budgets = new Map<string, HubSpotBudget>();
  return (portalId) => {
    const known = budgets.get(portalId);
    if (known) return known;
    const budget = createHubSpotBudget(options);
    budgets.set(portalId, budget);
    return budget;
  };
}

function slidingWindow(
  window: Window,
  now: () => number,
  sleep: (milliseconds: number) => Promise<void>,
): (count: number) => Promise<void> {
  const grants: number[] = [];
  let last: Promise<void> = Promise.resolve();

  async function take(count: number): Promise<void> {
    for (;;) {
      const at = now();
      while (grants[0] !== undefined && grants[0] <= at - window.intervalMs) grants.shift();
      const excess = grants.length + count - window.limit;
      if (excess <= 0) {
        for (let granted = 0; granted < count; granted += 1) grants.push(at);
        return;
      }
      const freedAt = (grants[excess - 1] ?? at) + window.intervalMs;
      await sleep(Math.max(1, freedAt - at));
    }
  }

  return (count) => {
    if (count > window.limit) {
      return Promise.reject(
        new RangeError(`${count} calls never fit into a window of ${window.limit}.`),
      );
    }
    const turn = last.then(() => take(count));
    last = turn.catch(() => undefined);
    return turn;
  };
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

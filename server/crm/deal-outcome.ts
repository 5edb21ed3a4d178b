/** What deals say of a record. */
import type { RecordOutcome } from './connector.ts';

export interface EndedDeal {
  readonly isWon: boolean;
  /** Null while it is open. */
  readonly closedAt: Date | null;
}

/**
 * Won with the first deal that was won after a moment; lost where deals were only lost since then and
 * none is open; open otherwise.
 */
export function outcomeOfDeals(deals: readonly EndedDeal[], after: Date): RecordOutcome {
  const since = (isWon: boolean) => {
    const times = deals.flatMap(({ isWon: won, closedAt }) =>
      won === isWon && closedAt && closedAt > after ? [closedAt.getTime()] : [],
    );
    return times.length > 0 ? new Date(Math.min(...times)) : null;
  };
  const won = since(true);
  if (won) return { state: 'won', since: won };
  const lost = since(false);
  const anyOpen = deals.some(({ closedAt }) => closedAt === null);
  return lost && !anyOpen ? { state: 'lost', since: lost } : { state: 'open' };
}

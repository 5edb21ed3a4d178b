/**
 * One turn after the other for each connection: two requests at once could each make a record that is
 * nowhere yet. What arrives while a turn is taken waits and goes together in the next, so that many
 * single requests cost no more calls than a batch.
 */
import type { Database } from '../store/database.ts';
import type { Tenant } from '../sync/service.ts';

/** As many as fit into one call to a CRM. */
const mostInTurn = 100;

interface Ticket<Item, Result> {
  readonly items: readonly Item[];
  readonly resolve: (results: Result[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param work gives one result for each item, in their order
 * @returns takes items in, and gives their results once it was their turn; rejects with what `work` threw
 */
export function createTurns<Item, Result>(
  database: Pick<Database, 'withLock'>,
  work: (tenant: Tenant, items: readonly Item[]) => Promise<Result[]>,
): (tenant: Tenant, items: readonly Item[]) => Promise<Result[]> {
  const queues = new Map<string, Ticket<Item, Result>[]>();

  async function workOff(tenant: Tenant, queue: Ticket<Item, Result>[]): Promise<void> {
    while (queue.length > 0) {
      const tickets = nextTurn(queue);
      try {
        // Other processes may serve the same connection.
        const results = await database.withLock(`entities-${tenant.integrationId}`, () =>
          work(
            tenant,
            tickets.flatMap(({ items }) => items),
          ),
        );
        let at = 0;
        for (const { items, resolve } of tickets) {
          resolve(results.slice(at, at + items.length));
          at += items.length;
        }
      } catch (error) {
        for (const { reject } of tickets) reject(error);
      }
    }
    queues.delete(tenant.integrationId);
  }

  return (tenant, items) =>
    new Promise((resolve, reject) => {
      const ticket = { items, resolve, reject };
      const waiting = queues.get(tenant.integrationId);
      if (waiting) {
        waiting.push(ticket);
        return;
      }
      const queue = [ticket];
      queues.set(tenant.integrationId, queue);
      void workOff(tenant, queue);
    });
}

/** The first ticket in any case, and those behind it that still fit. */
function nextTurn<Item, Result>(queue: Ticket<Item, Result>[]): Ticket<Item, Result>[] {
  let count = 0;
  const fitting = queue.findIndex(({ items }, index) => {
    count += items.length;
    return index > 0 && count > mostInTurn;
  });
  return queue.splice(0, fitting === -1 ? queue.length : fitting);
}

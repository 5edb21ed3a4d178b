/** How much of a connection's work may wait before more of it is refused for a while. */
import { AppError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import { countWaiting } from '../store/work.ts';
import type { Tenant } from '../sync/service.ts';

/** Two hours of work at the speed of a CRM's limits: what is accepted is done well within its day. */
const MOST_WAITING = 100_000;
/** A count is good for so long: an execution must not cost a look at a hundred thousand rows. */
const COUNTED_FOR_MS = 5_000;
const TRY_AGAIN_MS = 60_000;

export interface Pressure {
  /** @throws AppError `queue_full`, to be repeated later */
  requireRoom(tenant: Tenant): Promise<void>;
}

export function createPressure(
  database: Database,
  runtime: Pick<Runtime, 'now'>,
  mostWaiting = MOST_WAITING,
): Pressure {
  const full = new Map<string, { readonly isFull: boolean; readonly until: number }>();
  return {
    async requireRoom(tenant) {
      const at = runtime.now().getTime();
      let known = full.get(tenant.integrationId);
      if (!known || known.until <= at) {
        const waiting = await database.withOrganization(tenant.organizationId, (trx) =>
          countWaiting(trx, tenant, mostWaiting),
        );
        known = { isFull: waiting >= mostWaiting, until: at + COUNTED_FOR_MS };
        if (full.size > 10_000) full.clear();
        full.set(tenant.integrationId, known);
      }
      if (known.isFull) throw queueFull();
    },
  };
}

const queueFull = () =>
  new AppError('Too many records of this account wait already. Try again in a minute.', {
    code: 'queue_full',
    status: 429,
    retryable: true,
    retryAfterMs: TRY_AGAIN_MS,
  });

/** Enriches records that nobody waits for at a screen, together where they can be. */
import pLimit from 'p-limit';
import type { Enrichment, EnrichRequest } from '../../shared/contract/v1.ts';
import { AppError, isAppError } from '../errors.ts';
import type { EnrichResult } from '../sync/enrich.ts';
import { resultKey } from '../sync/enrich-many.ts';
import type { Tenant } from '../sync/service.ts';
import type { QueueDependencies } from './dependencies.ts';

const ALONE_AT_ONCE = 8;

export interface ToEnrich {
  readonly id: string;
  /** Its key makes sure that repeating it writes once. */
  readonly request: EnrichRequest;
}

/** One result per item, by its id. Never throws. */
export async function enrichAll(
  deps: QueueDependencies,
  tenant: Tenant,
  items: readonly ToEnrich[],
): Promise<Map<string, EnrichResult>> {
  const results = await enrichTogether(deps, tenant, firstOfEachRecord(items));
  const alone = pLimit(ALONE_AT_ONCE);
  await Promise.all(
    items
      .filter(({ id }) => needsItsOwn(results.get(id)))
      .map(({ id, request }) =>
        alone(async () => results.set(id, await enrichAlone(deps, tenant, request))),
      ),
  );
  return results;
}

/** Two may want different things of a record; the second waits for the first. */
function firstOfEachRecord(items: readonly ToEnrich[]): ToEnrich[] {
  return [...Map.groupBy(items, ({ request }) => resultKey(request)).values()].flatMap(([first]) =>
    first ? [first] : [],
  );
}

async function enrichTogether(
  deps: QueueDependencies,
  tenant: Tenant,
  items: readonly ToEnrich[],
): Promise<Map<string, EnrichResult>> {
  if (items.length === 0) return new Map();
  try {
    const requests = items.map(({ request }) => request);
    const found = await deps.sync.enrichMany(tenant, requests);
    return new Map(
      items.flatMap(({ id, request }) => {
        const result = found.get(resultKey(request));
        return result ? [[id, ended(result)] as const] : [];
      }),
    );
  } catch (error) {
    return new Map(items.map(({ id }) => [id, { ok: false, error }]));
  }
}

/** Nobody has it yet, or its record or its key was in use: asking alone waits or finds the answer. */
function needsItsOwn(result: EnrichResult | undefined): boolean {
  if (!result) return true;
  return !result.ok && isAppError(result.error) && result.error.code === 'enrichment_in_progress';
}

async function enrichAlone(
  { sync }: QueueDependencies,
  tenant: Tenant,
  request: EnrichRequest,
): Promise<EnrichResult> {
  try {
    return ended({ ok: true, enrichment: await sync.enrich(tenant, request) });
  } catch (error) {
    return { ok: false, error };
  }
}

/** Writes that are still open are completed by recovery; only then it has ended. */
function ended(result: EnrichResult): EnrichResult {
  if (!result.ok || !isOpen(result.enrichment)) return result;
  return { ok: false, error: notConfirmedYet() };
}

const isOpen = ({ status }: Enrichment) => status === 'applying' || status === 'running';

const notConfirmedYet = () =>
  new AppError('The CRM has not confirmed yet what was written.', {
    code: 'not_confirmed_yet',
    status: 503,
    retryable: true,
    retryAfterMs: 5_000,
  });

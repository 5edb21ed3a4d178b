/** From something that was started to what the card is told of it: how far it is, or how it ended. */
import { setTimeout as delay } from 'node:timers/promises';
import type { RunAnswer } from '../../../shared/contract/card.ts';
import type { RecordRef } from '../../../shared/plan/plan.ts';
import { AppError, isAppError } from '../../errors.ts';
import type { OnProgress, SyncService, Tenant } from '../../sync/service.ts';
import type { AppDependencies } from '../dependencies.ts';

/** HubSpot gives up on a call some seconds later; Apex would wait longer. */
const longestWaitMs = 9_000;

/** For what is started and goes on: only a run that waits for another one has no id by then. */
export const enrichWaitMs = 300;

/** For what is done to a run: most are done by then, and whoever pressed the button sees it end at once. */
export const actionWaitMs = 1_000;

export interface Started {
  readonly tenant: Tenant;
  readonly record: RecordRef;
  /** Starts it. It goes on, whether or not anybody waits. */
  readonly start: (onProgress: OnProgress) => Promise<unknown>;
  /** `named`: answer as soon as the run has an id; `ended`: give it a moment to end first. */
  readonly until: 'named' | 'ended';
  /** After so many milliseconds what is under way on the record is the answer. */
  readonly waitMs: number;
}

/** @throws AppError what kept it from starting, or ended it while it was waited for */
export async function runAnswer(
  { sync, logger }: Pick<AppDependencies, 'sync' | 'logger'>,
  { tenant, record, start, until, waitMs }: Started,
): Promise<RunAnswer> {
  const { promise: named, resolve: name } = Promise.withResolvers<string>();
  let id: string | null = null;
  const run = start(({ enrichmentId }) => {
    if (enrichmentId === null) return;
    id ??= enrichmentId;
    name(enrichmentId);
  });
  let awaited = true;
  const ended = run.then(() => 'ended' as const);
  ended.catch((error: unknown) => {
    if (!awaited) logEnd(logger, error, id);
  });
  const events = until === 'named' ? [ended, named] : [ended];
  try {
    for (const wait of [waitMs, longestWaitMs - waitMs]) {
      if ((await firstOf(events, wait)) === 'ended') return await endedAnswer(sync, tenant, record);
      const progress = id
        ? await sync.watch(tenant, record, id, { seen: 0, waitMs: 0 })
        : await sync.underWay(tenant, record);
      if (progress) return { state: 'running', progress };
      if (id) return await endedAnswer(sync, tenant, record);
    }
    throw notStarted();
  } catch (error) {
    // Somebody else's run is in the way: the card follows that one.
    const progress = isBusy(error) ? await sync.underWay(tenant, record) : null;
    if (!progress) throw error;
    return { state: 'running', progress };
  } finally {
    awaited = false;
  }
}

/** What was foreseen is told to the rep and is no news to an operator. */
function logEnd(logger: AppDependencies['logger'], error: unknown, runId: string | null): void {
  const message = 'a run that a card started failed';
  if (isAppError(error)) logger.info({ code: error.code, runId }, message);
  else logger.warn({ err: error, runId }, message);
}

const notStarted = () =>
  new AppError('oppSpot is very busy and did not get to this yet. Look again in a few seconds.', {
    code: 'busy',
    status: 503,
    retryable: true,
    retryAfterMs: 2_000,
  });

/** How things are on the record, now that something has ended. */
export async function endedAnswer(
  sync: SyncService,
  tenant: Tenant,
  record: RecordRef,
): Promise<RunAnswer> {
  return { state: 'ended', card: await sync.card(tenant, record) };
}

const isBusy = (error: unknown) => isAppError(error) && error.code === 'enrichment_in_progress';

/** What came first; null when nothing came in time. */
async function firstOf(events: readonly Promise<string>[], waitMs: number): Promise<string | null> {
  const timer = new AbortController();
  const late = delay(waitMs, null, { signal: timer.signal });
  // The aborted timer rejects when something was first.
  late.catch(() => {});
  try {
    return await Promise.race([...events, late]);
  } finally {
    timer.abort();
  }
}

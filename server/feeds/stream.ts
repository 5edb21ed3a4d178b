/** One stream of an org's changes, read for as long as somebody wants it. */
import { CrmError, isCrmError } from '../crm/errors.ts';
import type { RecordEvent } from '../crm/record-event.ts';
import { type ChangeHeader, changeEventReader } from '../crm/salesforce/events/change-event.ts';
import { mayNotListen, pubSubError, ReplayIdRefused } from '../crm/salesforce/events/errors.ts';
import { withMerges } from '../crm/salesforce/events/merges.ts';
import type { FetchResponse, PubSub, Start } from '../crm/salesforce/events/pubsub.ts';
import { type Feed, meaningOf } from '../crm/salesforce/events/record-events.ts';
import type { Access } from '../crm/salesforce/session/session.ts';
import { isAppError } from '../errors.ts';
import type { TenantTransaction } from '../store/database.ts';
import { holdsFeed } from '../store/event-feeds.ts';
import { losePosition, movePosition, noteProblem, openPosition } from '../store/feed-positions.ts';
import type { Tenant } from '../sync/service.ts';
import type { ListenedOrg } from '../tenants/salesforce.ts';
import type { FeedsDependencies, FeedTiming } from './dependencies.ts';
import { pauseAfter } from './patience.ts';

/** As many as are under way at once: what was delivered and not kept is delivered again. */
const eventsAtOnce = 50;

export interface ListenedFeed {
  readonly tenant: Tenant;
  /** This process, as the lease names it. */
  readonly holder: string;
  readonly org: ListenedOrg;
  readonly pubSub: PubSub;
  readonly feed: Feed;
}

/** Somebody else listens by now, or nobody should any more. */
class NoLongerOurs extends Error {}

/**
 * Reads until aborted, or until the connection is no longer ours; what fails is tried again, less and
 * less often.
 * @throws CrmError `needs_reauthorisation` when there will be no token until somebody connects again
 */
export async function readStream(
  deps: Omit<FeedsDependencies, 'timing'> & { readonly timing: FeedTiming },
  listened: ListenedFeed,
  signal: AbortSignal,
): Promise<void> {
  const { database, inbound, runtime, logger, timing } = deps;
  const { tenant, holder, org, pubSub, feed } = listened;
  const { topic, entity } = feed;
  const readers = new Map<string, (payload: Buffer) => ChangeHeader>();
  let failures = 0;
  /** What stands in the table. */
  let noted: string | null | undefined;

  const transact = <T>(work: (trx: TenantTransaction) => Promise<T>) =>
    database.withOrganization(tenant.organizationId, work);

  async function requireHeld(trx: TenantTransaction): Promise<void> {
    if (!(await holdsFeed(trx, tenant, holder))) throw new NoLongerOurs();
  }

  async function note(problem: string | null): Promise<void> {
    if (noted === problem) return;
    await transact((trx) => noteProblem(trx, tenant, topic, problem));
    noted = problem;
  }

  async function readerOf(access: Access, schemaId: string) {
    const known = readers.get(schemaId);
    if (known) return known;
    const reader = changeEventReader(await pubSub.schema(access, schemaId));
    readers.set(schemaId, reader);
    return reader;
  }

  /** What an answer means. One unreadable event is left out: it would stop the stream for ever. */
  async function understand(access: Access, { events }: FetchResponse, from: Date) {
    const told: RecordEvent[] = [];
    let overflowed = false;
    for (const { event, replayId } of events) {
      const reader = await readerOf(access, event.schemaId);
      try {
        const header = reader(event.payload);
        if (header.commitTimestamp < from.getTime()) continue;
        const meaning = meaningOf(header, feed);
        if (meaning.state === 'told') told.push(...meaning.events);
        overflowed ||= meaning.state === 'overflow';
      } catch (error) {
        const place = replayId.toString('hex');
        logger.error({ err: error, ...tenant, topic, place }, 'a change could not be read');
      }
    }
    if (overflowed) {
      logger.warn({ ...tenant, topic }, 'Salesforce left changes out: too many in one transaction');
    }
    return { events: await withMerges(org.client, told), overflowed };
  }

  /** Keeps what an answer tells and that it was read, in one commit. */
  async function keep(access: Access, answer: FetchResponse, from: Date): Promise<void> {
    const { events, overflowed } = await understand(access, answer, from);
    const replayId = answer.events.at(-1)?.replayId ?? answer.latestReplayId;
    await inbound.acceptEvents(tenant, events, async (trx) => {
      await requireHeld(trx);
      const at = runtime.now();
      await movePosition(trx, tenant, topic, { replayId, at, overflowed });
    });
  }

  async function read(access: Access): Promise<void> {
    const { replayId, since, isNew } = await transact(async (trx) => {
      await requireHeld(trx);
      return openPosition(trx, tenant, topic, runtime.now());
    });
    if (!(await pubSub.canSubscribe(access, topic))) throw mayNotListen(entity);
    await note(null);
    const start: Start = replayId ?? (isNew ? 'latest' : 'earliest');
    const subscription = pubSub.subscribe(access, topic, start, eventsAtOnce);
    const stop = () => subscription.cancel();
    signal.addEventListener('abort', stop);
    // It may have been aborted while the topic was asked for.
    if (signal.aborted) stop();
    try {
      for await (const answer of subscription.answers) {
        // Where nothing more was asked for, that there is nothing new does not say that all was told.
        if (answer.events.length === 0 && answer.pendingNumRequested === 0) continue;
        await keep(access, answer, since);
        failures = 0;
        // Only now: what is on its way and what is kept are never more than that many.
        if (answer.events.length > 0) subscription.request(answer.events.length);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }

  async function lose(): Promise<void> {
    logger.warn(
      { ...tenant, topic },
      'Salesforce no longer has what came after the last event that was kept; reading begins with its oldest',
    );
    await transact((trx) => losePosition(trx, tenant, topic, runtime.now()));
  }

  /** @returns for how long to leave the stream alone, in milliseconds */
  async function recover(error: CrmError): Promise<number> {
    failures += 1;
    const isPlace = error instanceof ReplayIdRefused;
    try {
      if (isPlace) await lose();
      else if (!error.retryable || error.retryAfterMs !== null) await note(error.message);
    } catch (trouble) {
      logger.warn({ err: trouble, ...tenant, topic }, 'the state of a stream could not be kept');
    }
    // Another place and another token may do at once; the second time in a row they do not.
    if (failures === 1 && (isPlace || error.kind === 'needs_reauthorisation')) return 0;
    const pause = pauseAfter(error, failures, runtime.random());
    logger.warn({ err: error, ...tenant, topic, pause }, 'changes in Salesforce are not heard');
    return pause;
  }

  let refused: string | undefined;
  while (!signal.aborted) {
    let access: Access | null = null;
    try {
      access = await org.session.current(refused);
      refused = undefined;
      await read(access);
    } catch (failure) {
      // Aborted, a stream fails like any other.
      if (signal.aborted || failure instanceof NoLongerOurs) return;
      const error = typedError(failure, entity);
      if (error.kind === 'needs_reauthorisation') {
        if (access === null) throw error;
        refused = access.accessToken;
      }
      await timing.pause(await recover(error), signal);
    }
  }
}

/** Our own database failing is as passing as Salesforce failing. */
function typedError(failure: unknown, entity: string): CrmError {
  if (isCrmError(failure) || !isAppError(failure)) return pubSubError(failure, entity);
  return new CrmError('transient', failure.message, { crmStatus: null, cause: failure });
}

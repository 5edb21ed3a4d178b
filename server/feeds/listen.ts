import { isCrmError } from '../crm/errors.ts';
import { openPubSub } from '../crm/salesforce/events/pubsub.ts';
import { feeds } from '../crm/salesforce/events/record-events.ts';
import type { Tenant } from '../sync/service.ts';
import type { FeedsDependencies, FeedTiming } from './dependencies.ts';
import { readStream } from './stream.ts';

/**
 * Reads all streams of an org over one connection, until aborted or until none of them can be read.
 * @throws CrmError `needs_reauthorisation`, and then that is kept; AppError when the connection is gone
 */
export async function listen(
  deps: Omit<FeedsDependencies, 'timing'> & { readonly timing: FeedTiming },
  tenant: Tenant,
  holder: string,
  signal: AbortSignal,
): Promise<void> {
  const org = await deps.salesforce.listeningTo(tenant);
  const { callMs, silenceMs } = deps.timing;
  const pubSub = openPubSub({
    address: deps.address,
    orgId: org.orgId,
    callTimeoutMs: callMs,
    silenceMs,
  });
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  try {
    // One that ends takes the others along: the grant or the lease is gone for all of them.
    const ends = await Promise.allSettled(
      feeds.map((feed) =>
        readStream(deps, { tenant, holder, org, pubSub, feed }, either).finally(() => stop.abort()),
      ),
    );
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  } catch (error) {
    if (isCrmError(error) && error.kind === 'needs_reauthorisation') await org.noteGone();
    throw error;
  } finally {
    pubSub.close();
  }
}

/** Notices when a CRM account has taken its grant back, and when it works again. */
import type { CrmConnector } from '../crm/connector.ts';
import { isCrmError } from '../crm/errors.ts';
import type { Grant } from '../store/integration-grant.ts';

/**
 * The same connector; tells what its calls show of the grant whenever that is news.
 * @param known what is known of the grant
 * @param note keeps it; when that fails, the next call tells it again
 */
export function noticingGrant(
  connector: CrmConnector,
  known: Grant,
  note: (grant: Grant) => Promise<void>,
): CrmConnector {
  let grant = known;
  async function tell(news: Grant | null): Promise<void> {
    if (news === null || news === grant) return;
    try {
      await note(news);
      grant = news;
    } catch {
      // What the CRM answered matters more than this note of it.
    }
  }
  async function noticed<T>(work: Promise<T>): Promise<T> {
    let answer: T;
    try {
      answer = await work;
    } catch (error) {
      await tell(isGrantGone(error) ? 'needs_reauthorisation' : null);
      throw error;
    }
    await tell(shownBy(answer));
    return answer;
  }
  return {
    ...connector,
    readRecords: (object, ids, fields) => noticed(connector.readRecords(object, ids, fields)),
    fields: (object) => noticed(connector.fields(object)),
    write: (operations) => noticed(connector.write(operations)),
    upsertRecords: (entities, rules) => noticed(connector.upsertRecords(entities, rules)),
    reconcile: (pending) => noticed(connector.reconcile(pending)),
    inspectCreated: (created) => noticed(connector.inspectCreated(created)),
    provision: () => noticed(connector.provision()),
    owners: () => noticed(connector.owners()),
    pipelines: () => noticed(connector.pipelines()),
  };
}

export const isGrantGone = (error: unknown) =>
  isCrmError(error) && error.kind === 'needs_reauthorisation';

/** What an answer shows of the grant; null when it shows nothing, as when no call was needed. */
function shownBy(answer: unknown): Grant | null {
  if (!(answer instanceof Map)) return 'connected';
  const errors: unknown[] = [...answer.values()].map((part: object) =>
    'error' in part ? part.error : null,
  );
  if (errors.some(isGrantGone)) return 'needs_reauthorisation';
  return errors.includes(null) ? 'connected' : null;
}

/**
 * A merge is told as a deletion; only the deleted record says what it lives on in.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contact.htm
 */
import type { RecordEvent } from '../../record-event.ts';
import type { SalesforceClient } from '../client.ts';
import { chunks } from '../composite.ts';
import { toId18 } from '../ids.ts';
import { objectNames } from '../links.ts';
import { ask, textIn } from '../query.ts';
import { inList } from '../soql.ts';

/** As many ids as fit into an address. */
const idsPerQuestion = 200;

/**
 * The same events, with deletions that are merges as merges. Where the connected user may not see what
 * they were merged into they stay deletions.
 * @throws CrmError when Salesforce cannot be asked now
 */
export async function withMerges(
  client: SalesforceClient,
  events: readonly RecordEvent[],
): Promise<RecordEvent[]> {
  const deleted = events.filter(({ kind }) => kind === 'deleted');
  if (deleted.length === 0) return [...events];
  const survivors = await survivorsOf(client, deleted);
  const merges = new Map<string, RecordEvent>();
  const others = events.filter((event) => {
    const survivor = event.kind === 'deleted' ? survivors.get(event.record.id) : undefined;
    if (survivor === undefined) return true;
    // One event may tell of several records that were merged into the same.
    const key = `${event.eventId} ${survivor}`;
    const absorbedIds = [...(merges.get(key)?.absorbedIds ?? []), event.record.id];
    const record = { ...event.record, id: survivor };
    merges.set(key, { ...event, kind: 'merged', record, absorbedIds });
    return false;
  });
  return [...others, ...merges.values()];
}

/** By the id of the record that is gone. */
async function survivorsOf(
  client: SalesforceClient,
  deleted: readonly RecordEvent[],
): Promise<Map<string, string>> {
  const byObject = Map.groupBy(deleted, ({ record }) => record.object);
  const questions = [...byObject].flatMap(([object, events]) =>
    chunks([...new Set(events.map(({ record }) => record.id))], idsPerQuestion).map(
      (ids, part) => ({
        name: `${object}${part}`,
        soql: `SELECT Id, MasterRecordId FROM ${objectNames[object]} WHERE IsDeleted = true AND MasterRecordId != null AND ${inList('Id', ids)}`,
        all: true,
      }),
    ),
  );
  const survivors = new Map<string, string>();
  for (const answer of (await ask(client, questions)).values()) {
    if (!answer.ok && answer.error.retryable) throw answer.error;
    for (const row of answer.ok ? answer.rows : []) {
      const id = toId18(textIn(row, 'Id') ?? '');
      const survivor = toId18(textIn(row, 'MasterRecordId') ?? '');
      if (id && survivor) survivors.set(id, survivor);
    }
  }
  return survivors;
}

/** What a change event means for oppSpot. */
import type { ObjectType } from '../../../../shared/plan/plan.ts';
import { table } from '../../../../shared/table.ts';
import type { EventKind, RecordEvent } from '../../record-event.ts';
import { clientName } from '../client.ts';
import { toId18 } from '../ids.ts';
import type { ChangeHeader } from './change-event.ts';

/** What is listened to: the entity, its topic, and what oppSpot calls its records. */
export interface Feed {
  readonly object: ObjectType;
  /** As administrators call it. */
  readonly entity: 'Contact' | 'Lead' | 'Account';
  readonly topic: string;
}

/** One stream for each object: the channel of all changes would bring other objects' changes, too. */
export const feeds: readonly Feed[] = [
  { object: 'contact', entity: 'Contact', topic: '/data/ContactChangeEvent' },
  { object: 'lead', entity: 'Lead', topic: '/data/LeadChangeEvent' },
  { object: 'company', entity: 'Account', topic: '/data/AccountChangeEvent' },
];

export type Meaning =
  | { readonly state: 'told'; readonly events: readonly RecordEvent[] }
  /** An echo of our own writes, or nothing that any part of oppSpot depends on. */
  | { readonly state: 'ignored' }
  /** More changed at once than Salesforce tells of; it does not say which records. */
  | { readonly state: 'overflow' };

/** `GAP_…`: something happened and the event could not be made; the record is read when it matters. */
const kinds = table<EventKind>({
  CREATE: 'created',
  GAP_CREATE: 'created',
  UPDATE: 'changed',
  GAP_UPDATE: 'changed',
  DELETE: 'deleted',
  GAP_DELETE: 'deleted',
  UNDELETE: 'restored',
  GAP_UNDELETE: 'restored',
});

const address = (field: string) =>
  ['Country', 'City', 'PostalCode'].map((part) => `${field}.${part}`);

/** Values that decide which company a record is matched with. */
const matchingFields: Readonly<Record<ObjectType, ReadonlySet<string>>> = {
  contact: new Set(['Email', 'AccountId']),
  lead: new Set(['Email', 'Company', 'Website', ...address('Address')]),
  company: new Set(['Name', 'Website', ...address('BillingAddress')]),
};

/** No record: what stands in place of an id where Salesforce has none to tell. */
const emptyId = '000000000000000AAA';

export function meaningOf(header: ChangeHeader, { object, topic }: Feed): Meaning {
  if (header.changeType === 'GAP_OVERFLOW') return { state: 'overflow' };
  const kind = kinds[header.changeType];
  if (!kind || !isTold(header, kind, object)) return { state: 'ignored' };
  const events = header.recordIds
    .map(toId18)
    .filter((id) => id !== null && id !== emptyId)
    .map((id) => ({
      kind,
      record: { object, id: id as string },
      absorbedIds: [],
      eventId: `${header.transactionKey}/${header.sequenceNumber}`,
      subscriptionType: topic,
      occurredAt: new Date(header.commitTimestamp),
    }));
  return events.length > 0 ? { state: 'told', events } : { state: 'ignored' };
}

function isTold(header: ChangeHeader, kind: EventKind, object: ObjectType): boolean {
  if (kind !== 'created' && kind !== 'changed') return true;
  if (isEcho(header)) return false;
  // A gap does not say what changed. Fields of ours decide nothing, whoever writes them.
  if (header.changeType !== 'UPDATE') return true;
  return header.changedFields.some((path) => decides(matchingFields[object], path));
}

/** A compound field may be named whole, or by its parts; a person account's name has some. */
function decides(matching: ReadonlySet<string>, path: string): boolean {
  const [whole = ''] = path.split('.');
  if (matching.has(path) || (path !== whole && matching.has(whole))) return true;
  return path === whole && [...matching].some((one) => one.startsWith(`${whole}.`));
}

/**
 * Salesforce names the client of the call that made the change, as the call named itself:
 * `com/salesforce/api/rest/68.0;client=oppSpot`. Some of its APIs put a slash behind.
 */
function isEcho({ changeOrigin }: ChangeHeader): boolean {
  return /;client=([^;/]*)/.exec(changeOrigin)?.[1] === clientName;
}

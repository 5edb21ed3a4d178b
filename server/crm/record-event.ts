import type { RecordRef } from '../../shared/plan/plan.ts';

/**
 * What became of a record in the CRM:
 * - `created`;
 * - `changed`: a value that decides which company it belongs to;
 * - `deleted`, `restored`: to and from the recycling bin;
 * - `merged`: others live on in it;
 * - `erased`: for good, because the person asked for it.
 */
export type EventKind = 'created' | 'changed' | 'deleted' | 'restored' | 'merged' | 'erased';

/** Something a CRM told us of one of its records; no values, which are read when they are needed. */
export interface RecordEvent {
  readonly kind: EventKind;
  /** Of a merge: the record that lives on. */
  readonly record: RecordRef;
  /** Of a merge: the records that live on in it, the least important first; otherwise empty. */
  readonly absorbedIds: readonly string[];
  /** The CRM's; not unique by itself. */
  readonly eventId: string;
  readonly subscriptionType: string;
  readonly occurredAt: Date;
}

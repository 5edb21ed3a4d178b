import type { HubSpotObjectType } from '../seed.ts';
import type { ChangeSource } from './records.ts';

/** What happened to a record, as webhooks tell it. */
export interface PortalChange {
  readonly kind:
    | 'creation'
    | 'propertyChange'
    | 'deletion'
    | 'restore'
    | 'merge'
    | 'privacyDeletion';
  readonly type: HubSpotObjectType;
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  readonly source: ChangeSource;
  readonly property?: string;
  readonly value?: string;
  /** Of a merge: the ids that are gone. */
  readonly mergedIds?: readonly string[];
}

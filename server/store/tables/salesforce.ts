import type { DefaultedTimestamp, NullableTimestamp, Timestamp } from './columns.ts';

export interface SalesforceOrgKeysTable {
  id: string;
  organization_id: string;
  integration_id: string;
  org_id: string;
  secret_hash: Buffer;
  signing_key: Buffer;
  created_at: DefaultedTimestamp;
  expires_at: NullableTimestamp;
}

export interface SalesforceNoncesTable {
  key_id: string;
  nonce: string;
  expires_at: Timestamp;
}

export interface EventFeedsTable {
  organization_id: string;
  integration_id: string;
  holder: string | null;
  leased_until: NullableTimestamp;
}

export interface FeedPositionsTable {
  organization_id: string;
  integration_id: string;
  topic: string;
  replay_id: Buffer | null;
  since: Timestamp;
  moved_at: NullableTimestamp;
  lost_at: NullableTimestamp;
  overflowed_at: NullableTimestamp;
  problem: string | null;
}

export interface SalesforceTables {
  event_feeds: EventFeedsTable;
  feed_positions: FeedPositionsTable;
  salesforce_org_keys: SalesforceOrgKeysTable;
  salesforce_nonces: SalesforceNoncesTable;
}

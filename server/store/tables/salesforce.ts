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

export interface SalesforceTables {
  salesforce_org_keys: SalesforceOrgKeysTable;
  salesforce_nonces: SalesforceNoncesTable;
}

import type { ColumnType, Generated } from 'kysely';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { FieldPolicy } from '../../../shared/plan/policy.ts';
import type { CrmName } from '../../crm/connector.ts';
import type { DefaultedTimestamp, Json, NullableTimestamp, Timestamp } from './columns.ts';

export type IntegrationStatus = 'connected' | 'needs_reauthorisation' | 'disconnected';
export type MappingDirection = 'write' | 'read' | 'both';

export interface OrganizationsTable {
  id: string;
  name: string;
  settings: ColumnType<unknown, string | undefined, string>;
  created_at: DefaultedTimestamp;
  updated_at: DefaultedTimestamp;
}

export interface CrmIntegrationsTable {
  id: string;
  organization_id: string;
  crm: CrmName;
  account_id: string;
  status: Generated<IntegrationStatus>;
  display_name: string;
  granted_scopes: Generated<string[]>;
  base_url: string | null;
  ui_domain: string | null;
  credentials: Buffer | null;
  provisioned: Json | null;
  created_at: DefaultedTimestamp;
  updated_at: DefaultedTimestamp;
}

export interface SettingsChangesTable {
  id: string;
  organization_id: string;
  integration_id: string;
  crm_user_id: string;
  changed_at: Timestamp;
  before: ColumnType<unknown, string, never>;
  after: ColumnType<unknown, string, never>;
}

export interface ApiTokensTable {
  id: string;
  organization_id: string;
  name: string;
  token_hash: Buffer;
  integration_id: string | null;
  created_at: DefaultedTimestamp;
  last_used_at: NullableTimestamp;
  revoked_at: NullableTimestamp;
}

export interface CrmFieldMappingsTable {
  id: string;
  organization_id: string;
  integration_id: string;
  object_type: ObjectType;
  oppspot_field: string;
  crm_field: string;
  direction: Generated<MappingDirection>;
  policy: FieldPolicy | null;
  created_at: DefaultedTimestamp;
  updated_at: DefaultedTimestamp;
}

import type { ColumnType, Generated } from 'kysely';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { FieldPolicy } from '../../../shared/plan/policy.ts';
import type { CrmName } from '../../crm/connector.ts';
import type { DefaultedTimestamp, Json, NullableTimestamp } from './columns.ts';

export type IntegrationStatus = 'connected' | 'needs_reauthorisation' | 'disconnected';
export type MappingDirection = 'write' | 'read' | 'both';

/** An admin may change connections, mappings and tokens. */
export type OrganizationRole = 'member' | 'admin';

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
  /** When all that belongs to connecting was done; now unless said otherwise. */
  set_up_at: NullableTimestamp;
  set_up_error: string | null;
  connected_by: string | null;
  reconnected_at: NullableTimestamp;
  refreshed_at: NullableTimestamp;
  disconnected_at: NullableTimestamp;
  uninstalled: boolean | null;
  delete_after: NullableTimestamp;
  /** Nothing is worked on before: the CRM has no calls left for us. */
  paused_until: NullableTimestamp;
  paused_reason: string | null;
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
  role: Generated<OrganizationRole>;
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
  required: Generated<boolean>;
  default_value: string | null;
  transforms: ColumnType<unknown, string | undefined, string>;
  field_shape: Json | null;
  created_at: DefaultedTimestamp;
  updated_at: DefaultedTimestamp;
}

/** Every table, for queries. The truth is `migrations/`; a test compares the two. */

import type { CompanySnapshotsTable } from './tables/company-snapshots.ts';
import type { ConnectionTables } from './tables/connections.ts';
import type { FreshnessTables } from './tables/freshness.ts';
import type {
  ApiTokensTable,
  CrmFieldMappingsTable,
  CrmIntegrationsTable,
  OrganizationsTable,
} from './tables/organizations.ts';
import type { QueueTables } from './tables/queue.ts';
import type { ResearchCacheTable } from './tables/research-cache.ts';
import type { SalesforceTables } from './tables/salesforce.ts';
import type { ScoringTables } from './tables/scoring.ts';
import type { SyncTables } from './tables/sync.ts';
import type { TenantProvidersTable } from './tables/tenant-providers.ts';

export interface Tables
  extends SyncTables,
    QueueTables,
    SalesforceTables,
    ConnectionTables,
    ScoringTables,
    FreshnessTables {
  organizations: OrganizationsTable;
  crm_integrations: CrmIntegrationsTable;
  api_tokens: ApiTokensTable;
  crm_field_mappings: CrmFieldMappingsTable;
  company_snapshots: CompanySnapshotsTable;
  research_cache: ResearchCacheTable;
  tenant_providers: TenantProvidersTable;
}

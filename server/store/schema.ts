/** Every table, for queries. The truth is `migrations/`; a test compares the two. */
import type {
  ApiTokensTable,
  CrmFieldMappingsTable,
  CrmIntegrationsTable,
  OrganizationsTable,
} from './tables/organizations.ts';
import type { ResearchCacheTable } from './tables/research-cache.ts';

export interface Tables {
  organizations: OrganizationsTable;
  crm_integrations: CrmIntegrationsTable;
  api_tokens: ApiTokensTable;
  crm_field_mappings: CrmFieldMappingsTable;
  research_cache: ResearchCacheTable;
}

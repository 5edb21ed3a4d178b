import type { Timestamp } from './columns.ts';

export interface TenantProvidersTable {
  id: string;
  organization_id: string;
  integration_id: string;
  kind: 'oppspot-research' | 'people-data-labs';
  name: string;
  url: string;
  secret: Buffer;
  min_likelihood: number;
  updated_at: Timestamp;
}

import type { Json, Timestamp } from './columns.ts';

export interface ResearchCacheTable {
  key: string;
  value: Json;
  expires_at: Timestamp;
}

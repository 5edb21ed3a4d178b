import type { JSONColumnType } from 'kysely';
import type { Validators } from '../../research/marks.ts';
import type { Timestamp } from './columns.ts';

export interface FreshnessTables {
  source_marks: {
    subject: string;
    digest: string;
    validators: JSONColumnType<Validators | null, string | null, string | null>;
    seen_at: Timestamp;
  };
  freshness_days: {
    organization_id: string;
    integration_id: string;
    day: string;
    looks: number;
    enrichments: number;
  };
}

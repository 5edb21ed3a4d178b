import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Enrichment, EnrichRequest, UndoReport } from '../../../shared/contract/v1.ts';
import type { CrmValue, ObjectType, WritePlan } from '../../../shared/plan/plan.ts';
import type { Actor } from '../../audit/actor.ts';
import type { WriteOperation } from '../../crm/connector.ts';
import type { RejectedField } from '../../crm/errors.ts';
import type { Marks } from '../../research/marks.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null, Date | string | null>;
type Json<T> = JSONColumnType<T & object, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null, string | null>;

export type RunOperation = 'enrich' | 'preview' | 'undo' | 'task';
export type RunStatus =
  | 'running'
  | 'applying'
  | 'previewed'
  | 'completed'
  | 'partial'
  | 'failed'
  | 'discarded'
  | 'undone';
export type JournalState = 'pending' | 'applied' | 'failed' | 'undone';

export interface StoredError {
  readonly code: string;
  readonly message: string;
}

export interface SyncLogsTable {
  id: string;
  organization_id: string;
  integration_id: string;
  /** `sync` rows are no runs: a record was sent to us by data. Only the history reads them. */
  operation: ColumnType<RunOperation, RunOperation | 'sync', RunOperation>;
  object_type: ObjectType;
  record_id: string;
  status: RunStatus;
  trigger: string;
  idempotency_key: string | null;
  request: Json<EnrichRequest>;
  /** On whose behalf; null for runs from before the history. */
  actor: NullableJson<Actor>;
  plan: NullableJson<WritePlan>;
  result: NullableJson<Enrichment | UndoReport>;
  score: number | null;
  undo_of: string | null;
  error_code: string | null;
  error_message: string | null;
  attempts: Generated<number>;
  lease_owner: string | null;
  lease_expires_at: NullableTimestamp;
  started_at: Timestamp;
  finished_at: NullableTimestamp;
  duration_ms: number | null;
  enrichment_duration_ms: number | null;
}

export interface WriteJournalTable {
  id: string;
  organization_id: string;
  integration_id: string;
  sync_log_id: string;
  position: number;
  operation_key: string;
  subject: string | null;
  operation: Json<WriteOperation>;
  before_image: Json<Record<string, CrmValue>>;
  before_ours: string[];
  state: JournalState;
  crm_id: string | null;
  crm_url: string | null;
  rejected: Json<RejectedField[]>;
  error: NullableJson<StoredError>;
  attempts: Generated<number>;
  undoes: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export type RecordLife = 'live' | 'deleted' | 'merged' | 'erased';

export interface EntityMappingsTable {
  organization_id: string;
  integration_id: string;
  object_type: ObjectType;
  crm_record_id: string;
  picked_domain: string | null;
  picked_registration_number: string | null;
  picked_at: NullableTimestamp;
  last_written: Json<Record<string, CrmValue>>;
  last_enrichment_id: string | null;
  last_enriched_at: NullableTimestamp;
  looked_for: string | null;
  email_hash: string | null;
  /** By subject: what the last enrichment rests on. */
  evidence_marks: ColumnType<Marks, string | undefined, string>;
  looked_at: NullableTimestamp;
  look_again_at: NullableTimestamp;
  life: Generated<RecordLife>;
  life_changed_at: NullableTimestamp;
  merged_into: string | null;
}

export interface AssignmentTurnsTable {
  organization_id: string;
  integration_id: string;
  rule_id: string;
  /** int8: node-postgres gives text. */
  turns_taken: ColumnType<string, number, number>;
}

export interface SyncTables {
  crm_sync_logs: SyncLogsTable;
  crm_write_journal: WriteJournalTable;
  crm_entity_mappings: EntityMappingsTable;
  assignment_turns: AssignmentTurnsTable;
}

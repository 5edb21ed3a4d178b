import type { ColumnType, JSONColumnType } from 'kysely';
import type { ModelAlarm, ModelView } from '../../../shared/contract/scoring-model.ts';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { ScoreSnapshot } from '../../../shared/scoring/learned/history.ts';
import type { Actor } from '../../audit/actor.ts';
import type { NullableTimestamp, Timestamp } from './columns.ts';

/** What the CRM said last of a record that was scored. */
export type StoredOutcome = 'won' | 'lost' | 'open' | 'earlier';

interface ScoreSnapshotsTable {
  organization_id: string;
  integration_id: string;
  object_type: ObjectType;
  record_id: string;
  first_run_id: string;
  first_at: Timestamp;
  first_values: JSONColumnType<ScoreSnapshot, string, string>;
  newest_run_id: string;
  newest_at: Timestamp;
  newest_values: JSONColumnType<ScoreSnapshot, string, string>;
  outcome: StoredOutcome | null;
  outcome_since: NullableTimestamp;
  outcome_read_at: NullableTimestamp;
}

interface ScoreModelsTable {
  organization_id: string;
  integration_id: string;
  version: number;
  trained_at: Timestamp;
  /** Checked whenever it is read. */
  model: JSONColumnType<object, string, string>;
  thresholds: JSONColumnType<ModelView['thresholds'], string, string>;
  alarms: ColumnType<ModelAlarm[], string | undefined, string>;
  checked_at: NullableTimestamp;
  adopted_at: NullableTimestamp;
  adopted_by: ColumnType<Actor | null, string | null | undefined, string | null>;
}

interface ScoreLearningTable {
  organization_id: string;
  integration_id: string;
  in_use: number | null;
  deal_probability: number | null;
  asked_at: NullableTimestamp;
  asked_by: ColumnType<Actor | null, string | null | undefined, string | null>;
  ended_at: NullableTimestamp;
  refusal: string | null;
  outcomes_read_at: NullableTimestamp;
}

export interface ScoringTables {
  score_snapshots: ScoreSnapshotsTable;
  score_models: ScoreModelsTable;
  score_learning: ScoreLearningTable;
}

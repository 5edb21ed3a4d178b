/** Input and output of the core: everything it may know, and everything it decides. */
import type { CompanyMatch } from '../company/match.ts';
import type {
  Assignment,
  NextAction,
  Score,
  Stage,
  StageName,
  Summary,
  Veto,
} from '../contract/v1.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Level, Signal } from '../evidence/signal.ts';
import type { Language } from '../language/language.ts';
import type { ObjectType } from '../plan/plan.ts';
import type { ScoreSnapshot } from '../scoring/learned/history.ts';
import type { LearnedModel } from '../scoring/learned/score.ts';
import type { TenantSettings } from '../tenant/settings.ts';

export interface DecisionRecord {
  readonly object: ObjectType;
  readonly id: string;
  readonly name: string;
  readonly jobTitle: string | null;
  readonly ownerId: string | null;
  /** Stage from CRM facts alone. */
  readonly crmStage: StageName | null;
  /** What we suggested last time; the suggestion never goes back behind it. */
  readonly previousStage: StageName | null;
  readonly isCustomer: boolean;
  readonly openDeals: number;
  readonly optedOut: boolean;
}

export interface DecisionInput {
  /** ISO 8601; the only clock the core has. */
  readonly now: string;
  readonly settings: TenantSettings;
  /** Of everything that is said; English where nobody says. */
  readonly language?: Language;
  readonly record: DecisionRecord;
  readonly match: CompanyMatch;
  readonly evidence: readonly Evidence[];
  /** The tenant's own model; the template where there is none. */
  readonly learned?: LearnedModel | null;
  /** A deal is opened from this chance of winning on; from a score where it is not set or not known. */
  readonly dealProbability?: number | null;
}

export type TaskDecision =
  | {
      readonly create: true;
      readonly subject: string;
      readonly body: string;
      readonly dueAt: string;
      readonly priority: Level;
      readonly reason: string;
    }
  | { readonly create: false; readonly code: string; readonly reason: string };

export type DealDecision =
  | {
      readonly create: true;
      readonly name: string;
      readonly reason: string;
      /** The record's, once the deal is there. */
      readonly stage: Stage;
    }
  | { readonly create: false; readonly code: string; readonly reason: string };

export interface Decision {
  /** Of every text in it. */
  readonly language: Language;
  readonly signals: readonly Signal[];
  readonly score: Score;
  /** What a model may learn from. */
  readonly snapshot: ScoreSnapshot;
  readonly stage: Stage;
  readonly veto: Veto | null;
  readonly nextActions: readonly NextAction[];
  readonly assignment: Assignment;
  readonly task: TaskDecision;
  readonly deal: DealDecision;
  readonly summary: Summary;
}

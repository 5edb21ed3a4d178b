/** From a decision to a write plan: which fields, which task, which deal, and what is left undone. */
import type { CompanyMatch } from '../../shared/company/match.ts';
import type { SinceLast } from '../../shared/contract/since.ts';
import type { Assignment, Stage } from '../../shared/contract/v1.ts';
import type { Decision } from '../../shared/decision/decision.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type {
  PlannedDeal,
  PlannedTask,
  RecordRef,
  SkippedAction,
  WritePlan,
} from '../../shared/plan/plan.ts';
import { explainWithdrawn } from '../../shared/plan/withdrawn.ts';
import { longDate } from '../../shared/text/dates.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { EntityMemory } from '../store/entity-mappings.ts';
import type { EarlierCreations } from '../store/write-journal.ts';
import type { TenantContext } from './context.ts';
import { planRecordFields } from './field-plan.ts';
import { wantedValues } from './wanted.ts';

export interface PlanningInput {
  readonly context: TenantContext;
  readonly record: CrmRecord;
  /** Digest of the record as it was read. */
  readonly version: string;
  readonly match: CompanyMatch;
  readonly evidence: readonly Evidence[];
  readonly decision: Decision;
  readonly since: SinceLast | null;
  /** The owner the assignment came to; null when nobody is assigned. */
  readonly owner: AssignedOwner | null;
  readonly memory: EntityMemory | undefined;
  readonly earlierTask: EarlierCreations | undefined;
  readonly earlierDeal: EarlierCreations | undefined;
  /** Another record of the same company gets the deal in this run. */
  readonly dealIsTaken: boolean;
  readonly enrichmentId: string;
  readonly now: Date;
}

export interface AssignedOwner {
  readonly ownerId: string;
  readonly reason: string;
}

const DAY_MS = 86_400_000;

export function planRecord(input: PlanningInput): WritePlan {
  const { context, record, decision, match, evidence, enrichmentId } = input;
  const ownerId = input.owner?.ownerId ?? record.ownerId;
  const left: SkippedAction[] = [];
  const task = planTask(input, ownerId, left);
  const deal = planDeal(input, ownerId, left);
  const { changes, held } = planRecordFields({
    context,
    record,
    wanted: wantedValues({
      decision: { ...decision, stage: stageWith(decision, deal) },
      match,
      evidence,
      enrichmentId,
      ownerId: input.owner?.ownerId ?? null,
      at: input.now.toISOString(),
    }),
    lastWritten: input.memory?.lastWritten ?? {},
  });
  const unowned = input.owner ? [] : unassigned(decision.assignment);
  return {
    record: record.ref,
    recordVersion: input.version,
    changes: explainWithdrawn(changes, input.since, decision.language),
    task,
    deal,
    skipped: [...(held ? [held] : []), ...unowned, ...left],
  };
}

/** The stage as it is once the plan is carried out: the next run shall find nothing to change. */
export function stageWith(
  { deal, stage }: Pick<Decision, 'deal' | 'stage'>,
  planned: PlannedDeal | null,
): Stage {
  return deal.create && planned ? deal.stage : stage;
}

function unassigned(assignment: Assignment): SkippedAction[] {
  if (assignment.status !== 'unassigned') return [];
  return [{ action: 'assignment', code: assignment.code, reason: assignment.reason }];
}

function planTask(
  input: PlanningInput,
  ownerId: string | null,
  skipped: SkippedAction[],
): PlannedTask | null {
  const { decision, record, context, earlierTask, now } = input;
  if (!decision.task.create) {
    skipped.push({ action: 'task', code: decision.task.code, reason: decision.task.reason });
    return null;
  }
  const standing = earlierTask?.standing;
  const { repeatAfterDays } = context.settings.tasks;
  if (standing && ageInDays(standing.createdAt, now) < repeatAfterDays) {
    skipped.push({
      action: 'task',
      code: 'exists',
      reason: `A follow-up task was created on ${longDate(standing.createdAt.toISOString())}; the next one may come after ${repeatAfterDays} days.`,
    });
    return null;
  }
  const { subject, body, dueAt, priority, reason } = decision.task;
  return {
    key: creationKey(taskSubject(record), earlierTask),
    subject,
    body,
    dueAt,
    priority,
    ownerId,
    associations: associations(record),
    reason,
  };
}

function planDeal(
  input: PlanningInput,
  ownerId: string | null,
  skipped: SkippedAction[],
): PlannedDeal | null {
  const { decision, record, context, earlierDeal, now } = input;
  if (!decision.deal.create) {
    skipped.push({ action: 'deal', code: decision.deal.code, reason: decision.deal.reason });
    return null;
  }
  if (record.ref.object === 'lead') {
    skipped.push({
      action: 'deal',
      code: 'lead',
      reason:
        'A lead has no deals of its own: convert it, and an enrichment of the contact creates one.',
    });
    return null;
  }
  const standing = earlierDeal?.standing;
  const { repeatAfterDays } = context.settings.deals;
  if (standing && ageInDays(standing.createdAt, now) < repeatAfterDays) {
    skipped.push({
      action: 'deal',
      code: 'exists',
      reason: `A deal for this company was created on ${longDate(standing.createdAt.toISOString())}; the next one may come after ${repeatAfterDays} days.`,
    });
    return null;
  }
  if (input.dealIsTaken) {
    skipped.push({
      action: 'deal',
      code: 'shared',
      reason: 'Another record of the same company gets the deal in this run.',
    });
    return null;
  }
  const unavailable = context.provisioned?.dealsUnavailable ?? null;
  if (unavailable) {
    skipped.push({ action: 'deal', code: 'unavailable', reason: unavailable });
    return null;
  }
  const defaults = context.provisioned?.dealDefaults ?? null;
  const { pipeline, stage } = context.settings.deals;
  return {
    key: creationKey(dealSubject(record), earlierDeal),
    name: decision.deal.name,
    pipeline: pipeline ?? defaults?.pipeline ?? null,
    stage: stage ?? (pipeline ? null : (defaults?.stage ?? null)),
    ownerId,
    closeDate: null,
    associations: associations(record),
    reason: decision.deal.reason,
  };
}

/** A follow-up belongs to the record. */
export function taskSubject(record: CrmRecord): string {
  return `task-${record.ref.object}-${record.ref.id}`;
}

/** A deal belongs to the company where the CRM knows one: its contacts share it. */
export function dealSubject(record: CrmRecord): string {
  const { object, id } = record.ref;
  const companyId = object === 'company' ? id : record.company?.id;
  return companyId ? `deal-company-${companyId}` : `deal-${object}-${id}`;
}

/** The same whichever process plans it: what makes a second write impossible. */
export function creationKey(subject: string, earlier: EarlierCreations | undefined): string {
  return `oppspot-${subject}-${(earlier?.count ?? 0) + 1}`;
}

/** What a task or deal for the record hangs on: the record, and its company. */
export function associations(record: CrmRecord): RecordRef[] {
  const companyId = record.company?.id;
  if (record.ref.object === 'company' || !companyId) return [record.ref];
  return [record.ref, { object: 'company', id: companyId }];
}

const ageInDays = (then: Date, now: Date) => (now.getTime() - then.getTime()) / DAY_MS;

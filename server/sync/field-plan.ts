/** Which fields of a record would be written, by the tenant's mappings and settings. */
import { type FieldOutcome, fieldOutcomes, type WantedValue } from '../../shared/plan/build.ts';
import type { CrmValue, FieldChange, SkippedAction } from '../../shared/plan/plan.ts';
import { holdUnlessComplete } from '../../shared/plan/require.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { TenantContext } from './context.ts';

export interface FieldPlan {
  readonly outcomes: readonly FieldOutcome[];
  readonly changes: readonly FieldChange[];
  /** Why no field is written; null when nothing stands in the way. */
  readonly held: SkippedAction | null;
}

interface FieldPlanRequest {
  readonly context: TenantContext;
  readonly record: CrmRecord;
  readonly wanted: Readonly<Record<string, WantedValue | undefined>>;
  readonly lastWritten: Readonly<Record<string, CrmValue>>;
}

const scoreFields: ReadonlySet<string> = new Set([
  'score',
  'score_confidence',
  'score_financial',
  'score_growth',
  'score_engagement',
  'score_fit',
  'score_reasons',
  'deal_stage',
]);

export function planRecordFields(request: FieldPlanRequest): FieldPlan {
  const { context, record, wanted, lastWritten } = request;
  const { object } = record.ref;
  const planned = fieldOutcomes({
    record: record.ref,
    current: record.values,
    mapping: context.mapping(object),
    wanted,
    // A queue holds it, say: nobody loses what nobody has.
    vacant: record.ownerId === null ? ['owner'] : [],
    lastWritten,
    encode: (...value) => context.connector.encode(...value),
  }).map((outcome) => switchedOff(outcome, context.settings.automation.score));
  const unwritable = context
    .places(object)
    .filter(({ rules, missing }) => rules?.required && missing !== null)
    .map(({ label }) => label);
  const { outcomes, held } = holdUnlessComplete(planned, unwritable);
  const changes = outcomes.flatMap((outcome) =>
    outcome.kind === 'change' ? [outcome.change] : [],
  );
  return { outcomes, changes, held };
}

function switchedOff(outcome: FieldOutcome, scoring: boolean): FieldOutcome {
  if (scoring || outcome.kind !== 'change') return outcome;
  const { change } = outcome;
  if (change.decision === 'skip' || !scoreFields.has(change.oppspotField)) return outcome;
  const reason = 'Writing scores is switched off in the settings.';
  return { ...outcome, change: { ...change, decision: 'skip', reason } };
}

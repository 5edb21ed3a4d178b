/** Mappings that a record must have a value for, or nothing is written to it. */
import { type FieldOutcome, isBlank } from './build.ts';
import type { SkippedAction } from './plan.ts';

interface Required {
  readonly outcomes: readonly FieldOutcome[];
  /** Why nothing is written; null where nothing is missing. */
  readonly held: SkippedAction | null;
}

/**
 * Takes every write back when a required value is missing.
 * @param unwritable labels of required fields that the account does not have
 */
export function holdUnlessComplete(
  outcomes: readonly FieldOutcome[],
  unwritable: readonly string[],
): Required {
  const missing = [...unwritable, ...outcomes.filter(lacksValue).map(({ field }) => field.label)];
  if (missing.length === 0) return { outcomes, held: null };
  const reason = `No field of this record is written: your field mappings require ${missing.join(', ')}, and there is no value that can be written there.`;
  return {
    outcomes: outcomes.map((outcome) =>
      outcome.kind === 'change' && outcome.change.decision === 'write'
        ? { ...outcome, change: { ...outcome.change, decision: 'skip', reason } }
        : outcome,
    ),
    held: { action: 'fields', code: 'required-missing', reason },
  };
}

function lacksValue(outcome: FieldOutcome): boolean {
  if (!outcome.field.rules?.required) return false;
  if (outcome.kind === 'unchanged') return isBlank(outcome.value);
  return outcome.kind === 'unknown' || !outcome.hasValue;
}

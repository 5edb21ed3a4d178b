/** Evidence that stops tasks and deals, whatever the score. */
import { currentRegistrations, currentTrouble } from '../company/register.ts';
import type { Veto } from '../contract/v1.ts';
import { dateInProse, type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { Signal } from '../evidence/signal.ts';
import { capitalized } from '../text/prose.ts';

/**
 * A company that is dissolved, in an insolvency procedure, proposed for striking off, or has recently
 * cut jobs is left alone. Overdue accounts alone cost points and veto nothing; beside a proposed
 * striking off they are named with it.
 */
export function vetoOf(set: EvidenceSet, signals: readonly Signal[]): Veto | null {
  const { decision, text } = set.words;
  const says = decision.veto;
  const reasons: string[] = [];
  const ids = new Set<string>();
  const because = (reason: string, evidenceIds: readonly string[]) => {
    reasons.push(reason);
    for (const id of evidenceIds) ids.add(id);
  };
  const trouble = currentTrouble(set);
  if (trouble) {
    const { words, date, evidenceIds } = trouble;
    because(says.companyIs(words, dateInProse(set, evidenceIds, date)), evidenceIds);
  }
  const striking = currentRegistrations(set).filter(({ value }) => value.strikeOffProposed);
  if (striking.length > 0) {
    because(
      says.strikeOffProposed,
      striking.map(({ id }) => id),
    );
    const overdue = ofKind(set, 'accounts').filter(({ value }) => value.overdue);
    if (overdue.length > 0) {
      because(
        says.accountsOverdue,
        overdue.map(({ id }) => id),
      );
    }
  }
  const cuts = signals.find(({ type, priority }) => type === 'layoffs' && priority === 'high');
  if (cuts) because(says.jobCuts(cuts.date), cuts.evidenceIds);
  if (reasons.length === 0) return null;
  return { reason: `${capitalized(text.list(reasons))}.`, evidenceIds: [...ids] };
}

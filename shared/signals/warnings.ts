/** What the register warns of: insolvency, striking off, dissolution, overdue duties. */
import { currentRegistrations, currentTrouble } from '../company/register.ts';
import { type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { SignalDraft } from './draft.ts';

export function warningSignals(set: EvidenceSet): SignalDraft[] {
  const says = set.words.signals;
  const signals: SignalDraft[] = [];
  const trouble = currentTrouble(set);
  const insolvency = ofKind(set, 'insolvency');
  if (trouble) {
    const ids = new Set(trouble.evidenceIds);
    signals.push({
      type: trouble.type,
      title: says.companyIs(trouble.words),
      evidence: set.all.filter(({ id }) => ids.has(id)),
      relevance: 1,
      confidence: 'high',
      urgency: 'high',
    });
  } else {
    const past = insolvency.filter(({ value }) => value.inHistory);
    if (past.length > 0) {
      signals.push({
        type: 'insolvency',
        title: says.insolvencyInHistory,
        evidence: past,
        relevance: 0.5,
        confidence: 'high',
        urgency: 'low',
      });
    }
  }
  const striking = currentRegistrations(set).filter(({ value }) => value.strikeOffProposed);
  if (striking.length > 0) {
    signals.push({
      type: 'strike-off',
      title: says.strikeOffProposed,
      evidence: striking,
      relevance: 1,
      confidence: 'high',
      urgency: 'high',
    });
  }
  for (const kind of ['accounts', 'confirmation-statement'] as const) {
    const overdue = ofKind(set, kind).filter(({ value }) => value.overdue);
    const first = overdue[0];
    if (!first) continue;
    const { nextDueOn } = first.value;
    signals.push(
      kind === 'accounts'
        ? {
            type: 'overdue-accounts',
            title: says.accountsOverdue(nextDueOn),
            evidence: overdue,
            relevance: 0.7,
            confidence: 'high',
            urgency: 'low',
          }
        : {
            type: 'overdue-confirmation-statement',
            title: says.statementOverdue(nextDueOn),
            evidence: overdue,
            relevance: 0.4,
            confidence: 'high',
            urgency: 'low',
          },
    );
  }
  return signals;
}

/** Public contracts that the company was awarded. */
import type { EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';

/** Two services publish the same award: one day and one buyer are one fact. */
export function awardSignals(set: EvidenceSet): SignalDraft[] {
  const facts = new Map<string, EvidenceOf<'contract-award'>[]>();
  for (const award of ofKind(set, 'contract-award')) {
    const { awardedOn, buyer } = award.value;
    const key = `${awardedOn} ${buyer.toLowerCase()}`;
    const known = facts.get(key);
    if (known) known.push(award);
    else facts.set(key, [award]);
  }
  return [...facts.values()].flatMap((evidence): SignalDraft[] => {
    const first = evidence[0];
    if (!first) return [];
    const { buyer, amount, currency, suppliers, awardedOn } = first.value;
    const money = amount === null ? null : set.words.text.money(amount, currency);
    const age = ageInDays(set, awardedOn);
    return [
      {
        type: 'contract-award',
        title: set.words.signals.awarded(plainText(buyer, 80), money, suppliers > 1),
        evidence,
        // A place in a framework is a chance of business, an award is business.
        relevance: suppliers > 1 ? 0.6 : 0.85,
        confidence: 'high',
        urgency: age <= 60 ? 'high' : age <= 180 ? 'medium' : 'low',
      },
    ];
  });
}

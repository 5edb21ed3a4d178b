/** What a company reported to the SEC: private offerings, changes at the top, acquisitions. */
import { reportTopic } from '../company/register.ts';
import { ageInDays, type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { SignalType } from '../evidence/signal.ts';
import type { ReportTopic } from '../language/words.ts';
import type { SignalDraft } from './draft.ts';

const signalByTopic: Readonly<
  Record<ReportTopic, { type: SignalType; relevance: number; urgentDays: number }>
> = {
  'private-offering': { type: 'funding', relevance: 0.7, urgentDays: 90 },
  'officers-changed': { type: 'leadership-change', relevance: 0.6, urgentDays: 30 },
  acquisition: { type: 'expansion', relevance: 0.6, urgentDays: 60 },
};

export function reportSignals(set: EvidenceSet): SignalDraft[] {
  return ofKind(set, 'filing').flatMap((filing): SignalDraft[] => {
    const topic = reportTopic(filing.value);
    if (topic === null) return [];
    const { type, relevance, urgentDays } = signalByTopic[topic];
    const age = ageInDays(set, filing.value.filedOn);
    return [
      {
        type,
        title: set.words.signals.reported[topic],
        evidence: [filing],
        relevance,
        confidence: 'high',
        urgency: age <= urgentDays ? 'high' : 'medium',
      },
    ];
  });
}

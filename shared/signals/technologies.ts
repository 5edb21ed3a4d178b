/** Technologies seen on the company's website, together one signal. */
import { type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';

const namedTechnologies = 5;

/** Whether a technology is among those of the ideal-customer profile. */
export function wantedIn(wanted: readonly string[]): (name: string) => boolean {
  const names = new Set(wanted.map((name) => name.trim().toLowerCase()));
  return (name) => names.has(name.trim().toLowerCase());
}

/** @param wanted Names in the ideal-customer profile; having one makes the signal more relevant. */
export function technologySignals(set: EvidenceSet, wanted: readonly string[]): SignalDraft[] {
  const seen = ofKind(set, 'technology');
  if (seen.length === 0) return [];
  const isWanted = wantedIn(wanted);
  const fits = ({ value }: (typeof seen)[number]) => isWanted(value.name);
  const ordered = [...seen.filter(fits), ...seen.filter((item) => !fits(item))];
  const shown = [...new Set(ordered.map(({ value }) => plainText(value.name, 30)))].filter(Boolean);
  if (shown.length === 0) return [];
  return [
    {
      type: 'technology',
      title: set.words.signals.technology(shown.slice(0, namedTechnologies)),
      evidence: seen,
      relevance: seen.some(fits) ? 0.6 : 0.3,
      confidence: 'medium',
      urgency: 'low',
    },
  ];
}

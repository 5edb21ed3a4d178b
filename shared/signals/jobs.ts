/** Open posts: hiring, and expansion where the posts are in several countries. */
import type { EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { Words } from '../language/words.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';

const namedCountries = 4;

/** An empty board is evidence for the score, but no signal. */
export function jobSignals(set: EvidenceSet): SignalDraft[] {
  const boards = newestFirst(ofKind(set, 'open-jobs')).filter(({ value }) => value.total > 0);
  if (boards.length === 0) return [];
  const signals = [hiring(boards, set.words)];
  const abroad = boards.filter(({ value }) => value.countries.length > 1);
  if (abroad.length > 0) signals.push(expansion(abroad, set.words));
  return signals;
}

function hiring(boards: readonly EvidenceOf<'open-jobs'>[], words: Words): SignalDraft {
  let total = 0;
  let senior = 0;
  let fresh = 0;
  for (const { value } of boards) {
    total = Math.max(total, value.total);
    senior = Math.max(senior, value.seniorRoles);
    fresh = Math.max(fresh, value.publishedLast30Days ?? 0);
  }
  const counts = boards
    .slice(0, 3)
    .map(({ value, source }) => ({ total: value.total, label: plainText(source.label, 40) }));
  const told = words.signals.roles(counts, boards.length === 1 ? senior : 0);
  return {
    type: 'hiring',
    title: words.text.labelled(words.signals.hiringLabel, told),
    evidence: boards,
    relevance: Math.min(
      1,
      0.5 + 0.02 * total + 0.03 * Math.min(3, senior) + 0.01 * Math.min(5, fresh),
    ),
    confidence: 'high',
    urgency: total >= 10 || senior > 0 ? 'medium' : 'low',
  };
}

function expansion(boards: readonly EvidenceOf<'open-jobs'>[], words: Words): SignalDraft {
  const codes = [...new Set(boards.flatMap(({ value }) => value.countries))].sort();
  const names = codes
    .slice(0, namedCountries)
    .map((code) => plainText(words.text.country(code), 30));
  return {
    type: 'expansion',
    title: words.signals.hiringAbroad(names, codes.length > namedCountries),
    evidence: boards,
    relevance: 0.6,
    confidence: 'high',
    urgency: 'medium',
  };
}

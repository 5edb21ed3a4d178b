/** What changed since last time. Pure: two enrichments go in, lines for the rep come out. */
import type { SinceItem, SinceLast } from '../contract/since.ts';
import type { Enrichment } from '../contract/v1.ts';
import { evidenceSet } from '../evidence/evidence-set.ts';
import type { Language } from '../language/language.ts';
import { answeringSources, isSameCompany } from './carried.ts';
import type { Earlier } from './earlier.ts';
import { changedFacts } from './facts.ts';
import { changedScore } from './score.ts';
import { changedSignals } from './signals.ts';
import { sinceText, withText } from './text.ts';

const mostItems = 12;

/** This time's enrichment, with the evidence that was carried over from the one before. */
interface Now extends Pick<Enrichment, 'match' | 'signals' | 'evidence' | 'sources' | 'score'> {
  /** ISO 8601. */
  readonly at: string;
  readonly carriedIds: readonly string[];
  readonly language: Language;
}

/** Null where there is nothing to compare with: the enrichment before is about another company. */
export function sinceLastTime(earlier: Earlier, now: Now): SinceLast | null {
  const bothMatched = earlier.match.status === 'matched' && now.match.status === 'matched';
  if (bothMatched && !isSameCompany(earlier.match, now.match)) return null;
  const set = evidenceSet(now.evidence, now.at, now.language);
  const before = evidenceSet(earlier.evidence, earlier.at, now.language);
  const score = changedScore(earlier, now.score);
  const signals = changedSignals(earlier, {
    set,
    signals: now.signals,
    carried: new Set(now.carriedIds),
    answering: answeringSources(now.sources),
  });
  const changes = [...(score ? [score] : []), ...signals, ...changedFacts(before, set)];
  const known = [...earlier.evidence, ...now.evidence];
  const items = changes
    .slice(0, mostItems)
    .map((change) => withText(change, set.words, known) as SinceItem);
  const cited = new Set(items.flatMap(({ earlierIds }) => earlierIds));
  return {
    enrichmentId: earlier.enrichmentId,
    at: earlier.at,
    text: sinceText(items, earlier.at, set.words),
    items,
    evidence: before.all.filter(({ id }) => cited.has(id)),
  };
}

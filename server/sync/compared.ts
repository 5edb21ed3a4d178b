/** What the enrichment before lends to this one: what silent sources said, and what to compare with. */
import { defaultLanguage } from '../../shared/language/language.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import { carriedEvidence, silentSources, standingMatch } from '../../shared/since/carried.ts';
import { sinceLastTime } from '../../shared/since/compare.ts';
import type { Earlier } from '../../shared/since/earlier.ts';
import { type Marks, sourceOfSubject, unread } from '../research/marks.ts';
import type { ResearchResult } from '../research/provider.ts';
import { researchSubject } from '../research/subject.ts';
import { getEarlierEnrichments } from '../store/earlier-enrichments.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { Decided, Researched } from './prepared.ts';
import { transactionsOf } from './slices.ts';

/** By record id; what was never enriched has no entry. */
export async function earlierEnrichments(
  { database }: SyncDependencies,
  { tenant }: TenantContext,
  object: ObjectType,
  items: readonly Researched[],
): Promise<ReadonlyMap<string, Earlier>> {
  const all = new Map<string, Earlier>();
  const known = items.filter(({ memory }) => memory !== undefined);
  for (const part of transactionsOf(known)) {
    const ids = part.map(({ record }) => record.ref.id);
    const found = await database.withOrganization(tenant.organizationId, (trx) =>
      getEarlierEnrichments(trx, tenant, object, ids),
    );
    for (const [id, earlier] of found) all.set(id, earlier);
  }
  return all;
}

/**
 * Research with what the enrichment before knew of sources that were silent this time, dated as it was.
 * @param at ISO 8601
 */
export function withEarlier(
  { record, pick, memory, research: found }: Researched,
  earlier: Earlier | null,
  at: string,
): { readonly research: ResearchResult; readonly carriedIds: readonly string[] } {
  const looked = researchSubject(record, pick);
  const looksFor = looked.ok ? looked.subject : null;
  const match = standingMatch(found.match, earlier, found.sources, looksFor);
  const carried = carriedEvidence(earlier, { ...found, match, at });
  return {
    research: {
      ...found,
      match,
      evidence: [...found.evidence, ...carried],
      marks: match.status === 'matched' ? marksAfter(memory?.marks ?? {}, found) : {},
    },
    carriedIds: carried.map(({ id }) => id),
  };
}

/** A source that was silent is news as soon as it answers. */
function marksAfter(before: Marks, { marks, sources }: ResearchResult): Marks {
  const silent = silentSources(sources);
  const missed = Object.keys(before)
    .filter((subject) => silent.has(sourceOfSubject(subject)) && !(subject in marks))
    .map((subject): [string, string] => [subject, unread]);
  return { ...Object.fromEntries(missed), ...marks };
}

export function sinceOf(
  earlier: Earlier | null,
  { decision, evidence, research }: Pick<Decided, 'decision' | 'evidence' | 'research'>,
  carriedIds: readonly string[],
  at: string,
): Decided['since'] {
  if (!earlier) return null;
  return sinceLastTime(earlier, {
    match: research.match,
    signals: [...decision.signals],
    score: decision.score,
    evidence: [...evidence],
    sources: [...research.sources],
    language: decision.language ?? defaultLanguage,
    carriedIds,
    at,
  });
}

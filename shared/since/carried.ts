/** What the enrichment before knew and this one could not ask again: unknown is not untrue. */
import type { CompanyMatch } from '../company/match.ts';
import type { SourceCoverage } from '../contract/v1.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { timeOf } from '../text/dates.ts';
import type { Earlier } from './earlier.ts';

/** What nobody could confirm for so long is not told any more. */
const mostDays = 90;
const dayMs = 86_400_000;

/** Sources that say which company it is: without them others are not even asked. */
const deciding: ReadonlySet<string> = new Set(['website', 'companies-house']);

const boards: ReadonlySet<string> = new Set([
  'greenhouse',
  'greenhouse-eu',
  'lever',
  'lever-eu',
  'ashby',
  'smartrecruiters',
  'workable',
]);

/** The source under which coverage tells of a piece of evidence. */
export function sourceOf({ source }: Pick<Evidence, 'source'>): string {
  return boards.has(source.provider) ? 'job-boards' : source.provider;
}

/**
 * Sources that did not answer in full. Where one of those is silent that say which company it is, so is
 * every other that found nothing: it may have been asked about nobody, or not at all.
 */
export function silentSources(sources: readonly SourceCoverage[]): ReadonlySet<string> {
  const isSilent = ({ status, incomplete }: SourceCoverage) =>
    status === 'failed' || status === 'late' || incomplete === true;
  const isBlind = sources.some((source) => isSilent(source) && deciding.has(source.provider));
  return new Set(
    sources
      .filter((source) => isSilent(source) || (isBlind && source.status !== 'found'))
      .map(({ provider }) => provider),
  );
}

/** Sources that answered: what they do not say any more is not so any more. */
export function answeringSources(sources: readonly SourceCoverage[]): ReadonlySet<string> {
  const silent = silentSources(sources);
  return new Set(
    sources
      .filter(({ status }) => status === 'found' || status === 'empty')
      .map(({ provider }) => provider)
      .filter((provider) => !silent.has(provider)),
  );
}

/** Whether two matches name one company. */
export function isSameCompany(one: CompanyMatch, other: CompanyMatch): boolean {
  if (one.status !== 'matched' || other.status !== 'matched') return false;
  const numbers = [one, other].map(({ company }) => company.registration?.number ?? null);
  if (numbers[0] !== null && numbers[1] !== null) return numbers[0] === numbers[1];
  const domains = [one, other].map(({ company }) => company.domain);
  return domains[0] !== null && domains[0] === domains[1];
}

/**
 * The match as it was, where the sources that tell were silent and the record still names the same
 * company; else the match of now.
 */
export function standingMatch(
  now: CompanyMatch,
  earlier: Earlier | null,
  sources: readonly SourceCoverage[],
  looksFor: { readonly domain: string | null; readonly registrationNumber: string | null } | null,
): CompanyMatch {
  if (now.status === 'matched' || earlier?.match.status !== 'matched' || !looksFor) return now;
  const silent = silentSources(sources);
  if (![...deciding].some((provider) => silent.has(provider))) return now;
  const { domain, registration } = earlier.match.company;
  const isSame =
    looksFor.registrationNumber !== null
      ? looksFor.registrationNumber === registration?.number
      : looksFor.domain !== null && looksFor.domain === domain;
  return isSame ? earlier.match : now;
}

/** Evidence of silent sources as it was, with its old dates; none of another company. */
export function carriedEvidence(
  earlier: Earlier | null,
  now: {
    readonly match: CompanyMatch;
    readonly evidence: readonly Evidence[];
    readonly sources: readonly SourceCoverage[];
    /** ISO 8601. */
    readonly at: string;
  },
): Evidence[] {
  if (!earlier || !isSameCompany(earlier.match, now.match)) return [];
  const silent = silentSources(now.sources);
  if (silent.size === 0) return [];
  const known = new Set(now.evidence.map(({ id }) => id));
  const since = timeOf(now.at) - mostDays * dayMs;
  return earlier.evidence.filter(
    (item) =>
      item.source.type !== 'crm' &&
      silent.has(sourceOf(item)) &&
      !known.has(item.id) &&
      timeOf(item.retrievedAt) >= since,
  );
}

/** The evidence of one record as the core reads it: usable, in one order, dated against one `now`. */
import { wordsOf } from '../language/catalogue.ts';
import { defaultLanguage, type Language } from '../language/language.ts';
import type { Words } from '../language/words.ts';
import { compareTimes, timeOf } from '../text/dates.ts';
import type { Evidence, EvidenceKind, EvidenceOf } from './evidence.ts';

const dayMs = 86_400_000;

export interface EvidenceSet {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The same as an instant in UTC. */
  readonly at: string;
  /** In whose words whatever follows from it is told. */
  readonly words: Words;
  /** Sorted by id, one per id. */
  readonly all: readonly Evidence[];
  /** How many pieces were not usable. */
  readonly leftOut: number;
  readonly byKind: ReadonlyMap<EvidenceKind, readonly Evidence[]>;
}

/** Kinds that say what people did. A date in the future means planned, not done. */
const behaviour: ReadonlySet<EvidenceKind> = new Set(['engagement', 'page-intent', 'intent']);

/**
 * Evidence sorted by id, so that the order it came in changes nothing. Left out: evidence without a
 * legible date; of two with one id the older; and what people did more than a day in the future,
 * which is a plan (Salesforce's last activity date, for one, can lie ahead). Other events dated ahead
 * of `now` count as of now.
 *
 * @param now ISO 8601
 * @throws RangeError when `now` is not a date
 */
export function evidenceSet(
  evidence: readonly Evidence[],
  now: string,
  language: Language = defaultLanguage,
): EvidenceSet {
  const time = Date.parse(now);
  if (Number.isNaN(time)) throw new RangeError(`Not a date: ${now}`);
  const usable = evidence.filter((item) => {
    const at = timeOf(item.observedAt);
    return !Number.isNaN(at) && !(behaviour.has(item.kind) && at > time + dayMs);
  });
  usable.sort(byIdThenNewest);
  const all: Evidence[] = [];
  const byKind = new Map<EvidenceKind, Evidence[]>();
  for (const item of usable) {
    if (all[all.length - 1]?.id === item.id) continue;
    all.push(item);
    const sameKind = byKind.get(item.kind);
    if (sameKind) sameKind.push(item);
    else byKind.set(item.kind, [item]);
  }
  return {
    now: time,
    at: now.length === 24 && now.endsWith('Z') ? now : new Date(time).toISOString(),
    words: wordsOf(language),
    all,
    leftOut: evidence.length - usable.length,
    byKind,
  };
}

/** All evidence of one kind, sorted by id. */
export function ofKind<K extends EvidenceKind>(
  set: EvidenceSet,
  kind: K,
): readonly EvidenceOf<K>[] {
  // The map is keyed by the kind of what it holds.
  return (set.byKind.get(kind) ?? none) as readonly EvidenceOf<K>[];
}

/** Days since an instant or a day; 0 for the future. */
export function ageInDays(set: EvidenceSet, iso: string): number {
  return Math.max(0, (set.now - timeOf(iso)) / dayMs);
}

/** Newest first; by id where the dates agree. */
export function newestFirst<E extends Evidence>(items: readonly E[]): E[] {
  return items.length < 2
    ? [...items]
    : [...items].sort((a, b) => compareTimes(b.observedAt, a.observedAt) || order(a.id, b.id));
}

/** The latest of several ISO dates. */
export function latest(dates: readonly string[]): string {
  let newest = dates[0] ?? '';
  for (const date of dates) if (compareTimes(date, newest) > 0) newest = date;
  return newest;
}

/**
 * Whether a date is only the day a state was read (open roles, an entry in a register), not the day
 * something happened.
 *
 * @param date the `observedAt` of one of the pieces that are named
 */
export function isDateOfState(
  evidence: readonly Evidence[],
  evidenceIds: readonly string[],
  date: string,
): boolean {
  return evidence.some(
    ({ id, observedAt, retrievedAt }) =>
      observedAt === date && retrievedAt === date && evidenceIds.includes(id),
  );
}

/** The date of a fact in prose: "26 November 2026", or "as of 26 November 2026" for a state. */
export function dateInProse(
  { all, words }: EvidenceSet,
  evidenceIds: readonly string[],
  date: string,
): string {
  return isDateOfState(all, evidenceIds, date) ? words.text.asOf(date) : words.text.date(date);
}

/** Sort order of strings by code unit, the same on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const none: readonly Evidence[] = [];

function byIdThenNewest(a: Evidence, b: Evidence): number {
  return (
    order(a.id, b.id) ||
    compareTimes(b.observedAt, a.observedAt) ||
    order(b.retrievedAt, a.retrievedAt) ||
    order(a.kind, b.kind) ||
    order(a.text, b.text) ||
    order(JSON.stringify(a.value), JSON.stringify(b.value))
  );
}

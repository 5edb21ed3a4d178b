/**
 * Fit with the tenant's ideal customer. Only criteria that the profile sets and evidence covers
 * count; among those a mismatch is a true 0.
 */
import { industryMatches, type KnownIndustry } from '../company/industry.ts';
import { currentRegistrations } from '../company/register.ts';
import type { Evidence, EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import { wantedIn } from '../signals/technologies.ts';
import type { IdealCustomer } from '../tenant/settings.ts';
import { type Component, knownComponent, type RawPoints, unknownComponent } from './component.ts';

const weight = { industry: 35, size: 30, country: 20, technology: 15 };

interface Criterion {
  readonly outOf: number;
  /** Null when no evidence covers it. */
  readonly entry: RawPoints | null;
}

/** Whether the tenant has said anything about its ideal customer. */
export function hasProfile(ideal: IdealCustomer): boolean {
  return (
    ideal.industries.length + ideal.sizes.length + ideal.countries.length > 0 ||
    ideal.technologies.length > 0
  );
}

export function fitComponent(set: EvidenceSet, ideal: IdealCustomer): Component {
  const criteria: Criterion[] = [];
  if (ideal.industries.length > 0) {
    criteria.push({ outOf: weight.industry, entry: industry(set, ideal.industries) });
  }
  if (ideal.sizes.length > 0) criteria.push({ outOf: weight.size, entry: size(set, ideal.sizes) });
  if (ideal.countries.length > 0) {
    criteria.push({ outOf: weight.country, entry: country(set, ideal.countries) });
  }
  if (ideal.technologies.length > 0) {
    criteria.push({ outOf: weight.technology, entry: technology(set, ideal.technologies) });
  }
  if (!hasProfile(ideal)) {
    return unknownComponent('fit', set.words.score.unknown.noProfile);
  }
  let wanted = 0;
  let covered = 0;
  for (const { outOf, entry } of criteria) {
    wanted += outOf;
    if (entry) covered += outOf;
  }
  if (covered === 0) {
    return unknownComponent('fit', set.words.score.unknown.nothingForFit);
  }
  const scaled = criteria.flatMap(({ entry }) =>
    entry ? [{ ...entry, points: (entry.points * 100) / covered }] : [],
  );
  return knownComponent('fit', scaled, covered / wanted, set.words.score.limits);
}

function industry(set: EvidenceSet, wanted: readonly string[]): RawPoints | null {
  const named = ofKind(set, 'industry');
  const known: { item: Evidence; industry: KnownIndustry }[] = [];
  for (const item of currentRegistrations(set)) {
    for (const code of item.value.industryCodes)
      known.push({ item, industry: { code, name: null } });
  }
  for (const item of named) {
    const { scheme, code, name } = item.value;
    known.push({ item, industry: { code: scheme === 'sic2007' ? code : null, name } });
  }
  const first = known[0];
  if (!first) return null;
  for (const { item, industry: candidate } of known) {
    if (!wanted.some((entry) => industryMatches(entry, candidate))) continue;
    const { shown, items } = inWords(candidate, item, named);
    return points(items, weight.industry, set.words.score.fit.industry(true, shown));
  }
  const { shown } = inWords(first.industry, first.item, named);
  const items = [...new Set(known.map(({ item }) => item))];
  return points(items, 0, set.words.score.fit.industry(false, shown));
}

/** "Computer programming (SIC 62012)", with the evidence that says so; the bare code where none does. */
function inWords(
  { code, name }: KnownIndustry,
  item: Evidence,
  named: readonly EvidenceOf<'industry'>[],
): { shown: string; items: Evidence[] } {
  if (code === null) return { shown: plainText(name ?? '', 80), items: [item] };
  const naming = named.find(({ value }) => value.scheme === 'sic2007' && value.code === code);
  if (!naming) return { shown: plainText(`SIC ${code}`, 80), items: [item] };
  return {
    shown: `${plainText(naming.value.name, 80)} (SIC ${plainText(code, 10)})`,
    items: [...new Set<Evidence>([item, naming])],
  };
}

function size(set: EvidenceSet, wanted: IdealCustomer['sizes']): RawPoints | null {
  const headcount = bestHeadcount(set);
  if (!headcount) return null;
  const { minimum, maximum } = headcount.value;
  const top = maximum ?? Number.POSITIVE_INFINITY;
  let share = 0;
  for (const band of wanted) {
    const bandTop = band.maximum ?? Number.POSITIVE_INFINITY;
    if (minimum >= band.minimum && top <= bandTop) share = 1;
    else if (minimum <= bandTop && top >= band.minimum) share = Math.max(share, 0.5);
  }
  const fits = share === 1 ? 'yes' : share > 0 ? 'perhaps' : 'no';
  const { score, text } = set.words;
  const reason = score.fit.size(fits, text.people(minimum, maximum));
  return points([headcount], weight.size * share, reason);
}

/** The most exact headcount: stated by the company, then in its accounts, in the CRM, the band of its accounts. */
function bestHeadcount(set: EvidenceSet): EvidenceOf<'headcount'> | undefined {
  const rank = { stated: 0, accounts: 1, crm: 2, 'accounts-type': 3 } as const;
  return newestFirst(ofKind(set, 'headcount')).sort(
    (a, b) => rank[a.value.basis] - rank[b.value.basis],
  )[0];
}

function country(set: EvidenceSet, wanted: readonly string[]): RawPoints | null {
  const { score, text } = set.words;
  const known: { item: Evidence; code: string }[] = [];
  for (const item of currentRegistrations(set)) {
    if (item.value.country !== null) known.push({ item, code: item.value.country });
  }
  for (const item of ofKind(set, 'location')) known.push({ item, code: item.value.country });
  const first = known[0];
  if (!first) return null;
  for (const { item, code } of known) {
    if (wanted.some((entry) => entry.toUpperCase() === code.toUpperCase())) {
      return points([item], weight.country, score.fit.country(true, text.country(code)));
    }
  }
  const items = known.map(({ item }) => item);
  return points(items, 0, score.fit.country(false, text.country(first.code)));
}

function technology(set: EvidenceSet, wanted: readonly string[]): RawPoints | null {
  const known = ofKind(set, 'technology');
  if (known.length === 0) return null;
  const says = set.words.score.fit;
  const isWanted = wantedIn(wanted);
  const matching = known.filter(({ value }) => isWanted(value.name));
  if (matching.length === 0) return points(known, 0, says.noTechnology);
  // A website and a domain can both tell of one.
  const shown = [...new Set(matching.map(({ value }) => plainText(value.name, 40)))].slice(0, 3);
  return points(matching, weight.technology, says.technology(shown));
}

function points(items: readonly Evidence[], worth: number, reason: string): RawPoints {
  return {
    points: worth,
    reason,
    evidenceIds: items.map(({ id }) => id),
    date: newestFirst(items)[0]?.observedAt ?? '',
  };
}

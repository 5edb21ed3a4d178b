/**
 * States into changes: what of a company can be counted, and what two days' counts say. Pure; where the
 * earlier counts are kept is the caller's business.
 */
import type { Evidence, EvidenceOf } from '../evidence/evidence.ts';
import { longDate } from '../text/dates.ts';

type Measure = EvidenceOf<'change'>['value']['measure'];

/** One count of one day. */
export interface Count {
  /** The same for the same thing on every day. */
  readonly key: string;
  readonly value: number;
  readonly names: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

interface Countable extends Count {
  readonly measure: Measure;
  readonly place: string | null;
  /** What it was counted from. */
  readonly evidence: Evidence;
}

/** Days between two counts: nearer ones say nothing yet, farther ones are no news. */
export const between = { least: 14, best: 60, most: 120 } as const;

const dayMs = 86_400_000;
/** Departments that build what the company sells. */
const engineering =
  /\b(engineering|engineers?|software|developers?|development|technology|tech|r\s?&\s?d|research and development|platform|infrastructure|devops|data science|machine learning)\b/i;
const commercial =
  /\b(business|sales|corporate|people|market|talent|learning) (?:and )?development\b/i;

/** Whether a department is one of engineers. */
export function isEngineering(department: string): boolean {
  return engineering.test(department) && !commercial.test(department);
}

/** What public evidence can be counted. Facts of a CRM or of a tenant's provider are not looked at. */
export function countable(evidence: readonly Evidence[]): Countable[] {
  const found: Countable[] = [];
  const technologies: EvidenceOf<'technology'>[] = [];
  for (const item of evidence) {
    if (item.source.type !== 'public') continue;
    const day = item.retrievedAt.slice(0, 10);
    if (item.kind === 'open-jobs') {
      const board = item.id.replace(/:open-jobs:/, ':');
      const base = { place: item.source.label, names: [], day, evidence: item };
      const { total, departments } = item.value;
      found.push({ ...base, measure: 'open-jobs', key: `open-jobs:${board}`, value: total });
      // Without departments nobody knows who the posts are for.
      if (total === 0 || departments.length > 0) {
        const value = departments
          .filter(({ name }) => isEngineering(name))
          .reduce((sum, { count }) => sum + count, 0);
        const key = `open-engineering-jobs:${board}`;
        found.push({ ...base, measure: 'open-engineering-jobs', key, value });
      }
    } else if (item.kind === 'headcount' && item.value.basis === 'stated') {
      const { minimum, maximum } = item.value;
      if (minimum !== maximum) continue;
      const base = { place: item.source.label, names: [], day, evidence: item };
      found.push({ ...base, measure: 'headcount', key: 'headcount:website', value: minimum });
    } else if (item.kind === 'technology' && item.source.provider === 'website') {
      technologies.push(item);
    }
  }
  const first = technologies[0];
  if (first) {
    const names = technologies.map(({ value }) => value.name).sort();
    found.push({
      measure: 'technologies',
      key: 'technologies:website',
      value: names.length,
      names,
      place: first.source.label,
      day: first.retrievedAt.slice(0, 10),
      evidence: first,
    });
  }
  return found;
}

/** What changed since the earlier counts, as far as it is worth telling. */
export function changes(
  now: readonly Countable[],
  earlier: readonly Count[],
): EvidenceOf<'change'>[] {
  const byKey = new Map(earlier.map((count) => [count.key, count]));
  return now.flatMap((later): EvidenceOf<'change'>[] => {
    const before = byKey.get(later.key);
    const days = before ? daysBetween(before.day, later.day) : 0;
    if (!before || days < between.least || days > between.most) return [];
    const gained = later.names.filter((name) => !before.names.includes(name));
    const lost = before.names.filter((name) => !later.names.includes(name));
    if (!isTelling(later.measure, before.value, later.value, gained.length + lost.length))
      return [];
    const { evidence, measure, place } = later;
    const value = {
      measure,
      place,
      from: before.value,
      to: later.value,
      since: before.day,
      until: later.day,
      gained,
      lost,
    };
    return [
      {
        id: `${evidence.source.provider}:change:${later.key}`.slice(0, 200),
        kind: 'change',
        value,
        source: evidence.source,
        observedAt: evidence.retrievedAt,
        retrievedAt: evidence.retrievedAt,
        text: sentence(value, days),
      },
    ];
  });
}

/** One post more or less is nothing; neither is a tenth of many. */
function isTelling(measure: Measure, from: number, to: number, named: number): boolean {
  const moved = Math.abs(to - from);
  switch (measure) {
    case 'open-jobs':
    case 'open-engineering-jobs':
      return moved >= 2 && moved >= 0.25 * Math.max(from, to);
    case 'headcount':
      return moved >= 5 && moved >= 0.1 * from;
    case 'technologies':
      return named > 0;
  }
}

const subjects: Readonly<Record<Measure, string>> = {
  'open-jobs': 'Open roles',
  'open-engineering-jobs': 'Open engineering roles',
  headcount: 'The stated headcount',
  technologies: 'Technologies on the website',
};

function sentence(
  { measure, place, from, to, since, until, gained, lost }: EvidenceOf<'change'>['value'],
  days: number,
): string {
  const dates = `${longDate(since)} to ${longDate(until)}, ${days} days`;
  if (measure === 'technologies') {
    const told = [
      ...(gained.length > 0 ? [`new are ${gained.slice(0, 5).join(', ')}`] : []),
      ...(lost.length > 0 ? [`gone are ${lost.slice(0, 5).join(', ')}`] : []),
    ];
    return `${subjects[measure]}: ${told.join('; ')} (${dates}).`;
  }
  const where = measure === 'headcount' || place === null ? '' : ` on ${place}`;
  return `${subjects[measure]}${where} went from ${from} to ${to} (${dates}).`;
}

export function daysBetween(since: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(since)) / dayMs);
}

/** Annual figures from the values of one concept over the years. */
import type { CompanyConcept } from './schema.ts';

export interface YearFigures {
  readonly periodEnd: string;
  readonly current: number;
  readonly previousPeriodEnd: string | null;
  readonly previous: number | null;
}

const dayMs = 86_400_000;

/** Of annual reports in dollars, the newest two years; null where there are none. */
export function annualFigures(concept: CompanyConcept | null | undefined): YearFigures | null {
  const values = (concept?.units.USD ?? []).filter(
    ({ form, fp, start, end }) =>
      (form === '10-K' || form === '20-F' || form === '10-K/A') &&
      (fp === 'FY' || fp === null || fp === undefined) &&
      isYearOrInstant(start, end),
  );
  // A later report may restate an earlier year: the one filed last counts.
  const byEnd = new Map<string, { val: number; filed: string }>();
  for (const { end, val, filed } of values) {
    const known = byEnd.get(end);
    if (!known || (filed ?? '') > known.filed) byEnd.set(end, { val, filed: filed ?? '' });
  }
  const ends = [...byEnd.keys()]
    .filter((end) => !Number.isNaN(Date.parse(end)))
    .sort()
    .reverse();
  const [end] = ends;
  const current = end ? byEnd.get(end) : undefined;
  if (!end || !current) return null;
  const before = ends.find((other) => {
    const days = (Date.parse(end) - Date.parse(other)) / dayMs;
    return days > 350 && days < 380;
  });
  return {
    periodEnd: end,
    current: Math.round(current.val),
    previousPeriodEnd: before ?? null,
    previous: before ? Math.round(byEnd.get(before)?.val ?? 0) : null,
  };
}

/** Reports of a year hold its quarters too. */
function isYearOrInstant(start: string | null | undefined, end: string): boolean {
  if (!start) return true;
  const days = (Date.parse(end) - Date.parse(start)) / dayMs;
  return days > 350 && days < 380;
}

/** Days counted back from one moment, so that the world's evidence never grows stale. */

const dayMs = 24 * 60 * 60 * 1000;

export interface Calendar {
  readonly now: Date;
  /** The calendar day (UTC, `YYYY-MM-DD`) this many days ago; negative for the future. */
  day(daysAgo: number): string;
  /** An instant of that day, ISO 8601 in UTC with milliseconds, as HubSpot writes times. */
  instant(daysAgo: number, hour?: number, minute?: number): string;
  /** The last day of the month this many months ago: where British accounting periods end. */
  monthEnd(monthsAgo: number): string;
}

export function calendar(now: Date): Calendar {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return {
    now,
    day: (daysAgo) => isoDay(midnight - daysAgo * dayMs),
    instant: (daysAgo, hour = 9, minute = 30) =>
      new Date(midnight - daysAgo * dayMs + (hour * 60 + minute) * 60_000).toISOString(),
    monthEnd: (monthsAgo) =>
      isoDay(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo + 1, 0)),
  };
}

/** The same day so many months later, or the month's last day where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return isoDay(Date.UTC(year, month - 1 + months, Math.min(date, lastDay)));
}

/** Like `addMonths` for periods that end with a month: month ends stay month ends. */
export function addMonthsToMonthEnd(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return isoDay(Date.UTC(year, month - 1 + months + 1, 0));
}

export function addDays(day: string, days: number): string {
  return isoDay(Date.parse(`${day}T00:00:00Z`) + days * dayMs);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

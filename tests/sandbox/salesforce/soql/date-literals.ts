/**
 * Date literals as spans of time. Weeks start on Sunday and days at midnight UTC, as in an org whose
 * locale is en_US and whose time zone is GMT.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
 */

/** Days as `YYYY-MM-DD`; `to` is the first day after the span. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** Undefined for a word that is no date literal, or one that lacks its number. */
export function daySpan(name: string, n: number | null, today: string): DaySpan | undefined {
  if (n === null) return named(name, today);
  const counted = /^(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR)S$/.exec(name);
  if (counted) return span(counted[1] === 'LAST', n, counted[2] as Unit, today);
  const ago = /^N_(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/.exec(name);
  if (!ago) return undefined;
  const unit = ago[1] as Unit;
  return { from: start(unit, today, -n), to: start(unit, today, 1 - n) };
}

function named(name: string, today: string): DaySpan | undefined {
  const days: Record<string, number> = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 };
  const shift = days[name];
  if (shift !== undefined) {
    return { from: start('DAY', today, shift), to: start('DAY', today, shift + 1) };
  }
  if (name === 'LAST_90_DAYS') return span(true, 90, 'DAY', today);
  if (name === 'NEXT_90_DAYS') return span(false, 90, 'DAY', today);
  const relative = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/.exec(name);
  if (!relative) return undefined;
  const unit = relative[2] as Unit;
  const by = { LAST: -1, THIS: 0, NEXT: 1 }[relative[1] as 'LAST' | 'THIS' | 'NEXT'];
  return { from: start(unit, today, by), to: start(unit, today, by + 1) };
}

/** The last n days include today; all other spans are whole units before or after this one. */
function span(last: boolean, n: number, unit: Unit, today: string): DaySpan {
  if (last) {
    return { from: start(unit, today, -n), to: start(unit, today, unit === 'DAY' ? 1 : 0) };
  }
  return { from: start(unit, today, 1), to: start(unit, today, n + 1) };
}

/** First day of the unit that lies `by` units from the one with this day. */
function start(unit: Unit, day: string, by: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (unit) {
    case 'DAY':
      return iso(year, month, date + by);
    case 'WEEK':
      return iso(year, month, date - at.getUTCDay() + 7 * by);
    case 'MONTH':
      return iso(year, month + by, 1);
    case 'QUARTER':
      return iso(year, Math.floor(month / 3) * 3 + 3 * by, 1);
    case 'YEAR':
      return iso(year + by, 0, 1);
  }
}

function iso(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

/** Dates as the user's locale writes them, in the user's time zone. */

export interface Dates {
  /** The day a fact was true: "26 Nov 2026". */
  day(iso: string): string;
  /** With the time of day. */
  moment(iso: string): string;
  /** "just now", "3 hours ago", "yesterday", "in 2 days". */
  ago(iso: string): string;
}

const minute = 60_000;
const hour = 60 * minute;
const dayMs = 24 * hour;
/** A date without a time is carried as midnight UTC; in the Americas that is the day before. */
const wholeDay = /T00:00:00(\.0+)?(Z|\+00:00)$/;

/** @param locale as HubSpot names it; English where it is missing or unknown */
export function createDates(locale: string | undefined, now: () => number = Date.now): Dates {
  const known = knownLocale(locale);
  const day = new Intl.DateTimeFormat(known, { dateStyle: 'medium' });
  const utcDay = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'short' });
  const format = (formatter: Intl.DateTimeFormat, iso: string) => {
    const time = Date.parse(iso);
    return Number.isNaN(time) ? iso : formatter.format(time);
  };
  return {
    day: (iso) => format(wholeDay.test(iso) ? utcDay : day, iso),
    moment: (iso) => (wholeDay.test(iso) ? format(utcDay, iso) : format(moment, iso)),
    ago: (iso) => relative(Date.parse(iso) - now()),
  };
}

function knownLocale(locale: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(locale?.replace('_', '-'))[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** The sentences around it are English, so this is too. */
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

function relative(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (Number.isNaN(milliseconds)) return '';
  if (size < minute) return 'just now';
  if (size < hour) return words.format(Math.trunc(milliseconds / minute), 'minute');
  if (size < dayMs) return words.format(Math.trunc(milliseconds / hour), 'hour');
  if (size < 60 * dayMs) return words.format(Math.trunc(milliseconds / dayMs), 'day');
  return words.format(Math.trunc(milliseconds / (30 * dayMs)), 'month');
}

/** Calendar days as texts, in UTC. No time zone of a machine enters. */

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** English month names, January first. */
export const monthNames: readonly string[] = months;

/** The UTC day of an instant or day: `2026-11-12T23:30:00-05:00` gives `2026-11-13`. */
export function dayOf(iso: string): string {
  if (iso.length === 10 || iso.endsWith('Z')) return iso.slice(0, 10);
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso.slice(0, 10) : new Date(time).toISOString().slice(0, 10);
}

/** A day as prose: `2026-11-12` gives "12 November 2026". */
export function longDate(iso: string): string {
  const day = dayOf(iso);
  const month = months[Number(day.slice(5, 7)) - 1] ?? day.slice(5, 7);
  return `${Number(day.slice(8, 10))} ${month} ${day.slice(0, 4)}`;
}

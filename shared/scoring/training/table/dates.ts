/** Dates as exports write them, to milliseconds since 1970 in UTC. */

export type DateOrder = 'dmy' | 'mdy';

const iso =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
/** Milliseconds since 1970, as CRM APIs give them; 2001 to 2033. */
const epoch = /^1\d{12}$/;
const compact = /^(19\d{2}|20\d{2})(\d{2})(\d{2})$/;
const numeric =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?)?$/i;
const dayMonth =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-zäéû]{3,10})\.?,?[\s-]+(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?(?:\s*(?:Z|UTC|GMT))?$/i;
const monthDay =
  /^(?:[a-z]{3,9},?\s+)?([a-zäéû]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?$/i;

/** By the first three letters; English, with German, French, Spanish and Dutch where they differ. */
const months: Readonly<Record<string, number>> = {
  jan: 1,
  ene: 1,
  feb: 2,
  fév: 2,
  fev: 2,
  mar: 3,
  mär: 3,
  maa: 3,
  mrt: 3,
  apr: 4,
  avr: 4,
  abr: 4,
  may: 5,
  mai: 5,
  mei: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  aoû: 8,
  aou: 8,
  ago: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  dez: 12,
  déc: 12,
  dic: 12,
};

/**
 * @param order what 03/04/2026 means in this column
 * @returns NaN where it is no date of the calendar
 */
export function dateOf(cell: string, order: DateOrder): number {
  const text = cell.trim();
  let found = iso.exec(text);
  if (found) {
    const [, year, month, day, hour, minute, second, fraction, zone] = found;
    const at = instant(Number(year), Number(month), Number(day), clock(hour, minute, second));
    const milliseconds = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
    return at + milliseconds - offsetOf(zone);
  }
  if (epoch.test(text)) return Number(text);
  found = compact.exec(text);
  if (found) return instant(Number(found[1]), Number(found[2]), Number(found[3]), 0);
  found = numeric.exec(text);
  if (found) {
    const [, first, second, year, hour, minute, seconds, half] = found;
    const [day, month] = order === 'dmy' ? [first, second] : [second, first];
    const time = clock(hour, minute, seconds, half);
    return instant(fullYear(year), Number(month), Number(day), time);
  }
  found = dayMonth.exec(text);
  if (found) {
    const [, day, month, year, hour, minute, seconds, half] = found;
    return instant(fullYear(year), monthOf(month), Number(day), clock(hour, minute, seconds, half));
  }
  found = monthDay.exec(text);
  if (found) {
    const [, month, day, year, hour, minute, seconds, half] = found;
    return instant(Number(year), monthOf(month), Number(day), clock(hour, minute, seconds, half));
  }
  return Number.NaN;
}

/** Whether days come first, by dates that can be read one way only. */
export function dateOrderOf(cells: Iterable<string>): DateOrder {
  let dmy = 0;
  let mdy = 0;
  let dots = 0;
  for (const cell of cells) {
    const found = numeric.exec(cell.trim());
    if (!found) continue;
    if (Number(found[1]) > 12) dmy++;
    else if (Number(found[2]) > 12) mdy++;
    if (cell.includes('.')) dots++;
  }
  if (dmy !== mdy) return dmy > mdy ? 'dmy' : 'mdy';
  return dots > 0 ? 'dmy' : 'mdy';
}

function monthOf(name: string | undefined): number {
  return months[(name ?? '').toLowerCase().slice(0, 3)] ?? Number.NaN;
}

/** Two digits are of this century up to 69, as POSIX has it. */
function fullYear(year: string | undefined): number {
  const number = Number(year);
  if ((year ?? '').length > 2) return number;
  return number < 70 ? 2000 + number : 1900 + number;
}

function clock(
  hour: string | undefined,
  minute: string | undefined,
  second?: string,
  half?: string,
): number {
  if (hour === undefined) return 0;
  let hours = Number(hour);
  if (half) hours = (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const minutes = Number(minute ?? 0);
  const seconds = Number(second ?? 0);
  if (hours > 24 || minutes > 59 || seconds > 60) return Number.NaN;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function offsetOf(zone: string | undefined): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === '-' ? -1 : 1) * minutes * 60_000;
}

function instant(year: number, month: number, day: number, time: number): number {
  if (!(year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const at = Date.UTC(year, month - 1, day);
  // 31 February would silently be 3 March.
  return new Date(at).getUTCDate() === day ? at + time : Number.NaN;
}

const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;
/** 31 December 9999: CRMs and ISO 8601 know no later day. */
const latest = 253_402_300_799_999;
/** 1 January 0000. */
const earliest = -62_167_219_200_000;

/**
 * The instant a value means: ISO 8601 (a year, month or day begins at midnight; without a zone it is
 * UTC), a whole number of four digits for a year, any other number for milliseconds since 1970. Null
 * for everything else.
 */
export function readMoment(value: string | number): Date | null {
  if (typeof value === 'number' && !(Number.isInteger(value) && value >= 1000 && value <= 9999)) {
    return within(value);
  }
  const [, year, month = '01', day = '01', time = '00:00', zone = 'Z'] =
    form.exec(String(value).trim()) ?? [];
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // JavaScript takes 31 February for 2 March.
  if (midnight.getUTCDate() !== Number(day)) return null;
  const offset = zone.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return within(Date.parse(`${year}-${month}-${day}T${time}${offset}`));
}

function within(time: number): Date | null {
  return time >= earliest && time <= latest ? new Date(time) : null;
}

/**
 * Record ids: 15 characters that tell upper from lower case, or the same with a checksum of three.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm
 */
const checksums = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form; null for what is no id, a wrong checksum included. */
export function toId18(text: string): string | null {
  if (!/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(text)) return null;
  const short = text.slice(0, 15);
  const long = short + [0, 5, 10].map((start) => checksum(short.slice(start, start + 5))).join('');
  return text.length === 15 || text === long ? long : null;
}

/** One character for five: bit n says that the n-th is a capital. */
function checksum(five: string): string {
  const bits = [...five].reduce(
    (sum, character, place) => sum + (/[A-Z]/.test(character) ? 2 ** place : 0),
    0,
  );
  return checksums.charAt(bits);
}

/** The first three characters tell the object; `prefix` is null where the org does not say. */
export function isIdOf(prefix: string | null, id: string): boolean {
  return prefix === null || id.startsWith(prefix);
}

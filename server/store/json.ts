/**
 * Text from outside may hold what Postgres cannot store: NUL, and halves of surrogate pairs. Both
 * become the replacement character, so that one odd page never loses a whole run.
 */
export function toText(value: string): string {
  return value.replaceAll('\0', '\ufffd').toWellFormed();
}

/** Looks for how JSON spells what Postgres cannot store; a backslash of a text itself may look the same. */
const perhapsUnstorable = (json: string) =>
  // Most texts have no such escape at all, which is found out faster.
  json.includes('\\u') && /\\u(?:0000|d[89a-f])/.test(json);

/** The value as text for a jsonb column. */
export function toJsonb(value: unknown): string {
  // Nearly always storable as it is, and looking at the whole is faster than at every member.
  const text = JSON.stringify(value);
  return text !== undefined && perhapsUnstorable(text) ? cleaned(value) : text;
}

/** The value as the database gives it back. */
export function asStored<T>(value: T): T {
  return perhapsUnstorable(JSON.stringify(value)) ? JSON.parse(cleaned(value)) : value;
}

function cleaned(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'string') return toText(member);
    if (isPlainObject(member) && Object.keys(member).some((key) => toText(key) !== key)) {
      return Object.fromEntries(Object.entries(member).map(([key, inner]) => [toText(key), inner]));
    }
    return member;
  });
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

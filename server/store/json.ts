/**
 * Text from outside may hold what Postgres cannot store: NUL, and halves of surrogate pairs. Both
 * become the replacement character, so that one odd page never loses a whole run.
 */
export function toText(value: string): string {
  return value.replaceAll('\0', '\ufffd').toWellFormed();
}

/** The value as text for a jsonb column. */
export function toJsonb(value: unknown): string {
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

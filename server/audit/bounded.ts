/** Keeps the values of an audit event small: the history names a change, it is no copy of a record. */

const longestText = 500;
const mostFields = 100;
const mostItems = 50;
const deepest = 4;

/** Values by field, cut to what the history keeps; what was cut says so. */
export function bounded(values: object): Record<string, unknown> {
  return boundedObject(values, 0);
}

function boundedObject(values: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const kept = entries.slice(0, mostFields).map(([name, value]) => {
    return [shortened(name), boundedValue(value, depth + 1)] as const;
  });
  const left = entries.length - kept.length;
  return Object.fromEntries(left > 0 ? [...kept, ['…', `${left} more`]] : kept);
}

function boundedValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return shortened(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= deepest) return shortened(JSON.stringify(value));
  if (!Array.isArray(value)) return boundedObject(value, depth);
  const kept = value.slice(0, mostItems).map((item) => boundedValue(item, depth + 1));
  const left = value.length - kept.length;
  return left > 0 ? [...kept, `… ${left} more`] : kept;
}

function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

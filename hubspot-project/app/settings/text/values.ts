/** Longer texts are cut: a table compares, the record shows it all. */
const longest = 120;

/** A value as it stands in a table. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text;
}

/** Longer texts are cut: a table compares, the record shows it all. */
const longest = 120;

/** A value as it stands in a table. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  const text = inWords(value);
  return text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text;
}

function inWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(inWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${inWords(part)}`)
    .join(' ');
}

/** Numbers as a rep reads them. */

/** A share from 0 to 1. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Signed, with one decimal where there is one: "+11.6", "−0.4", "0". */
export function points(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  if (rounded === 0) return '0';
  return `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)}`;
}

/** "1 field", "3 fields". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

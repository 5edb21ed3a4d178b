/** Small pieces of English that sentences, titles and reasons share. */

/** "1 open role", "14 open roles". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "A", "A and B", "A, B and C". */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** The text with its first letter in upper case. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Points with their sign, to one decimal: "+12", "−3.5". */
export function signed(points: number): string {
  const rounded = Math.round(Math.abs(points) * 10) / 10;
  return `${points < 0 && rounded > 0 ? '−' : '+'}${rounded}`;
}

/** A headcount: "12 people", "10 to 50 people", "up to 50 people", "250 or more people". */
export function people(minimum: number, maximum: number | null): string {
  if (maximum === null) return `${minimum} or more people`;
  if (minimum === maximum) return counted(minimum, 'person', 'people');
  return minimum === 0 ? `up to ${maximum} people` : `${minimum} to ${maximum} people`;
}

/** Lists that people type as text. */

/** One entry a line, which may hold commas; without empty lines and repetitions, in the order typed. */
export function linesOf(text: string): string[] {
  return distinct(text.split('\n'));
}

/** Entries without spaces, such as domains, on lines or separated by commas or spaces. */
export function wordsOf(text: string): string[] {
  return distinct(text.split(/[\s,;]+/));
}

function distinct(entries: readonly string[]): string[] {
  return [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
}

export function textOf(entries: readonly string[]): string {
  return entries.join('\n');
}

/** The list with one entry moved by so many places; unchanged where there is no such place. */
export function moved<Item>(items: readonly Item[], index: number, by: number): Item[] {
  const target = index + by;
  const item = items[index];
  if (item === undefined || target < 0 || target >= items.length) return [...items];
  return items.toSpliced(index, 1).toSpliced(target, 0, item);
}

/** The list with one entry changed. */
export function changed<Item>(
  items: readonly Item[],
  index: number,
  change: Partial<Item>,
): Item[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}

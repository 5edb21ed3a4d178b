/** Lists that people type as text. */

/** One entry a line, which may hold commas; without empty lines and repetitions, in the order typed. */
export function linesOf(text) {
  return distinct(text.split('\n'));
}

/** Entries without spaces, such as domains, on lines or separated by commas, semicolons or spaces. */
export function wordsOf(text) {
  return distinct(text.split(/[\s,;]+/));
}

export function textOf(entries) {
  return entries.join('\n');
}

/** The list with one entry moved by so many places; unchanged where there is no such place. */
export function moved(items, index, by) {
  const target = index + by;
  const others = items.filter((_, at) => at !== index);
  if (others.length === items.length || target < 0 || target >= items.length) return [...items];
  return [...others.slice(0, target), items[index], ...others.slice(target)];
}

export function without(items, index) {
  return items.filter((_, at) => at !== index);
}

function distinct(entries) {
  return [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
}

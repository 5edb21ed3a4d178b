/** Dotted paths such as `settings.tasks.dueInHours`: what an input edits and what a fault is about. */

/** What stands at a path; undefined where nothing does. */
export function valueAt(whole, path) {
  return path.split('.').reduce((value, name) => value?.[name], whole);
}

/** A copy in which another value stands at a path; the original stays as it was. */
export function withValueAt(whole, path, value) {
  const [name, ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : withValueAt(whole[name], rest.join('.'), value);
  return Array.isArray(whole)
    ? whole.map((entry, at) => (String(at) === name ? inner : entry))
    : { ...whole, [name]: inner };
}

/** Whether a path is another one or leads through it. */
export function isWithin(path, other) {
  return path === other || path.startsWith(`${other}.`);
}

/** Equal content, whatever the order of an object's keys. */
export function sameValue(one, other) {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.keys(value)
    .sort()
    .map((key) => [key, ordered(value[key])]);
}

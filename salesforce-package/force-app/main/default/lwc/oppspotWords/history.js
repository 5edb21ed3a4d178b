/** The score over time, as a chart of 0 to 100 on both sides wants it. */

/**
 * Unbroken lines of points `{x, y}`, both 0–100. An unknown score ends a line: joining its
 * neighbours would draw scores that nobody ever knew.
 */
export function linesOf(history) {
  const times = history.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  const lines = [[]];
  for (const { at, score } of history) {
    if (score === null) lines.push([]);
    else lines.at(-1).push({ x: ((Date.parse(at) - first) / span) * 100, y: score });
  }
  return lines.filter((line) => line.length > 0);
}

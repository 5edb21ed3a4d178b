/** Which rows a model may learn from and which are kept back to measure it. */

/** FNV-1a over UTF-16 units with a finishing mix (murmur3's), so that similar ids fall apart. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export interface Split {
  readonly training: Uint32Array;
  readonly heldOut: Uint32Array;
  readonly by: 'time' | 'hash';
  /** With `time`: rows from this moment on are held out, in milliseconds since 1970. */
  readonly from: number | null;
}

const HELD_OUT = 0.2;
const LEAST_OF_A_CLASS = 15;

/**
 * Holds out the newest fifth where times are known, else the fifth whose hash says so. A small history
 * gives more, up to two fifths, until fifteen of each class are held out.
 *
 * @param keys a hash by row; equal leads have equal ones and stay on one side
 * @param times milliseconds by row, NaN where unknown; null without times
 */
export function splitRows(
  positive: Uint8Array,
  keys: Uint32Array,
  times: Float64Array | null,
): Split {
  for (const share of [HELD_OUT, 0.25, 0.3, 0.35]) {
    const split = times ? byTime(times, share) : byHash(keys, share);
    if (split && hasBoth(positive, split.heldOut)) return split;
  }
  // A newest slice without both outcomes measures nothing.
  return byHash(keys, 0.4);
}

function hasBoth(positive: Uint8Array, rows: Uint32Array): boolean {
  let positives = 0;
  for (const row of rows) positives += positive[row] ?? 0;
  return positives >= LEAST_OF_A_CLASS && rows.length - positives >= LEAST_OF_A_CLASS;
}

function byHash(keys: Uint32Array, share: number): Split {
  const all = Uint32Array.from(keys, (_, row) => row);
  const isHeld = (row: number) => (keys[row] ?? 0) / 2 ** 32 < share;
  return {
    training: all.filter((row) => !isHeld(row)),
    heldOut: all.filter(isHeld),
    by: 'hash',
    from: null,
  };
}

function byTime(times: Float64Array, share: number): Split | null {
  const known = times.filter((time) => !Number.isNaN(time)).sort();
  const from = known[Math.floor(known.length * (1 - share))];
  if (from === undefined || from === known[0]) return null;
  const all = Uint32Array.from(times, (_, row) => row);
  return {
    training: all.filter((row) => !((times[row] ?? 0) >= from)),
    heldOut: all.filter((row) => (times[row] ?? 0) >= from),
    by: 'time',
    from,
  };
}

/** The fold of each of these rows; small histories are cut into more. */
export function foldsOf(keys: Uint32Array, rows: Uint32Array): { fold: Uint8Array; count: number } {
  const count = rows.length < 2000 ? 10 : 5;
  // Not the bits that decide what is held out.
  const fold = Uint8Array.from(
    rows,
    (row) => (Math.imul(keys[row] ?? 0, 0x9e3779b1) >>> 8) % count,
  );
  return { fold, count };
}

/**
 * Keys by place, where the given ones cannot divide the rows: an id that is the same in every fifth row
 * or more would leave one side without outcomes.
 */
export function dividingKeys(keys: Uint32Array): { keys: Uint32Array; byPlace: boolean } {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  if (most < keys.length / 5) return { keys, byPlace: false };
  return { keys: Uint32Array.from(keys, (_, row) => hashOf(`row ${row}`)), byPlace: true };
}

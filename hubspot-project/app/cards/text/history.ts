/** The score over time, as a chart wants it. */
import type { ScorePoint } from '../../../../shared/contract/card.ts';

export interface ChartRow {
  readonly [field: string]: string | number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly score: number;
  /** Which unbroken line the point belongs to. */
  readonly line: string;
}

/**
 * One row per known score. An unknown one ends the line: joining its neighbours would draw scores that
 * nobody ever knew.
 */
export function chartRows(history: readonly ScorePoint[]): ChartRow[] {
  let line = 1;
  const rows: ChartRow[] = [];
  for (const { at, score } of history) {
    if (score === null) line += rows.at(-1)?.line === lineName(line) ? 1 : 0;
    else rows.push({ at: Date.parse(at), score, line: lineName(line) });
  }
  return rows;
}

const lineName = (number: number) => (number === 1 ? 'Score' : `Score, part ${number}`);

/** One colour for all of them: the parts are one score, interrupted. */
export function lineColours(rows: readonly ChartRow[]): Record<string, 'darkAqua'> {
  return Object.fromEntries(rows.map(({ line }) => [line, 'darkAqua' as const]));
}

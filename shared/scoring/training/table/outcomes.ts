/** What became of each lead of a table. */
import { isBlank, numberOf } from './cells.ts';
import { type Table, TableError } from './table.ts';

export interface Outcomes {
  /** By row: 1 positive, 0 negative, -1 not known. */
  readonly byRow: Int8Array;
  readonly positives: number;
  readonly negatives: number;
  readonly unknown: number;
  /** What counts as not positive, most frequent first. */
  readonly negativeValues: readonly { value: string; n: number }[];
}

/**
 * @param wanted the values that are a positive outcome; anything else that is filled in is a negative one
 * @throws TableError where no row has any of them
 */
export function outcomesOf(table: Table, at: number, wanted: readonly string[]): Outcomes {
  const cells = table.columns[at] ?? [];
  const keys = new Set(wanted.map(outcomeKey));
  const byRow = new Int8Array(table.rows);
  const others = new Map<string, number>();
  let positives = 0;
  let negatives = 0;
  for (let row = 0; row < table.rows; row++) {
    const cell = cells[row] ?? '';
    if (keys.has(outcomeKey(cell))) {
      byRow[row] = 1;
      positives++;
    } else if (isBlank(cell)) byRow[row] = -1;
    else {
      negatives++;
      others.set(cell.trim(), (others.get(cell.trim()) ?? 0) + 1);
    }
  }
  const negativeValues = [...others].map(([value, n]) => ({ value, n })).sort((a, b) => b.n - a.n);
  if (positives === 0) {
    const has = negativeValues.slice(0, 8).map(({ value, n }) => `"${value.slice(0, 40)}" (${n})`);
    const more = negativeValues.length > 8 ? ` and ${negativeValues.length - 8} more` : '';
    throw new TableError(
      `--positive: no row has ${wanted.map((value) => `"${value}"`).join(' or ')} in "${table.header[at]}". ${
        has.length > 0 ? `It has ${has.join(', ')}${more}.` : 'All its cells are blank.'
      }`,
    );
  }
  return {
    byRow,
    positives,
    negatives,
    unknown: table.rows - positives - negatives,
    negativeValues,
  };
}

/** 1, 1.0 and " 1 " are one outcome, as are Won and won. */
function outcomeKey(cell: string): string {
  const text = cell.trim().toLowerCase();
  const number = /^[-+\d.]+$/.test(text) ? numberOf(text, '.') : Number.NaN;
  return Number.isNaN(number) ? text : String(number);
}

/** What a scorecard is trained on: columns of numbers or of categories, row by row the same leads. */

/** A blank is unknown: NaN among numbers, -1 among categories. */
export type Column =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly values: Float64Array;
      /** What the number counts, where that is not a plain quantity. */
      readonly unit: 'days' | null;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly codes: Int32Array;
      /** What a person reads, by code. */
      readonly labels: readonly string[];
    };

/** One value of one lead, as a model reads it. */
export type Cell = number | string | null;

/** The key under which a category is recognised: case and outer blanks do not tell categories apart. */
export function categoryKey(label: string): string {
  return label.normalize('NFKC').trim().toLowerCase();
}

/** A column of numbers from cells; null is unknown. */
export function numberColumn(
  name: string,
  cells: readonly (number | null)[],
  unit: 'days' | null = null,
): Column {
  const values = Float64Array.from(cells, (cell) => (Number.isFinite(cell) ? Number(cell) : NaN));
  return { kind: 'number', name, values, unit };
}

/** A column of categories from cells; null is unknown. */
export function categoryColumn(name: string, cells: readonly (string | null)[]): Column {
  const codes = new Int32Array(cells.length);
  const known = new Map<string, number>();
  const labels: string[] = [];
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] ?? null;
    if (cell === null) {
      codes[row] = -1;
      continue;
    }
    const key = categoryKey(cell);
    let code = known.get(key);
    if (code === undefined) {
      code = labels.length;
      known.set(key, code);
      labels.push(cell.trim());
    }
    codes[row] = code;
  }
  return { kind: 'category', name, codes, labels };
}

/** What sort of thing each column of a file holds. */
import { booleanOf, type Decimal, decimalOf, isBlank, numberOf } from './cells.ts';
import { type DateOrder, dateOf, dateOrderOf } from './dates.ts';

export const columnTypes = ['number', 'date', 'boolean', 'category', 'text', 'ignore'] as const;
/** What somebody may say that a column is. */
export type ColumnType = (typeof columnTypes)[number];

/** What a column turned out to be. */
export interface Inferred {
  readonly type: ColumnType | 'identifier' | 'constant' | 'empty';
  /** In words, why it is not used as it is, or what was made of it; null where nothing is to be said. */
  readonly note: string | null;
  readonly decimal: Decimal;
  readonly order: DateOrder;
  readonly blank: number;
  readonly distinct: number;
}

/** So many of its filled cells must read as a type, so that a stray word does not decide. */
const MOSTLY = 0.95;
const NEARLY_UNIQUE = 0.5;
const FEW = 100;

/**
 * @param said a type that somebody named, which is taken
 */
export function inferColumn(name: string, cells: readonly string[], said?: ColumnType): Inferred {
  const distinct = new Map<string, number>();
  let blank = 0;
  for (const cell of cells) {
    if (isBlank(cell)) blank++;
    else distinct.set(cell, (distinct.get(cell) ?? 0) + 1);
  }
  const filled = cells.length - blank;
  const decimal = decimalOf(distinct.keys());
  const order = dateOrderOf(distinct.keys());
  const found = { decimal, order, blank, distinct: distinct.size };
  if (said) return { ...found, type: said, note: 'type as given' };
  if (filled === 0) return { ...found, type: 'empty', note: 'has no values' };
  const share = (reads: (cell: string) => boolean) => {
    let read = 0;
    for (const [cell, count] of distinct) if (reads(cell)) read += count;
    return read / filled;
  };
  if (distinct.size === 1) {
    return blank === 0
      ? { ...found, type: 'constant', note: 'says the same in every row' }
      : { ...found, type: 'category', note: null };
  }
  if (distinct.size <= 8 && share((cell) => booleanOf(cell) !== null) === 1) {
    return { ...found, type: 'boolean', note: null };
  }
  const numbers = isCode(distinct.keys())
    ? 0
    : share((cell) => !Number.isNaN(numberOf(cell, decimal)));
  const dates = share((cell) => !Number.isNaN(dateOf(cell, order)));
  if (dates >= MOSTLY && (numbers < MOSTLY || areCompactDates(distinct.keys(), order))) {
    return { ...found, type: 'date', note: strayNote(dates, filled, 'a date') };
  }
  if (numbers >= MOSTLY) {
    if (isIdentifier(name, distinct, filled, decimal)) {
      return {
        ...found,
        type: 'identifier',
        note: 'looks like an id: nearly every row has its own',
      };
    }
    return { ...found, type: 'number', note: strayNote(numbers, filled, 'a number') };
  }
  if (distinct.size > FEW && distinct.size / filled > NEARLY_UNIQUE) {
    const type = idName.test(name) ? 'identifier' : 'text';
    return { ...found, type, note: 'nearly every row has its own value' };
  }
  return { ...found, type: 'category', note: null };
}

function strayNote(share: number, filled: number, what: string): string | null {
  const stray = Math.round((1 - share) * filled);
  return stray > 0 ? `${stray} filled cells are not ${what} and count as unknown` : null;
}

/** 00123 is a code: as a number it would lose its zeros. */
function isCode(cells: Iterable<string>): boolean {
  let zeros = 0;
  let seen = 0;
  for (const cell of cells) {
    if (/^\d+$/.test(cell.trim())) seen++;
    else return false;
    if (/^0\d/.test(cell.trim())) zeros++;
  }
  return zeros > 0 && zeros / seen > 0.02;
}

function areCompactDates(cells: Iterable<string>, order: DateOrder): boolean {
  for (const cell of cells)
    if (!/^(\d{8}|\d{13})$/.test(cell.trim()) || Number.isNaN(dateOf(cell, order))) return false;
  return true;
}

const idName = /(^|[^a-z])(id|uuid|guid|key|hash|ref|reference|number|no|nr|#|rowid|index)$/i;

/** Whole numbers, one for each row, that count through or are called an id. */
function isIdentifier(
  name: string,
  distinct: ReadonlyMap<string, number>,
  filled: number,
  decimal: Decimal,
): boolean {
  if (filled < 50 || distinct.size / filled < 0.99) return false;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const cell of distinct.keys()) {
    const value = numberOf(cell, decimal);
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return false;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return idName.test(name.replace(/([a-z])([A-Z])/g, '$1 $2')) || high - low < 1.5 * distinct.size;
}

/** From the text of a column to values, the same way in training and ever after. */
import { type Cell, type Column, categoryColumn, numberColumn } from '../columns.ts';
import type { Reading } from '../model.ts';
import { booleanOf, isBlank, numberOf } from './cells.ts';
import { dateOf } from './dates.ts';

const DAY = 86_400_000;

/**
 * One cell.
 * @param time the row's own time in milliseconds, NaN where unknown
 */
export function readCell(reading: Reading, text: string, time: number): Cell {
  if (isBlank(text)) return null;
  switch (reading.as) {
    case 'number': {
      const value = numberOf(text, reading.decimal);
      return Number.isFinite(value) ? value : null;
    }
    case 'date': {
      const until = reading.until === 'time' ? time : Date.parse(reading.until);
      const age = (until - dateOf(text, reading.order)) / DAY;
      return Number.isFinite(age) ? age : null;
    }
    case 'boolean': {
      const said = booleanOf(text);
      return said === null ? null : said ? 'yes' : 'no';
    }
    case 'presence':
      return 'filled in';
    case 'category':
    case 'value':
      return text;
  }
}

/** A whole column. @param times by row; null where rows have none */
export function readColumn(
  name: string,
  reading: Reading,
  cells: readonly string[],
  times: Float64Array | null,
): Column {
  const at = (row: number) => readCell(reading, cells[row] ?? '', times?.[row] ?? Number.NaN);
  const values = Array.from(cells, (_, row) => at(row));
  if (reading.as === 'number' || reading.as === 'date') {
    return numberColumn(name, values as (number | null)[], reading.as === 'date' ? 'days' : null);
  }
  return categoryColumn(name, values as (string | null)[]);
}

/** The moments of a time column, NaN where a cell is no date. */
export function readTimes(cells: readonly string[], order: 'dmy' | 'mdy'): Float64Array {
  return Float64Array.from(cells, (cell) => {
    if (isBlank(cell)) return Number.NaN;
    const text = cell.trim();
    // A bare year, or seconds since 1970.
    if (/^(19|20)\d{2}$/.test(text)) return Date.UTC(Number(text), 0, 1);
    if (/^1\d{9}$/.test(text)) return Number(text) * 1000;
    return dateOf(text, order);
  });
}

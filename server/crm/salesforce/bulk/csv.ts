/**
 * Rows as Bulk API 2.0 takes them. An empty cell leaves a field alone; `#N/A` empties it.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm
 */
import type { CrmValue } from '../../../../shared/plan/plan.ts';
import type { Entry } from '../write/entry.ts';

const noValue = '#N/A';

/** Whether a row means in CSV what it means in JSON: two texts stand for something else there. */
export function fitsCsv({ values }: Entry): boolean {
  return Object.values(values).every((value) => value !== noValue && value !== '');
}

/** One line per entry behind a line of names, with a column for every field that any of them has. */
export function toCsv(entries: readonly Entry[]): string {
  const names = [...new Set(entries.flatMap(({ values }) => Object.keys(values)))];
  const lines = entries.map(({ id, values }) => [
    id ?? '',
    ...names.map((name) => cellOf(values[name])),
  ]);
  return [['Id', ...names], ...lines].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

function cellOf(value: CrmValue | undefined): string {
  if (value === undefined) return '';
  return value === null ? noValue : String(value);
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

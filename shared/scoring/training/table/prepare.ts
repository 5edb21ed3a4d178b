/** From a table and what was said about it to leads that a scorecard can be trained on. */
import type { Column } from '../columns.ts';
import type { Reading } from '../model.ts';
import { hashOf } from '../split.ts';
import type { TrainingSet } from '../train.ts';
import { isBlank } from './cells.ts';
import { dateOf, dateOrderOf } from './dates.ts';
import { type ColumnType, type Inferred, inferColumn } from './infer.ts';
import { type Outcomes, outcomesOf } from './outcomes.ts';
import { readColumn, readTimes } from './read-cells.ts';
import { columnAt, type Table, TableError } from './table.ts';

export interface TableOptions {
  readonly outcome: string;
  readonly positive: readonly string[];
  readonly id: string | null;
  readonly time: string | null;
  readonly template: string | null;
  readonly exclude: readonly string[];
  readonly types: ReadonlyMap<string, ColumnType>;
}

/** What was made of a column of the file. */
export interface ColumnReport {
  readonly column: string;
  readonly type: Inferred['type'];
  readonly used: boolean;
  readonly note: string | null;
  /** Cells without a value. */
  readonly blank: number;
  readonly distinct: number;
}

export interface Prepared {
  readonly set: TrainingSet;
  readonly columns: readonly ColumnReport[];
  readonly outcomes: Outcomes;
  readonly notes: readonly string[];
}

/** @throws TableError where a column or value that was named is not there */
export function prepareTraining(table: Table, options: TableOptions): Prepared {
  const outcomeAt = columnAt(table, options.outcome, '--outcome');
  const idAt = options.id === null ? null : columnAt(table, options.id, '--id');
  const timeAt = options.time === null ? null : columnAt(table, options.time, '--time');
  const templateAt =
    options.template === null ? null : columnAt(table, options.template, '--template');
  const excluded = new Set(options.exclude.map((name) => columnAt(table, name, '--exclude')));
  const said = new Map(
    [...options.types].map(([name, type]) => [columnAt(table, name, '--types'), type]),
  );
  for (const at of [idAt, timeAt, templateAt]) {
    if (at === outcomeAt)
      throw new TableError('The outcome cannot be the id, time or template too.');
  }
  const outcomes = outcomesOf(table, outcomeAt, options.positive);
  const rows = Uint32Array.from(outcomes.byRow, (_, row) => row).filter(
    (row) => (outcomes.byRow[row] ?? -1) >= 0,
  );
  const cellsAt = (at: number) => Array.from(rows, (row) => table.columns[at]?.[row] ?? '');
  const notes: string[] = [];
  const time = timeAt === null ? null : timesOf(table.header[timeAt] ?? '', cellsAt(timeAt), notes);
  const roles = new Map<number, string>([[outcomeAt, 'the outcome']]);
  if (idAt !== null) roles.set(idAt, 'the id');
  if (timeAt !== null) roles.set(timeAt, 'the time of the row');
  for (const at of excluded) roles.set(at, 'excluded as asked');
  const reports: ColumnReport[] = [];
  const inferred: { name: string; at: number; found: Inferred }[] = [];
  for (const [at, name] of table.header.entries()) {
    const role = roles.get(at);
    const cells = cellsAt(at);
    const asked = said.get(at) ?? (at === templateAt ? 'number' : undefined);
    const found = inferColumn(name, cells, asked);
    const used = role === undefined && isUsed(found, cells.length);
    const { type, blank, distinct } = found;
    const note =
      role ??
      (used && isPresence(found)
        ? `${found.note}; only whether it is filled in counts`
        : found.note);
    reports.push({ column: name, type, used, note, blank, distinct });
    if (used) inferred.push({ name, at, found });
  }
  const until = time ? 'time' : newestDate(inferred, cellsAt, notes);
  const columns: Column[] = [];
  const readings: Reading[] = [];
  for (const { name, at, found } of inferred) {
    const reading = readingOf(found, until);
    readings.push(reading);
    columns.push(readColumn(name, reading, cellsAt(at), time?.values ?? null));
  }
  return {
    set: {
      columns,
      readings,
      positive: Uint8Array.from(rows, (row) => outcomes.byRow[row] ?? 0),
      keys: keysOf(table, rows, idAt, outcomeAt),
      keyedBy: idAt === null ? 'content' : 'id',
      times: time?.values ?? null,
      template: templateAt === null ? null : (table.header[templateAt] ?? null),
      about: {
        outcome: { column: table.header[outcomeAt] ?? '', positive: [...options.positive] },
        id: idAt === null ? null : (table.header[idAt] ?? null),
        time:
          time && timeAt !== null
            ? { column: table.header[timeAt] ?? '', order: time.order }
            : null,
      },
    },
    columns: reports,
    outcomes,
    notes,
  };
}

function timesOf(name: string, cells: readonly string[], notes: string[]) {
  const order = dateOrderOf(cells);
  const values = readTimes(cells, order);
  const unknown = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
  if (unknown > cells.length / 2) {
    const example = cells.find((cell) => !isBlank(cell));
    throw new TableError(
      `--time: "${name}" is not a column of dates${example ? `: "${example.slice(0, 40)}"` : ''}.`,
    );
  }
  if (unknown > 0) {
    notes.push(
      `${unknown} rows have no date in "${name}" and count as older than the held-out ones.`,
    );
  }
  return { values, order };
}

/** Of an id or free text only whether it is there says something. */
function isPresence({ type }: Inferred): boolean {
  return type === 'identifier' || type === 'text';
}

function isUsed(found: Inferred, rows: number): boolean {
  if (isPresence(found)) return found.blank >= 0.01 * rows && found.blank <= 0.99 * rows;
  return !['ignore', 'constant', 'empty'].includes(found.type);
}

function readingOf({ type, decimal, order }: Inferred, until: 'time' | string): Reading {
  switch (type) {
    case 'number':
      return { as: 'number', decimal };
    case 'date':
      return { as: 'date', order, until };
    case 'boolean':
      return { as: 'boolean' };
    case 'identifier':
    case 'text':
      return { as: 'presence' };
    default:
      return { as: 'category' };
  }
}

/** Without a time of their own, all rows count their ages until the newest date in the file. */
function newestDate(
  columns: readonly { name: string; at: number; found: Inferred }[],
  cellsAt: (at: number) => string[],
  notes: string[],
): string {
  let newest = Number.NEGATIVE_INFINITY;
  const dates = columns.filter(({ found }) => found.type === 'date');
  for (const { at, found } of dates) {
    for (const cell of cellsAt(at)) {
      const date = isBlank(cell) ? Number.NaN : dateOf(cell, found.order);
      if (date > newest) newest = date;
    }
  }
  const until = new Date(Number.isFinite(newest) ? newest : 0).toISOString();
  if (dates.length > 0) {
    const names = dates.map(({ name }) => `"${name}"`).join(', ');
    notes.push(
      `Ages of ${names} are counted until ${until.slice(0, 10)}, the newest date in the file. With --time they would be counted until each row's own time, which also holds for later files.`,
    );
  }
  return until;
}

/**
 * Rows of one id stay on one side. A row without an id, or a file without ids, goes by its content and,
 * where others say the same, by which of them it is: without ids these are different leads.
 */
function keysOf(
  table: Table,
  rows: Uint32Array,
  idAt: number | null,
  outcomeAt: number,
): Uint32Array {
  const seen = new Map<number, number>();
  return Uint32Array.from(rows, (row) => {
    const id = idAt === null ? '' : (table.columns[idAt]?.[row] ?? '').trim();
    if (!isBlank(id)) return hashOf(id);
    let content = '';
    for (const [at, cells] of table.columns.entries()) {
      if (at !== outcomeAt) content += `${cells[row] ?? ''}\u0000`;
    }
    const hash = hashOf(content);
    const before = seen.get(hash) ?? 0;
    seen.set(hash, before + 1);
    return before === 0 ? hash : hashOf(`${hash} ${before}`);
  });
}

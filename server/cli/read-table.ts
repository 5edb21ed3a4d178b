/** Reads a CSV of somebody's leads, row by row, into columns of text. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type CsvError, type Info, parse } from 'csv-parse';
import { columnNames, type Table, TableError } from '../../shared/scoring/training/table/table.ts';

export interface ReadTable {
  readonly table: Table;
  /** By row, the line of the file where it begins. */
  readonly notes: readonly string[];
}

/** A row this long is an open quotation mark. */
const LONGEST_ROW = 4_000_000;
const HEAD = 64 * 1024;

/**
 * Commas, semicolons, tabs or bars; quotation marks; any line ends; with or without a byte-order mark;
 * UTF-8, UTF-16 or Windows Latin. Rows with a wrong number of fields are left out and told.
 *
 * @throws TableError in a sentence that says what to do
 */
export async function readTable(path: string): Promise<ReadTable> {
  const head = await headOf(path);
  const encoding = encodingOf(head);
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(head));
  let header: string[] = [];
  let columns: Column[] = [];
  let rows = 0;
  let skipped = 0;
  const skippedLines: number[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const take = (fields: string[], info: Info) => {
    if (columns.length === 0) {
      header = fields;
      columns = fields.map(() => new Column());
      return;
    }
    const width = columns.length;
    const extra = fields.slice(width);
    if (fields.length < width || extra.some((field) => field.trim() !== '')) {
      skipped++;
      if (skippedLines.length < 5) skippedLines.push(info.lines);
      return;
    }
    for (let at = 0; at < width; at++) columns[at]?.add(fields[at] ?? '');
    rows++;
  };
  const bytes = createReadStream(path);
  const text = encoding === 'utf-8' ? bytes : bytes.setEncoding(nodeEncoding[encoding]);
  try {
    for await (const { record, info } of text.pipe(parser)) take(record, info);
  } catch (error) {
    throw asSentence(error, path);
  } finally {
    bytes.destroy();
  }
  if (columns.length === 0) throw new TableError(`${path} is empty.`);
  if (rows + skipped === 0) throw new TableError(`${path} has a header and no rows.`);
  if (skipped > rows) {
    throw new TableError(
      `${path}: ${skipped} of ${rows + skipped} rows have another number of fields than the header (${columns.length}). Its fields seem to be separated by ${delimiterNames[delimiter]}.`,
    );
  }
  const { names, notes } = columnNames(header);
  if (skipped > 0) {
    const lines = skippedLines.join(', ') + (skipped > skippedLines.length ? ', …' : '');
    notes.push(
      `${skipped} ${skipped === 1 ? 'row has' : 'rows have'} another number of fields than the header and ${skipped === 1 ? 'is' : 'are'} left out (line ${lines}).`,
    );
  }
  return { table: { header: names, columns: columns.map(({ cells }) => cells), rows }, notes };
}

/** Cells of one column; repeated values share one string. */
class Column {
  readonly cells: string[] = [];
  readonly #known = new Map<string, string>();

  add(cell: string): void {
    const known = this.#known.get(cell);
    if (known !== undefined) {
      this.cells.push(known);
      return;
    }
    if (this.#known.size < 1000) this.#known.set(cell, cell);
    this.cells.push(cell);
  }
}

async function headOf(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).isDirectory()) throw new TableError(`${path} is a folder, not a CSV.`);
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asSentence(error, path);
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';
const nodeEncoding = { 'utf-16le': 'utf16le', 'windows-1252': 'latin1' } as const;

function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  try {
    // `stream`: the head may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** The separator that the header has most of, outside quotation marks. */
function delimiterOf(head: string): string {
  const line =
    head
      .replace(/^\ufeff/, '')
      .replace(/"(?:[^"]|"")*"/g, '')
      .split(/\r\n|\n|\r/)
      .find((candidate) => candidate.trim() !== '') ?? '';
  let best = ',';
  for (const candidate of Object.keys(delimiterNames)) {
    if (line.split(candidate).length > line.split(best).length) best = candidate;
  }
  return best;
}

function asSentence(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof TableError || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
      return new TableError(`There is no file ${path}.`);
    case 'EACCES':
      return new TableError(`${path} may not be read.`);
    case 'EISDIR':
      return new TableError(`${path} is a folder, not a CSV.`);
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new TableError(
        `${path}: a quotation mark is opened and never closed${lineOf(error as CsvError)}.`,
      );
    default:
      return String(error.code).startsWith('CSV_')
        ? new TableError(
            `${path} cannot be read as a CSV${lineOf(error as CsvError)}: ${error.message}`,
          )
        : error;
  }
}

function lineOf(error: CsvError): string {
  return 'lines' in error ? ` (near line ${error.lines})` : '';
}

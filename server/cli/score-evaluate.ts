/** `npm run score:evaluate`: scores a later CSV with a trained model, measures it and watches for drift. */
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify';
import { type ScorecardModel, scorecardModel } from '../../shared/scoring/training/model.ts';
import { type Evaluation, evaluateTable } from '../../shared/scoring/training/table/evaluate.ts';
import { columnAt, type Table, TableError } from '../../shared/scoring/training/table/table.ts';
import { printEvaluation } from './print-training.ts';
import { readTable } from './read-table.ts';
import { runCommand, UsageError } from './run-command.ts';

const usage = `Usage: npm run score:evaluate -- --model model.json --csv <file> [--outcome <column> --positive <value>]
         [--id <column>] [--scores scores.csv] [--json]
  Without --outcome the rows are scored and compared with training, and nothing is measured.`;

await runCommand(usage, async (terminal) => {
  const { values } = parseArgs({
    options: {
      model: { type: 'string' },
      csv: { type: 'string' },
      outcome: { type: 'string' },
      positive: { type: 'string', multiple: true },
      id: { type: 'string' },
      scores: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!values.model) throw new UsageError('Say which model: --model <file>.');
  if (!values.csv) throw new UsageError('Say which leads: --csv <file>.');
  if (values.positive && !values.outcome) {
    throw new UsageError('--positive is a value of the outcome: add --outcome <column>.');
  }
  const model = await readModel(values.model);
  terminal.progress('Reading…');
  const { table, notes } = await readTable(values.csv);
  const idAt = idColumn(table, values.id ?? null, model);
  terminal.progress('Scoring…');
  const wanted = values.outcome
    ? { column: values.outcome, positive: values.positive ?? model.outcome.positive }
    : null;
  const evaluation = evaluateTable(model, table, wanted);
  terminal.clearProgress();
  const report = { ...evaluation.report, notes: [...notes, ...evaluation.report.notes] };
  if (values.scores) await writeScores(values.scores, table, idAt, evaluation);
  if (values.json)
    terminal.data(JSON.stringify({ ...report, scores: values.scores ?? null }, null, 2));
  else printEvaluation(terminal, model, report, values.scores ?? null);
  return 0;
});

async function readModel(path: string): Promise<ScorecardModel> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new TableError(`The model ${path} cannot be read.`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new TableError(`${path} is not JSON, so it is not a model.`);
  }
  const parsed = scorecardModel.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TableError(
    `${path} is not a model that this version reads: ${issue?.path.join('.') || 'the file'}: ${issue?.message}.`,
  );
}

/** The named column, else that of training where this file has it, else the row's number. */
function idColumn(table: Table, named: string | null, model: ScorecardModel): number | null {
  if (named !== null) return columnAt(table, named, '--id');
  const trained = model.id === null ? -1 : table.header.indexOf(model.id);
  return trained >= 0 ? trained : null;
}

async function writeScores(
  path: string,
  table: Table,
  idAt: number | null,
  { points, probability }: Evaluation,
): Promise<void> {
  const rows = function* () {
    for (let row = 0; row < table.rows; row++) {
      const id = idAt === null ? String(row + 1) : (table.columns[idAt]?.[row] ?? '');
      yield [id, points[row], probability[row]?.toFixed(6)];
    }
  };
  const header = [idAt === null ? 'row' : (table.header[idAt] ?? 'id'), 'points', 'probability'];
  try {
    await pipeline(
      Readable.from(rows()),
      stringify({ header: true, columns: header }),
      createWriteStream(path),
    );
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new UsageError(`--scores: ${path} cannot be written${why}.`);
  }
}

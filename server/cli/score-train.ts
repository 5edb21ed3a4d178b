/** `npm run score:train`: learns a scorecard from a CSV of past leads, and says how good it is. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type ColumnType, columnTypes } from '../../shared/scoring/training/table/infer.ts';
import { prepareTraining } from '../../shared/scoring/training/table/prepare.ts';
import { trainScorecard } from '../../shared/scoring/training/train.ts';
import { printTraining, type TrainingReport } from './print-training.ts';
import { readTable } from './read-table.ts';
import { runCommand, UsageError } from './run-command.ts';

const usage = `Usage: npm run score:train -- --csv <file> --outcome <column> --positive <value> [--positive <another>]
         [--id <column>]          rows of one id are held out together
         [--time <column>]        hold out the newest rows, and count the ages of dates until then
         [--template <column>]    the score in use until now, which the new one has to beat
         [--exclude a,b]          columns not to use
         [--types col=type,…]     ${columnTypes.join(', ')}
         [--keep-suspects]        also use columns that seem to know the outcome
         [--out model.json] [--json]`;

await runCommand(usage, async (terminal) => {
  const { values } = parseArgs({
    options: {
      csv: { type: 'string' },
      outcome: { type: 'string' },
      positive: { type: 'string', multiple: true },
      id: { type: 'string' },
      time: { type: 'string' },
      template: { type: 'string' },
      exclude: { type: 'string', multiple: true, default: [] },
      types: { type: 'string', multiple: true, default: [] },
      'keep-suspects': { type: 'boolean', default: false },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { csv, outcome, positive } = values;
  if (!csv) throw new UsageError('Say where past leads are: --csv <file>.');
  if (!outcome)
    throw new UsageError('Say which column holds what became of them: --outcome <column>.');
  if (!positive) throw new UsageError('Say which value is a positive outcome: --positive <value>.');
  terminal.progress('Reading…');
  const { table, notes } = await readTable(csv);
  terminal.progress('Looking at the columns…');
  const prepared = prepareTraining(table, {
    outcome,
    positive,
    id: values.id ?? null,
    time: values.time ?? null,
    template: values.template ?? null,
    exclude: namesIn(values.exclude, table.header),
    types: typesIn(values.types),
  });
  terminal.progress('Training…');
  const result = trainScorecard(prepared.set, { keepSuspects: values['keep-suspects'] });
  terminal.clearProgress();
  if (values.out && result.status === 'trained') await write(values.out, result.model);
  const { positives, negatives, unknown, negativeValues } = prepared.outcomes;
  const report: TrainingReport = {
    result,
    data: { file: csv, rows: table.rows, positives, negatives, unknown, negativeValues },
    columns: prepared.columns,
    notes: [...notes, ...prepared.notes],
    out: result.status === 'trained' ? (values.out ?? null) : null,
  };
  if (values.json) terminal.data(JSON.stringify(asJson(report), null, 2));
  else printTraining(terminal, report);
  return result.status === 'trained' ? 0 : 1;
});

async function write(path: string, model: unknown): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(model, null, 2)}\n`);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new UsageError(`--out: ${path} cannot be written${why}.`);
  }
}

/** Names with commas between them; a column whose own name has one is found whole. */
function namesIn(given: readonly string[], header: readonly string[]): string[] {
  return given.flatMap((text) =>
    header.includes(text)
      ? [text]
      : text
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
  );
}

function typesIn(given: readonly string[]): Map<string, ColumnType> {
  const types = new Map<string, ColumnType>();
  for (const entry of given.flatMap((text) => text.split(',')).filter((text) => text.trim())) {
    const at = entry.lastIndexOf('=');
    const type = columnTypes.find((known) => known === entry.slice(at + 1).trim());
    if (at < 1 || !type) {
      throw new UsageError(
        `--types: "${entry}" is not column=type with one of ${columnTypes.join(', ')}.`,
      );
    }
    types.set(entry.slice(0, at).trim(), type);
  }
  return types;
}

function asJson({ result, ...rest }: TrainingReport) {
  if (result.status === 'refused') return { ...result, ...rest };
  const { verdict, suspects, validation, bands, base, features, calibration } = result.model;
  return {
    status: result.status,
    ...rest,
    verdict,
    suspects,
    validation,
    bands,
    scorecard: { base, features },
    calibration,
  };
}

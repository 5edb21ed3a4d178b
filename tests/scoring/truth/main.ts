/**
 * `npm run score:truth`: how trained scores do where the truth is known, as a table and as
 * `bench/score-truth.json`. Every line is the mean over seeds, on leads that were drawn afresh; "best"
 * is the AUC of the very chances the outcomes were drawn with, which nothing can beat.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { aucOf } from '../../../shared/scoring/training/measures.ts';
import { prepareTraining } from '../../../shared/scoring/training/table/prepare.ts';
import { trainScorecard } from '../../../shared/scoring/training/train.ts';
import { knownLeads, type Truth } from '../support/known-truth.ts';
import { logisticScores } from '../support/logistic.ts';
import { evaluated, optionsOf, tableOf } from '../support/tables.ts';

const FRESH = 5000;
/** Columns of the generator that a careful person would give a logistic regression. */
const columns = [
  ...['employees', 'visits', 'engagement', 'founded', 'source', 'country', 'city', 'phone'],
  ...['discount', 'noise_a', 'noise_b', 'noise_c', 'noise_d'],
];

interface Case {
  readonly name: string;
  readonly truth: Truth;
  readonly rows: number;
  readonly seeds: number;
  readonly leaks?: boolean;
  readonly drifted?: boolean;
  readonly template?: number;
}

const cases: readonly Case[] = [
  { name: 'signal, straight lines', truth: 'straight', rows: 150, seeds: 10 },
  { name: 'signal, straight lines', truth: 'straight', rows: 300, seeds: 10 },
  { name: 'signal, straight lines', truth: 'straight', rows: 1000, seeds: 10 },
  { name: 'signal, straight lines', truth: 'straight', rows: 5000, seeds: 5 },
  { name: 'signal, U, threshold, speaking blanks', truth: 'curved', rows: 300, seeds: 10 },
  { name: 'signal, U, threshold, speaking blanks', truth: 'curved', rows: 1000, seeds: 10 },
  { name: 'signal, U, threshold, speaking blanks', truth: 'curved', rows: 5000, seeds: 5 },
  { name: 'signal, 2 % positive', truth: 'rare', rows: 5000, seeds: 5 },
  { name: 'noise only', truth: 'noise', rows: 200, seeds: 20 },
  { name: 'noise only', truth: 'noise', rows: 1000, seeds: 20 },
  { name: 'noise only', truth: 'noise', rows: 5000, seeds: 10 },
  { name: 'leaks (4 columns)', truth: 'curved', rows: 3000, seeds: 5, leaks: true },
  { name: 'drift', truth: 'straight', rows: 3000, seeds: 5, drifted: true },
  { name: 'template, good', truth: 'straight', rows: 2000, seeds: 5, template: 0 },
  { name: 'template, middling', truth: 'straight', rows: 2000, seeds: 5, template: 1.5 },
  { name: 'template, poor', truth: 'straight', rows: 2000, seeds: 5, template: 4 },
];

/** What one seed gave. */
interface Run {
  readonly trained: number;
  readonly logistic: number;
  readonly best: number;
  readonly template: number;
  readonly heldOut: number;
  readonly calibration: number;
  readonly adopted: number;
  readonly alarmed: number;
  readonly leaksNamed: number;
  readonly falselyNamed: number;
}

const leakColumns = new Set(['close_reason', 'deal_amount', 'next_step_code', 'last_touch']);

function run(of: Case, seed: number): Run | null {
  const { truth, rows, leaks, template } = of;
  const history = knownLeads({ truth, rows, seed, leaks, template });
  const options = optionsOf({
    time: 'created',
    template: template === undefined ? null : 'old_score',
  });
  const result = trainScorecard(prepareTraining(tableOf(history), options).set);
  if (result.status === 'refused') return null;
  const { model } = result;
  const { leads, report } = evaluated(model, {
    ...{ truth, rows: FRESH, seed: seed + 1000, leaks, template },
    drifted: of.drifted,
  });
  const score = leads.header.indexOf('old_score');
  const old = leads.rows.map((row) => Number(row[score] ?? 0));
  const suspects = model.suspects.map(({ column }) => column);
  return {
    trained: report.measures?.auc.value ?? Number.NaN,
    logistic: aucOf(logisticScores(history, leads, columns), leads.won).value,
    best: aucOf(leads.chance, leads.won).value,
    template: template === undefined ? Number.NaN : aucOf(old, leads.won).value,
    heldOut: model.validation.model.auc.value,
    calibration: report.measures?.calibrationError ?? Number.NaN,
    adopted: model.verdict.adopted ? 1 : 0,
    alarmed: report.alarms.length > 0 ? 1 : 0,
    leaksNamed: suspects.filter((column) => leakColumns.has(column)).length,
    falselyNamed: suspects.filter((column) => !leakColumns.has(column)).length,
  };
}

const results = cases.map((of) => {
  const runs = Array.from({ length: of.seeds }, (_, index) => run(of, index + 1)).filter(
    (one) => one !== null,
  );
  const spread = (key: keyof Run) => {
    const values = runs.map((one) => one[key]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance =
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const error = 1.96 * Math.sqrt(variance / values.length);
    return { mean, low: mean - error, high: mean + error };
  };
  const total = (key: keyof Run) => runs.reduce((sum, one) => sum + one[key], 0);
  return {
    ...of,
    runs: runs.length,
    auc: spread('trained'),
    heldOutAuc: spread('heldOut'),
    logisticAuc: spread('logistic').mean,
    bestAuc: spread('best').mean,
    templateAuc: of.template === undefined ? null : spread('template').mean,
    calibrationError: spread('calibration').mean,
    adopted: total('adopted'),
    alarmed: total('alarmed'),
    leaksNamed: total('leaksNamed'),
    falselyNamed: total('falselyNamed'),
  };
});

const lines = [
  '| Truth | Rows | Runs | AUC on fresh leads (95 %) | AUC held out | Logistic | Best | Template | Calibration error | Adopted | Alarm | Leaks named | Honest columns named |',
  '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
  ...results.map((of) => {
    const { auc, runs } = of;
    const named = of.leaks ? `${of.leaksNamed} of ${4 * runs}` : '–';
    const cells = [
      ...[of.name, of.rows, runs, `${three(auc.mean)} [${three(auc.low)}, ${three(auc.high)}]`],
      ...[three(of.heldOutAuc.mean), three(of.logisticAuc), three(of.bestAuc)],
      ...[of.templateAuc === null ? '–' : three(of.templateAuc), three(of.calibrationError)],
      ...[`${of.adopted} of ${runs}`, `${of.alarmed} of ${runs}`, named, of.falselyNamed],
    ];
    return `| ${cells.join(' | ')} |`;
  }),
];
process.stdout.write(`${lines.join('\n')}\n`);
const path = resolve(import.meta.dirname, '../../../bench/score-truth.json');
writeFileSync(path, `${JSON.stringify({ freshRows: FRESH, results }, null, 2)}\n`);

function three(value: number): string {
  return value.toFixed(3);
}

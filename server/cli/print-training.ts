/** What training and evaluating a scorecard found, as a person reads it in a terminal. */
import { binLabel } from '../../shared/scoring/training/explain.ts';
import type { Interval } from '../../shared/scoring/training/measures.ts';
import type {
  Band,
  Feature,
  Measures,
  ScorecardModel,
} from '../../shared/scoring/training/model.ts';
import { allBins } from '../../shared/scoring/training/scorecard.ts';
import type { EvaluationReport } from '../../shared/scoring/training/table/evaluate.ts';
import type { Outcomes } from '../../shared/scoring/training/table/outcomes.ts';
import type { ColumnReport } from '../../shared/scoring/training/table/prepare.ts';
import type { TrainingResult } from '../../shared/scoring/training/train.ts';
import { type Terminal, wrap } from './terminal.ts';

const WIDTH = 100;

export interface TrainingReport {
  readonly result: TrainingResult;
  readonly data: { readonly file: string; readonly rows: number } & Pick<
    Outcomes,
    'positives' | 'negatives' | 'unknown' | 'negativeValues'
  >;
  readonly columns: readonly ColumnReport[];
  readonly notes: readonly string[];
  /** Where the model was written. */
  readonly out: string | null;
}

export function printTraining(terminal: Terminal, report: TrainingReport): void {
  const { data, result, columns, notes, out } = report;
  heading(terminal, 'Leads');
  const known = data.positives + data.negatives;
  terminal.line(
    `  ${data.rows} rows, ${known} with an outcome: ${data.positives} positive (${percent(data.positives, known)}), ${data.negatives} not${
      data.unknown > 0 ? `; ${data.unknown} without an outcome are left out` : ''
    }`,
  );
  const others = data.negativeValues
    .slice(0, 6)
    .map(({ value, n }) => `${value.slice(0, 30)} (${n})`);
  if (data.negativeValues.length > 1) {
    const more = data.negativeValues.length - others.length;
    paragraph(terminal, `Not positive: ${others.join(', ')}${more > 0 ? ` and ${more} more` : ''}`);
  }
  for (const note of notes) paragraph(terminal, note);
  printColumns(terminal, columns);
  if (result.status === 'refused') {
    heading(terminal, 'No score is learned');
    for (const reason of result.reasons) paragraph(terminal, reason);
    return;
  }
  const { model } = result;
  printSuspects(terminal, model);
  printValidation(terminal, model);
  printBands(terminal, model);
  printCard(terminal, model);
  heading(
    terminal,
    model.verdict.adopted ? 'Adopted' : 'Not adopted',
    model.verdict.adopted ? 'green' : 'yellow',
  );
  for (const reason of model.verdict.reasons) paragraph(terminal, reason);
  terminal.line(
    out ? `  The model stands in ${out}.` : '  With --out model.json the model is kept.',
  );
}

function heading(terminal: Terminal, text: string, colour?: 'green' | 'yellow'): void {
  terminal.line();
  terminal.line(terminal.style(colour ? ['bold', colour] : 'bold', text));
}

function paragraph(terminal: Terminal, text: string): void {
  terminal.line(wrap(text, WIDTH, '  '));
}

function printColumns(terminal: Terminal, columns: readonly ColumnReport[]): void {
  heading(terminal, 'Columns');
  for (const { column, type, used, note, blank, distinct } of columns) {
    const facts = `${type}, ${distinct} distinct${blank > 0 ? `, ${blank} blank` : ''}`;
    const line = `  ${used ? '+' : '–'} ${cut(column, 32).padEnd(32)} ${facts}${note ? ` · ${note}` : ''}`;
    terminal.line(used ? line : terminal.style('dim', line));
  }
}

function printSuspects(terminal: Terminal, { suspects }: ScorecardModel): void {
  if (suspects.length === 0) return;
  heading(terminal, 'Suspected leaks', 'yellow');
  for (const { column, why, auc, excluded } of suspects) {
    paragraph(
      terminal,
      `${column}: ${why}. Alone: AUC ${auc.toFixed(3)}. ${
        excluded
          ? 'Left out; --keep-suspects uses it.'
          : 'Used, as asked: figures below may be too good.'
      }`,
    );
  }
}

function printValidation(terminal: Terminal, { validation, trainedOn }: ScorecardModel): void {
  const { heldOutBy, heldOutFrom, model, baseline } = validation;
  const how = {
    time: `the newest rows, from ${heldOutFrom?.slice(0, 10)} on`,
    id: 'rows chosen by a hash of the id',
    content: 'rows chosen by a hash of their content',
    place: 'rows chosen by a hash of their place in the file, for the ids do not tell rows apart',
  }[heldOutBy];
  heading(terminal, 'Measured on rows that were held out');
  terminal.line(`  Held out: ${how}`);
  printMeasures(terminal, model);
  terminal.line(
    `  Baseline, ${baseline.name}: AUC ${baseline.auc.value.toFixed(3)}, Brier ${baseline.brier.toFixed(4)}; gain in AUC ${intervalText(baseline.gain)}`,
  );
  paragraph(
    terminal,
    `The card below was then fitted in the same way to all ${trainedOn.rows} rows; its probabilities and bands come from fits that had not seen the row.`,
  );
}

function printMeasures(terminal: Terminal, measures: Measures): void {
  const { n, positives, auc, brier, calibrationError, liftAtTenth } = measures;
  terminal.line(`  ${n} rows, ${positives} positive (${percent(positives, n)})`);
  terminal.line(`  AUC ${intervalText(auc)} (95 %, DeLong)`);
  terminal.line(
    `  Brier ${brier.toFixed(4)}, calibration error ${calibrationError.toFixed(4)} (ten groups)`,
  );
  const lift = liftAtTenth === null ? 'unknown: no positive outcome' : `${liftAtTenth.toFixed(2)}×`;
  terminal.line(`  Lift in the best tenth ${lift}`);
}

function intervalText({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

function printBands(terminal: Terminal, { bands, validation }: ScorecardModel): void {
  heading(terminal, 'Outcomes by band');
  terminal.line(terminal.style('dim', '  band             points    all rows          held out'));
  for (const [at, band] of bands.entries()) {
    const held = validation.bands.find(({ name }) => name === band.name);
    terminal.line(
      `  ${band.name.padEnd(16)} ${range(bands, at).padEnd(9)} ${outcome(band).padEnd(17)} ${held ? outcome(held) : ''}`,
    );
  }
}

function range(bands: readonly Band[], at: number): string {
  const to = bands[at - 1];
  return `${bands[at]?.from}–${to ? to.from - 1 : 100}`;
}

function outcome({ n, positives }: { n: number; positives: number }): string {
  return n === 0 ? '– of 0' : `${percent(positives, n)} of ${n}`;
}

function printCard(terminal: Terminal, { base, features }: ScorecardModel): void {
  heading(terminal, 'Scorecard');
  terminal.line(`  Every lead starts with ${base}; points are added and kept within 0 to 100.`);
  const strength = (feature: Feature) => {
    const points = allBins(feature).flatMap(({ points, n }) => (n > 0 ? [points] : []));
    return Math.max(...points) - Math.min(...points);
  };
  for (const feature of features.toSorted((a, b) => strength(b) - strength(a))) {
    terminal.line(`  ${terminal.style('bold', feature.column)}`);
    for (const [index, bin] of allBins(feature).entries()) {
      if (bin.n === 0) continue;
      const points = bin.points > 0 ? `+${bin.points}` : String(bin.points).replace('-', '−');
      terminal.line(
        `    ${points.padStart(4)}  ${cut(binLabel(feature, index), 56).padEnd(56)} ${outcome(bin)}`,
      );
    }
  }
}

/** The report of an evaluation. */
export function printEvaluation(
  terminal: Terminal,
  model: ScorecardModel,
  report: EvaluationReport,
  scores: string | null,
): void {
  heading(terminal, `${report.rows} rows scored`);
  if (!model.verdict.adopted) terminal.line('  This model was not adopted when it was trained.');
  if (report.measures) printMeasures(terminal, report.measures);
  for (const note of report.notes) paragraph(terminal, note);
  if (report.measures) {
    heading(terminal, 'Outcomes by band');
    terminal.line(
      terminal.style('dim', '  band             points    here              in training'),
    );
    for (const [at, band] of report.bands.entries()) {
      const trained = model.bands[at];
      terminal.line(
        `  ${band.name.padEnd(16)} ${range(report.bands, at).padEnd(9)} ${outcome(band).padEnd(17)} ${trained ? outcome(trained) : ''}`,
      );
    }
  }
  heading(terminal, 'Drift since training');
  terminal.line(
    `  score: stability index ${report.drift.score.toFixed(3)} (${report.drift.scoreLevel})`,
  );
  const moved = report.drift.columns.filter(({ level }) => level !== 'none');
  for (const { column, stability, level } of moved) {
    const index =
      stability === null ? 'not in this file' : `stability index ${stability.toFixed(3)}`;
    terminal.line(`  ${cut(column, 40)}: ${index} (${level})`);
  }
  if (moved.length === 0) terminal.line('  no column has moved');
  heading(
    terminal,
    report.alarms.length > 0 ? 'Alarms' : 'No alarms',
    report.alarms.length > 0 ? 'yellow' : 'green',
  );
  for (const alarm of report.alarms) paragraph(terminal, alarm);
  if (scores) terminal.line(`  The scores stand in ${scores}.`);
}

function percent(part: number, whole: number): string {
  const value = whole > 0 ? (100 * part) / whole : 0;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

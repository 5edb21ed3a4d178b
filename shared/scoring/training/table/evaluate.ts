/** Scoring a later file with a model, and measuring the model on it. */
import {
  type Drift,
  expectationOf,
  featureDrift,
  LEAST_ROWS,
  levelOf,
  outcomeAlarms,
  scoreDrift,
} from '../drift.ts';
import { type Placed, Scorer } from '../explain.ts';
import type { Band, Measures, ScorecardModel } from '../model.ts';
import { allBins } from '../scorecard.ts';
import { countBands } from '../spread.ts';
import { measuresOf } from '../train.ts';
import { dateOrderOf } from './dates.ts';
import { outcomesOf } from './outcomes.ts';
import { readCell, readTimes } from './read-cells.ts';
import { columnAt, type Table } from './table.ts';

export interface EvaluationReport {
  readonly rows: number;
  /** Null where no outcome is known. */
  readonly measures: Measures | null;
  readonly bands: readonly Band[];
  readonly drift: {
    readonly columns: readonly Drift[];
    readonly score: number;
    readonly scoreLevel: Drift['level'];
  };
  /** Plain sentences; empty where nothing is wrong. */
  readonly alarms: readonly string[];
  readonly notes: readonly string[];
}

export interface Evaluation {
  /** By row of the file. */
  readonly points: Int16Array;
  readonly probability: Float64Array;
  readonly report: EvaluationReport;
}

/** What to measure against; null where the file is only to be scored. */
export type WantedOutcome = {
  readonly column: string;
  readonly positive: readonly string[];
} | null;

/** @throws TableError where a column or value that was named is not there */
export function evaluateTable(
  model: ScorecardModel,
  table: Table,
  wanted: WantedOutcome,
): Evaluation {
  const notes: string[] = [];
  const outcomes = wanted
    ? outcomesOf(table, columnAt(table, wanted.column, '--outcome'), wanted.positive)
    : null;
  const times = timesOf(model, table, notes);
  const scorer = new Scorer(model);
  const sums = new Int32Array(table.rows).fill(model.base);
  const drifts = model.features.map((_, at) => addFeature(scorer, at, table, times, sums));
  const points = Int16Array.from(sums, (sum) => Math.min(100, Math.max(0, sum)));
  const byPoints = Float64Array.from({ length: 101 }, (_, value) => scorer.probability(value));
  const probability = Float64Array.from(points, (value) => byPoints[value] ?? 0);
  const score = scoreDrift(model, points);
  const alarms = table.rows < LEAST_ROWS ? [] : driftAlarms(drifts, score);
  if (table.rows < LEAST_ROWS) {
    notes.push(`Nothing is said of drift below ${LEAST_ROWS} rows; here are ${table.rows}.`);
  }
  for (const { column, stability } of drifts) {
    if (stability !== null) continue;
    alarms.push(`The column "${column}" is not in this file; it counts as neither good nor bad.`);
  }
  let measures: Measures | null = null;
  let bands: Band[] = [];
  if (outcomes) {
    const known = Uint32Array.from(points, (_, row) => row).filter(
      (row) => (outcomes.byRow[row] ?? -1) >= 0,
    );
    const y = Uint8Array.from(known, (row) => outcomes.byRow[row] ?? 0);
    const p = Float64Array.from(known, (row) => probability[row] ?? 0);
    const knownPoints = Int16Array.from(known, (row) => points[row] ?? 0);
    measures = measuresOf(knownPoints, p, y);
    bands = countBands(model.bands, knownPoints, y);
    const expected = expectationOf(p);
    if (known.length >= LEAST_ROWS) {
      const found = outcomeAlarms(model, measures, expected, bands);
      alarms.push(...found.map(({ message }) => message));
    }
    if (outcomes.unknown > 0) {
      notes.push(`${outcomes.unknown} rows have no outcome: they are scored and not measured.`);
    }
  }
  return {
    points,
    probability,
    report: {
      rows: table.rows,
      measures,
      bands,
      drift: { columns: drifts, score, scoreLevel: levelOf(score) },
      alarms,
      notes,
    },
  };
}

function timesOf(model: ScorecardModel, table: Table, notes: string[]): Float64Array | null {
  if (!model.time) return null;
  const at = table.header.indexOf(model.time.column);
  if (at < 0) {
    notes.push(`The time column "${model.time.column}" is not in this file: ages are unknown.`);
    return null;
  }
  const cells = table.columns[at] ?? [];
  return readTimes(cells, orderIn(cells, model.time.order));
}

/** A later export may write dates the other way round; where it is not clear, as in training. */
function orderIn(cells: readonly string[], trained: 'dmy' | 'mdy'): 'dmy' | 'mdy' {
  const isClear = cells.some((cell) =>
    /^(1[3-9]|[23]\d)[-/.]|^\d{1,2}[-/.](1[3-9]|[23]\d)[-/.]/.test(cell),
  );
  return isClear ? dateOrderOf(cells) : trained;
}

function addFeature(
  scorer: Scorer,
  at: number,
  table: Table,
  times: Float64Array | null,
  sums: Int32Array,
): Drift {
  const feature = scorer.model.features[at];
  if (!feature) throw new Error('A model has no feature at this place.');
  const column = table.header.indexOf(feature.column);
  const cells = table.columns[column];
  if (!cells) return featureDrift(feature, null);
  const { reading } = feature;
  const order = reading.as === 'date' ? orderIn(cells, reading.order) : null;
  const read = reading.as === 'date' && order ? { ...reading, order } : reading;
  const counts = new Array<number>(allBins(feature).length).fill(0);
  // Most columns repeat their values; a date's age also depends on the row.
  const known = new Map<string, Placed>();
  for (let row = 0; row < table.rows; row++) {
    const cell = cells[row] ?? '';
    const isOwn = reading.as === 'date' && reading.until === 'time';
    let placed = isOwn ? undefined : known.get(cell);
    if (!placed) {
      placed = scorer.place(at, readCell(read, cell, times?.[row] ?? Number.NaN));
      if (!isOwn) known.set(cell, placed);
    }
    sums[row] = (sums[row] ?? 0) + (placed.bin?.points ?? 0);
    if (placed.index !== null) counts[placed.index] = (counts[placed.index] ?? 0) + 1;
  }
  return featureDrift(feature, counts);
}

function driftAlarms(drifts: readonly Drift[], score: number): string[] {
  const alarms = drifts.flatMap(({ column, stability, level, unseen }) =>
    level === 'strong' && stability !== null
      ? [
          `"${column}" has drifted: its values are spread differently from training (stability index ${stability.toFixed(2)}${
            unseen !== null && unseen >= 0.1
              ? `; ${Math.round(unseen * 100)} % are new or rare values`
              : ''
          }).`,
        ]
      : [],
  );
  if (levelOf(score) === 'strong') {
    alarms.unshift(
      `The score has drifted: leads are spread over it differently from training (stability index ${score.toFixed(2)}).`,
    );
  }
  return alarms;
}

/** Scoring a lead with a trained card, and saying why. */
import { numberCode } from './bins.ts';
import { probabilityOf } from './calibration.ts';
import { type Cell, categoryKey } from './columns.ts';
import type { Band, Feature, ScorecardModel, ScoredBin } from './model.ts';

/** Where a value falls: which bin, and how to say it. */
export interface Placed {
  /** Among all bins of the feature, in the order of `allBins`; null where the column is not there. */
  readonly index: number | null;
  readonly bin: ScoredBin | null;
}

export interface ExplainedLine {
  readonly column: string;
  /** "50 to 249", "Berlin, Hamburg", "unknown". */
  readonly bin: string;
  readonly points: number;
  readonly n: number;
  readonly positives: number;
  readonly reason: string;
}

export interface Explanation {
  /** 0–100, whole: `base`, the points of all lines and `limit` add up to it. */
  readonly points: number;
  readonly base: number;
  /** Strongest first. */
  readonly lines: readonly ExplainedLine[];
  /** What staying within 0–100 took away or added. */
  readonly limit: number;
  readonly probability: number;
  readonly band: Band;
}

/** A lead's value of a column; undefined where the column itself is not there. */
export type Row = (column: string) => Cell | undefined;

/** A column's values are looked up by place, so the tables are built once for many leads. */
export class Scorer {
  readonly model: ScorecardModel;
  readonly #codes: readonly (Map<string, number> | null)[];

  constructor(model: ScorecardModel) {
    this.model = model;
    this.#codes = model.features.map((feature) =>
      feature.kind === 'number'
        ? null
        : new Map(
            feature.groups.flatMap(({ values }, index) =>
              values.map((value) => [categoryKey(value), index] as const),
            ),
          ),
    );
  }

  /** The bin of the feature at this place of the model. */
  place(at: number, cell: Cell | undefined): Placed {
    const feature = this.model.features[at];
    if (!feature || cell === undefined) return { index: null, bin: null };
    if (feature.kind === 'number') {
      const code = numberCode(feature.cuts, typeof cell === 'number' ? cell : Number.NaN);
      return code === 0
        ? { index: feature.bins.length, bin: feature.unknown }
        : { index: code - 1, bin: feature.bins[code - 1] ?? null };
    }
    const { groups } = feature;
    if (cell === null) return { index: groups.length + 1, bin: feature.unknown };
    const group = this.#codes[at]?.get(categoryKey(String(cell)));
    return group === undefined
      ? { index: groups.length, bin: feature.other }
      : { index: group, bin: groups[group] ?? null };
  }

  /** 0–100, whole. */
  points(row: Row): number {
    let sum = this.model.base;
    for (const [at, { column }] of this.model.features.entries()) {
      sum += this.place(at, row(column)).bin?.points ?? 0;
    }
    return Math.min(100, Math.max(0, sum));
  }

  probability(points: number): number {
    return probabilityOf(this.model.calibration, points);
  }

  /** The band of so many points. */
  band(points: number): Band {
    const { bands } = this.model;
    const found = bands.find(({ from }) => points >= from) ?? bands.at(-1);
    if (!found) throw new Error('A scorecard has at least one band.');
    return found;
  }

  explain(row: Row): Explanation {
    const { base, features, trainedOn } = this.model;
    const all = trainedOn.positives / trainedOn.rows;
    const lines: ExplainedLine[] = [];
    let sum = base;
    for (const [at, feature] of features.entries()) {
      const { index, bin } = this.place(at, row(feature.column));
      if (index === null || !bin) continue;
      sum += bin.points;
      lines.push(lineOf(feature, index, bin, all));
    }
    const points = Math.min(100, Math.max(0, sum));
    lines.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
    return {
      points,
      base,
      lines,
      limit: points - sum,
      probability: this.probability(points),
      band: this.band(points),
    };
  }
}

/** `explain` of one lead. */
export function explain(model: ScorecardModel, row: Row): Explanation {
  return new Scorer(model).explain(row);
}

function lineOf(feature: Feature, index: number, bin: ScoredBin, all: number): ExplainedLine {
  const label = binLabel(feature, index);
  const { points, n, positives } = bin;
  const rate = n > 0 ? `${percent(positives / n)} of ${n} came out positive` : 'none seen before';
  const reason = `${feature.column}: ${label} (${rate}; of all ${percent(all)})`;
  return { column: feature.column, bin: label, points, n, positives, reason };
}

/** What a bin is called; the place is that of `allBins`. */
export function binLabel(feature: Feature, index: number): string {
  if (feature.kind === 'number') {
    if (index >= feature.bins.length) return 'unknown';
    const from = index > 0 ? feature.cuts[index - 1] : undefined;
    const to = feature.cuts[index];
    const unit = feature.unit === null ? '' : ` ${feature.unit}`;
    if (from === undefined && to === undefined) return 'known';
    if (from === undefined) return `below ${to}${unit}`;
    return to === undefined ? `${from}${unit} or more` : `${from} to below ${to}${unit}`;
  }
  const group = feature.groups[index];
  if (group) {
    const named = group.values.slice(0, 4).join(', ');
    const more = group.values.length - 4;
    return more > 0 ? `${named} and ${more} more` : named;
  }
  return index === feature.groups.length ? 'other values' : 'unknown';
}

function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

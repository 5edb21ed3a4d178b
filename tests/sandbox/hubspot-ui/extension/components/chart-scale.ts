/** Where a chart's numbers are on its drawing. Pure. */
import { type ChartModel, roundSteps } from './chart-model.ts';

export type ChartKind = 'line' | 'bar';

/** In pixels. */
export const CHART_HEIGHT = 220;
export const CHART_MARGIN = { top: 16, right: 16, bottom: 42 };
const DIGIT_WIDTH = 7;

export interface Scale {
  x(at: number): number;
  y(value: number): number;
  steps: number[];
  /** Where the y axis is. */
  left: number;
  innerWidth: number;
  innerHeight: number;
}

/** `width` of the whole drawing, in pixels. */
export function scaleOf(chart: ChartModel, kind: ChartKind, width: number): Scale {
  const steps = roundSteps(...extentOf(chart, kind));
  const longest = Math.max(...steps.map((step) => step.toLocaleString('en-GB').length));
  const left = 30 + longest * DIGIT_WIDTH;
  const innerWidth = Math.max(1, width - left - CHART_MARGIN.right);
  const innerHeight = CHART_HEIGHT - CHART_MARGIN.top - CHART_MARGIN.bottom;
  const [floor, ceiling] = [steps[0] ?? 0, steps.at(-1) ?? 1];
  const positions = chart.ticks.map(({ at }) => at);
  const [first, last] = [Math.min(...positions), Math.max(...positions)];
  // A bar stands in the middle of its slot, a line goes from edge to edge.
  const slot = innerWidth / Math.max(1, positions.length);
  const x = (at: number) =>
    kind === 'bar'
      ? left + slot * (positions.indexOf(at) + 0.5)
      : left + (last === first ? 0.5 : (at - first) / (last - first)) * innerWidth;
  const y = (value: number) =>
    CHART_MARGIN.top + innerHeight * (1 - (value - floor) / (ceiling - floor || 1));
  return { x, y, steps, left, innerWidth, innerHeight };
}

/** The items that have room for a label, the last first: each so many pixels from the next. In their order. */
export function withRoom<T>(items: readonly T[], x: (item: T) => number, pixels: number): T[] {
  const kept: T[] = [];
  for (const item of [...items].reverse()) {
    const next = kept[0];
    if (next === undefined || x(next) - x(item) >= pixels) kept.unshift(item);
  }
  return kept;
}

/** Bars start at zero; a line may start where its values do. */
function extentOf(chart: ChartModel, kind: ChartKind): [number, number] {
  const values = chart.series.flatMap(({ points }) => points.map(({ value }) => value));
  if (values.length === 0) return [0, 1];
  const totals = chart.stacked
    ? chart.ticks.map(({ at }) =>
        chart.series.reduce(
          (sum, { points }) => sum + (points.find((point) => point.at === at)?.value ?? 0),
          0,
        ),
      )
    : values;
  const all = kind === 'bar' ? [0, ...totals] : values;
  return [Math.min(...all), Math.max(...all)];
}

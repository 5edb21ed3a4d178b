/** A chart's data, ordered for drawing and for reading out. Pure. */
import type { ChartProps } from '@hubspot/ui-extensions';

export interface ChartPoint {
  /** Position along the x axis: an index for categories, else the number or the time. */
  at: number;
  value: number;
}

export interface ChartSeries {
  name: string;
  color: string;
  points: ChartPoint[];
}

export interface ChartModel {
  title: string | undefined;
  xLabel: string;
  yLabel: string;
  /** Labels under the x axis, each at its position. */
  ticks: { at: number; label: string }[];
  series: ChartSeries[];
  stacked: boolean;
  showLegend: boolean;
  showTooltips: boolean;
  showDataLabels: boolean;
}

/** Dark enough for text and thin lines on white. */
const COLORS: Record<string, string> = {
  orange: '#d9622b',
  aqua: '#0f8b8d',
  purple: '#6a4fb3',
  yellow: '#a87b00',
  pink: '#c0407f',
  blue: '#2f6fb7',
  green: '#2e8540',
  darkOrange: '#9c3f12',
  darkAqua: '#0a5f61',
  darkPurple: '#463380',
  darkYellow: '#755600',
  darkPink: '#8a2658',
  darkBlue: '#1c4a80',
  darkGreen: '#1d5a2a',
};

const DEFAULT_COLORS = Object.keys(COLORS);

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-components/standard-components/charts */
export function chartModel({ data, axes, options = {} }: ChartProps): ChartModel {
  const rows = (Array.isArray(data) ? data : data?.data) ?? [];
  const labels = Array.isArray(data) ? {} : (data?.options?.propertyLabels ?? {});
  const { x, y, options: pair = {} } = axes;
  const group = pair.groupFieldByColor;
  const labelled = (field: string, value: unknown) =>
    labels[field]?.[String(value)] ?? String(value);
  const categories = unique(rows.map((row) => String(row[x.field])));
  const positionOf = (value: unknown) =>
    x.fieldType === 'category' ? categories.indexOf(String(value)) : toPosition(value);
  const palette = options.colorList ?? options.colors ?? [];
  const groups = group ? unique(rows.map((row) => String(row[group]))) : [undefined];
  const series = groups.map((name, index) => ({
    name: name === undefined || !group ? (y.label ?? y.field) : labelled(group, name),
    color: colorOf(
      (name === undefined ? undefined : pair.colors?.[name]) ??
        palette[index] ??
        DEFAULT_COLORS[(index + (palette.length > 0 ? 0 : 5)) % DEFAULT_COLORS.length],
    ),
    points: rows
      .filter((row) => name === undefined || !group || String(row[group]) === name)
      .map((row) => ({ at: positionOf(row[x.field]), value: Number(row[y.field]) }))
      .filter(({ at, value }) => Number.isFinite(at) && Number.isFinite(value))
      .sort((a, b) => a.at - b.at),
  }));
  return {
    title: options.title,
    xLabel: x.label ?? x.field,
    yLabel: y.label ?? y.field,
    ticks:
      x.fieldType === 'category'
        ? categories.map((category, at) => ({ at, label: labelled(x.field, category) }))
        : unique(series.flatMap(({ points }) => points.map(({ at }) => at)))
            .sort((a, b) => a - b)
            .map((at) => ({ at, label: x.fieldType === 'datetime' ? dayOf(at) : String(at) })),
    series,
    stacked: pair.stacking ?? false,
    showLegend: options.showLegend ?? false,
    showTooltips: options.showTooltips ?? false,
    showDataLabels: options.showDataLabels ?? false,
  };
}

/** Round steps from a round floor to a round ceiling, at least two. */
export function roundSteps(lowest: number, highest: number): number[] {
  const span = highest - lowest || Math.abs(highest) || 1;
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  const first = Math.floor(lowest / step) * step;
  const count = Math.ceil((highest - first) / step) || 1;
  return Array.from({ length: count + 1 }, (_, index) =>
    Number((first + index * step).toFixed(10)),
  );
}

function toPosition(value: unknown): number {
  if (typeof value === 'number') return value;
  const number = Number(value);
  return Number.isFinite(number) && value !== '' ? number : Date.parse(String(value));
}

function dayOf(time: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(time);
}

function colorOf(name: string | undefined): string {
  return COLORS[name ?? 'blue'] ?? '#2f6fb7';
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}

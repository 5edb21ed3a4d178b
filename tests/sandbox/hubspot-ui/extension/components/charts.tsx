/** Charts: a drawing for the eyes, a table of the same numbers for everybody else. */
import type { BarChartProps, LineChartProps } from '@hubspot/ui-extensions';
import { type JSX, useEffect, useRef, useState } from 'react';
import { testId } from './attributes.ts';
import { type ChartModel, type ChartSeries, chartModel, roundSteps } from './chart-model.ts';

const HEIGHT = 220;
const MARGIN = { top: 14, right: 16, bottom: 42, left: 48 };
/** Pixels a label under the x axis needs. */
const LABEL_WIDTH = 62;

export function LineChart(props: LineChartProps): JSX.Element {
  return <Chart chart={chartModel(props)} testId={props.testId} kind="line" />;
}

export function BarChart(props: BarChartProps): JSX.Element {
  return <Chart chart={chartModel(props)} testId={props.testId} kind="bar" />;
}

interface ChartViewProps {
  chart: ChartModel;
  kind: 'line' | 'bar';
  testId: string | undefined;
}

function Chart({ chart, kind, testId: id }: ChartViewProps): JSX.Element {
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  return (
    <figure {...testId({ testId: id })} ref={frame} className="hsx-chart">
      {chart.title ? <figcaption>{chart.title}</figcaption> : null}
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <Drawing chart={chart} kind={kind} width={width} />
      </svg>
      {chart.showLegend ? <Legend series={chart.series} /> : null}
      <NumbersTable chart={chart} />
    </figure>
  );
}

function Drawing({ chart, kind, width }: Omit<ChartViewProps, 'testId'> & { width: number }) {
  const scale = scaleOf(chart, kind, width);
  const labelled = everyNth(chart.ticks, Math.max(1, Math.floor(scale.innerWidth / LABEL_WIDTH)));
  return (
    <>
      {scale.steps.map((step) => (
        <g key={step}>
          <line
            className="hsx-grid-line"
            x1={MARGIN.left}
            x2={width - MARGIN.right}
            y1={scale.y(step)}
            y2={scale.y(step)}
          />
          <text className="hsx-axis" x={MARGIN.left - 8} y={scale.y(step) + 4} textAnchor="end">
            {step.toLocaleString('en-GB')}
          </text>
        </g>
      ))}
      {labelled.map(({ at, label }) => (
        <text
          key={at}
          className="hsx-axis"
          x={scale.x(at)}
          y={HEIGHT - MARGIN.bottom + 17}
          textAnchor="middle"
        >
          {shortened(label)}
        </text>
      ))}
      <text
        className="hsx-axis-title"
        x={MARGIN.left + scale.innerWidth / 2}
        y={HEIGHT - 6}
        textAnchor="middle"
      >
        {chart.xLabel}
      </text>
      <text
        className="hsx-axis-title"
        transform={`translate(11 ${MARGIN.top + scale.innerHeight / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        {chart.yLabel}
      </text>
      {kind === 'line' ? (
        <Lines chart={chart} scale={scale} />
      ) : (
        <Bars chart={chart} scale={scale} />
      )}
    </>
  );
}

function Lines({ chart, scale }: { chart: ChartModel; scale: Scale }): JSX.Element {
  return (
    <>
      {chart.series.map(({ name, color, points }) => (
        <g key={name} style={{ color }}>
          <polyline
            className="hsx-line"
            points={points.map(({ at, value }) => `${scale.x(at)},${scale.y(value)}`).join(' ')}
          />
          {points.map(({ at, value }) => (
            <g key={at}>
              <circle className="hsx-point" cx={scale.x(at)} cy={scale.y(value)} r={3.5}>
                {chart.showTooltips ? <title>{`${name}: ${value}`}</title> : null}
              </circle>
              {chart.showDataLabels ? (
                <DataLabel x={scale.x(at)} y={scale.y(value)} value={value} />
              ) : null}
            </g>
          ))}
        </g>
      ))}
    </>
  );
}

function Bars({ chart, scale }: { chart: ChartModel; scale: Scale }): JSX.Element {
  const { series, stacked } = chart;
  const slot = scale.innerWidth / Math.max(1, chart.ticks.length);
  const group = Math.min(slot * 0.7, 56 * (stacked ? 1 : series.length));
  const width = stacked ? group : group / series.length;
  const bases = new Map<number, number>();
  return (
    <>
      {series.map(({ name, color, points }, index) => (
        <g key={name} style={{ color }}>
          {points.map(({ at, value }) => {
            const base = stacked ? (bases.get(at) ?? 0) : 0;
            bases.set(at, base + value);
            const left = scale.x(at) - group / 2 + (stacked ? 0 : index * width);
            const [top, bottom] = [
              scale.y(Math.max(base, base + value)),
              scale.y(Math.min(base, base + value)),
            ];
            return (
              <g key={at}>
                <rect
                  className="hsx-bar"
                  x={left + 1}
                  y={top}
                  width={Math.max(1, width - 2)}
                  height={bottom - top}
                  rx={2}
                >
                  {chart.showTooltips ? <title>{`${name}: ${value}`}</title> : null}
                </rect>
                {chart.showDataLabels ? (
                  <DataLabel x={left + width / 2} y={top} value={value} />
                ) : null}
              </g>
            );
          })}
        </g>
      ))}
    </>
  );
}

function DataLabel({ x, y, value }: { x: number; y: number; value: number }): JSX.Element {
  return (
    <text className="hsx-data-label" x={x} y={y - 7} textAnchor="middle">
      {value.toLocaleString('en-GB')}
    </text>
  );
}

function Legend({ series }: { series: ChartSeries[] }): JSX.Element {
  return (
    <div className="hsx-legend" aria-hidden="true">
      {series.map(({ name, color }) => (
        <span key={name}>
          <i style={{ background: color }} />
          {name}
        </span>
      ))}
    </div>
  );
}

function NumbersTable({ chart }: { chart: ChartModel }): JSX.Element {
  const { title, xLabel, ticks, series } = chart;
  return (
    <table className="hsx-hidden">
      {title ? <caption>{title}</caption> : null}
      <thead>
        <tr>
          <th scope="col">{xLabel}</th>
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ticks.map(({ at, label }) => (
          <tr key={at}>
            <th scope="row">{label}</th>
            {series.map(({ name, points }) => (
              <td key={name}>{points.find((point) => point.at === at)?.value ?? 'none'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Scale {
  x(at: number): number;
  y(value: number): number;
  steps: number[];
  innerWidth: number;
  innerHeight: number;
}

function scaleOf(chart: ChartModel, kind: 'line' | 'bar', width: number): Scale {
  const innerWidth = Math.max(1, width - MARGIN.left - MARGIN.right);
  const innerHeight = HEIGHT - MARGIN.top - MARGIN.bottom;
  const steps = roundSteps(...extentOf(chart, kind));
  const [floor, ceiling] = [steps[0] ?? 0, steps.at(-1) ?? 1];
  const positions = chart.ticks.map(({ at }) => at);
  const [first, last] = [Math.min(...positions), Math.max(...positions)];
  // A bar stands in the middle of its slot, a line goes from edge to edge.
  const slot = innerWidth / Math.max(1, positions.length);
  const x = (at: number) =>
    kind === 'bar'
      ? MARGIN.left + slot * (positions.indexOf(at) + 0.5)
      : MARGIN.left + (last === first ? 0.5 : (at - first) / (last - first)) * innerWidth;
  const y = (value: number) =>
    MARGIN.top + innerHeight * (1 - (value - floor) / (ceiling - floor || 1));
  return { x, y, steps, innerWidth, innerHeight };
}

/** Bars start at zero; a line may start where its values do. */
function extentOf(chart: ChartModel, kind: 'line' | 'bar'): [number, number] {
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

function everyNth<T>(items: T[], most: number): T[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, index) => index % step === 0);
}

function shortened(label: string): string {
  return label.length > 12 ? `${label.slice(0, 11)}…` : label;
}

function useWidth(frame: React.RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

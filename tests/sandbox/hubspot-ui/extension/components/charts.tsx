/** Charts: a drawing for the eyes, a table of the same numbers for everybody else. */
import type { BarChartProps, LineChartProps } from '@hubspot/ui-extensions';
import { type JSX, useEffect, useRef, useState } from 'react';
import { testId } from './attributes.ts';
import { ChartDrawing } from './chart-drawing.tsx';
import { type ChartModel, type ChartSeries, chartModel } from './chart-model.ts';
import { CHART_HEIGHT, type ChartKind } from './chart-scale.ts';

export function LineChart(props: LineChartProps): JSX.Element {
  return <Chart chart={chartModel(props)} testId={props.testId} kind="line" />;
}

export function BarChart(props: BarChartProps): JSX.Element {
  return <Chart chart={chartModel(props)} testId={props.testId} kind="bar" />;
}

interface ChartViewProps {
  chart: ChartModel;
  kind: ChartKind;
  testId: string | undefined;
}

function Chart({ chart, kind, testId: id }: ChartViewProps): JSX.Element {
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  return (
    <figure {...testId({ testId: id })} ref={frame} className="hsx-chart">
      {chart.title ? <figcaption>{chart.title}</figcaption> : null}
      <svg width={width} height={CHART_HEIGHT} aria-hidden="true">
        <ChartDrawing chart={chart} kind={kind} width={width} />
      </svg>
      {chart.showLegend ? <Legend series={chart.series} /> : null}
      <NumbersTable chart={chart} />
    </figure>
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

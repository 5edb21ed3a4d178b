/** The drawing of a chart, for the eyes only. */
import type { JSX } from 'react';
import type { ChartModel } from './chart-model.ts';
import {
  CHART_HEIGHT,
  CHART_MARGIN,
  type ChartKind,
  type Scale,
  scaleOf,
  withRoom,
} from './chart-scale.ts';

/** Pixels: what a label under the x axis needs, and the lowest bar that holds its number. */
const LABEL_WIDTH = 62;
const NUMBER_WIDTH = 24;
const LABEL_HEIGHT = 15;

/** `width` in pixels. */
export function ChartDrawing({
  chart,
  kind,
  width,
}: {
  chart: ChartModel;
  kind: ChartKind;
  width: number;
}): JSX.Element {
  const scale = scaleOf(chart, kind, width);
  const labelled = withRoom(chart.ticks, ({ at }) => scale.x(at), LABEL_WIDTH);
  return (
    <>
      {scale.steps.map((step) => (
        <g key={step}>
          <line
            className="hsx-grid-line"
            x1={scale.left}
            x2={width - CHART_MARGIN.right}
            y1={scale.y(step)}
            y2={scale.y(step)}
          />
          <text className="hsx-axis" x={scale.left - 8} y={scale.y(step) + 4} textAnchor="end">
            {step.toLocaleString('en-GB')}
          </text>
        </g>
      ))}
      {labelled.map(({ at, label }) => (
        <text
          key={at}
          className="hsx-axis"
          x={scale.x(at)}
          y={CHART_HEIGHT - CHART_MARGIN.bottom + 17}
          textAnchor={scale.x(at) + LABEL_WIDTH / 2 > width ? 'end' : 'middle'}
        >
          {shortened(label)}
        </text>
      ))}
      <text
        className="hsx-axis-title"
        x={scale.left + scale.innerWidth / 2}
        y={CHART_HEIGHT - 6}
        textAnchor="middle"
      >
        {chart.xLabel}
      </text>
      <text
        className="hsx-axis-title"
        transform={`translate(11 ${CHART_MARGIN.top + scale.innerHeight / 2}) rotate(-90)`}
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
          {chart.showDataLabels &&
            withRoom(points, ({ at }) => scale.x(at), NUMBER_WIDTH).map(({ at, value }) => (
              <DataLabel key={at} x={scale.x(at)} y={scale.y(value) - 9} value={value} />
            ))}
          <polyline
            className="hsx-line"
            points={points.map(({ at, value }) => `${scale.x(at)},${scale.y(value)}`).join(' ')}
          />
          {points.map(({ at, value }) => (
            <g key={at}>
              <circle className="hsx-point" cx={scale.x(at)} cy={scale.y(value)} r={3.5}>
                {chart.showTooltips ? <title>{`${name}: ${value}`}</title> : null}
              </circle>
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
                {chart.showDataLabels && (!stacked || bottom - top > LABEL_HEIGHT) ? (
                  <DataLabel
                    x={left + width / 2}
                    y={stacked ? (top + bottom) / 2 + 4 : top - 7}
                    value={value}
                    inside={stacked}
                  />
                ) : null}
              </g>
            );
          })}
        </g>
      ))}
    </>
  );
}

function DataLabel({
  x,
  y,
  value,
  inside,
}: {
  x: number;
  y: number;
  value: number;
  inside?: boolean;
}): JSX.Element {
  return (
    <text
      className="hsx-data-label"
      data-inside={inside || undefined}
      x={x}
      y={y}
      textAnchor="middle"
    >
      {value.toLocaleString('en-GB')}
    </text>
  );
}

function shortened(label: string): string {
  return label.length > 12 ? `${label.slice(0, 11)}…` : label;
}

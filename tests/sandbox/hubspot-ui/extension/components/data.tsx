/** Numbers and facts: lists of them, progress, scores. */
import type {
  DescriptionListItemProps,
  DescriptionListProps,
  ProgressBarProps,
  ScoreProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
  StepIndicatorProps,
} from '@hubspot/ui-extensions';
import { type JSX, useId } from 'react';
import { invoke } from '../events.ts';
import { sizeOf, testId } from './attributes.ts';
import { IconGlyph } from './icons.tsx';

export function DescriptionList(props: DescriptionListProps): JSX.Element {
  return (
    <dl {...testId(props)} className="hsx-facts" data-direction={props.direction ?? 'column'}>
      {props.children}
    </dl>
  );
}

export function DescriptionListItem(props: DescriptionListItemProps): JSX.Element {
  return (
    <div {...testId(props)}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

export function Statistics(props: StatisticsProps): JSX.Element {
  return (
    <dl {...testId(props)} className="hsx-statistics">
      {props.children}
    </dl>
  );
}

export function StatisticsItem(props: StatisticsItemProps): JSX.Element {
  const { label, number, children } = props;
  return (
    <div {...testId(props)} className="hsx-statistic">
      <dt>{label}</dt>
      <dd>
        <span className="hsx-number">{number}</span>
        {children}
      </dd>
    </div>
  );
}

export function StatisticsTrend(props: StatisticsTrendProps): JSX.Element {
  const { value, direction = 'increase', color } = props;
  const looks = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <span {...testId(props)} className="hsx-trend" data-color={looks}>
      <IconGlyph name={direction === 'increase' ? 'upCarat' : 'downCarat'} size="sm" />
      <span className="hsx-hidden">{direction === 'increase' ? 'Increase of' : 'Decrease of'}</span>
      {value}
    </span>
  );
}

export function ProgressBar(props: ProgressBarProps): JSX.Element {
  const { title, value = 0, showPercentage, valueDescription, variant = 'success' } = props;
  const most = props.maxValue ?? props.valueMax ?? 100;
  const share = most > 0 ? Math.min(100, Math.max(0, (value / most) * 100)) : 0;
  const titleId = useId();
  return (
    <div {...testId(props)} className="hsx-progress">
      {title || valueDescription ? (
        <div className="hsx-progress-head">
          <span id={titleId}>{title}</span>
          <span className="hsx-progress-value">{valueDescription}</span>
        </div>
      ) : null}
      <div className="hsx-progress-line">
        <div
          className="hsx-progress-track"
          role="progressbar"
          aria-label={props['aria-label']}
          aria-labelledby={title && !props['aria-label'] ? titleId : undefined}
          aria-valuemin={0}
          aria-valuemax={most}
          aria-valuenow={value}
          aria-valuetext={valueDescription}
        >
          <div className="hsx-progress-bar" data-variant={variant} style={{ width: `${share}%` }} />
        </div>
        {showPercentage ? <span className="hsx-percentage">{Math.round(share)}%</span> : null}
      </div>
    </div>
  );
}

/** From which score on the ring has which colour. */
const SCORE_BANDS = [
  { from: 70, band: 'high' },
  { from: 40, band: 'middle' },
  { from: 0, band: 'low' },
] as const;

const RADIUS = 26;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

export function ScoreCircle(props: ScoreProps): JSX.Element {
  const score = Math.min(100, Math.max(0, props.score));
  const band = SCORE_BANDS.find(({ from }) => score >= from)?.band;
  return (
    <div {...testId(props)} className="hsx-score" data-band={band}>
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <circle className="hsx-score-track" cx="32" cy="32" r={RADIUS} />
        <circle
          className="hsx-score-ring"
          cx="32"
          cy="32"
          r={RADIUS}
          strokeDasharray={`${(score / 100) * CIRCUMFERENCE} ${CIRCUMFERENCE}`}
        />
      </svg>
      <span className="hsx-score-number">{props.score}</span>
    </div>
  );
}

export function StepIndicator(props: StepIndicatorProps): JSX.Element {
  const { stepNames, direction = 'horizontal', currentStep = 0, variant = 'default' } = props;
  return (
    <ol
      {...testId(props)}
      className="hsx-steps"
      data-direction={direction}
      data-variant={variant}
      data-size={sizeOf(props.circleSize, 'sm')}
    >
      {stepNames.map((name, index) => (
        <Step key={name} name={name} index={index} current={currentStep} onClick={props.onClick} />
      ))}
    </ol>
  );
}

interface StepProps {
  name: string;
  index: number;
  current: number;
  onClick: StepIndicatorProps['onClick'];
}

function Step({ name, index, current, onClick }: StepProps): JSX.Element {
  const state = index < current ? 'done' : index === current ? 'current' : 'ahead';
  const content = (
    <>
      <span className="hsx-step-mark" aria-hidden="true">
        {state === 'done' ? '✓' : index + 1}
      </span>
      <span className="hsx-step-name">{name}</span>
      {state === 'done' ? <span className="hsx-hidden">(done)</span> : null}
    </>
  );
  return (
    <li data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      {onClick ? (
        <button type="button" className="hsx-bare" onClick={() => void invoke(onClick, index)}>
          {content}
        </button>
      ) : (
        content
      )}
    </li>
  );
}

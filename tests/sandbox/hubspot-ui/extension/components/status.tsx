/** Messages, states and small marks. */
import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
  StatusTagProps,
  TagProps,
} from '@hubspot/ui-extensions';
import type { JSX } from 'react';
import { invoke, plainEvent } from '../events.ts';
import { useSurroundings } from '../surroundings.ts';
import { sizeOf, testId } from './attributes.ts';
import { IconGlyph } from './icons.tsx';
import { Illustrated } from './illustrations.tsx';
import { useTrigger } from './trigger.tsx';

const ALERT_ICONS = {
  info: 'info',
  tip: 'bulb',
  success: 'success',
  warning: 'warning',
  error: 'exclamationCircle',
  danger: 'exclamationCircle',
} as const;

export function Alert(props: AlertProps): JSX.Element {
  const { title, variant = 'info', children } = props;
  const urgent = variant === 'error' || variant === 'danger';
  return (
    <div
      {...testId(props)}
      className="hsx-alert"
      data-variant={variant === 'danger' ? 'error' : variant}
      role={urgent ? 'alert' : 'status'}
    >
      <IconGlyph name={ALERT_ICONS[variant]} size="md" />
      <div className="hsx-alert-body">
        <strong className="hsx-alert-title">{title}</strong>
        {children ? <div>{children}</div> : null}
      </div>
    </div>
  );
}

export function Tag(props: TagProps): JSX.Element {
  const { variant = 'default', onClick, overlay, inline, children } = props;
  const { reactions, openOverlays, described, withOverlay } = useTrigger(overlay);
  const looks = {
    ...testId(props),
    className: 'hsx-tag',
    'data-variant': variant,
    'data-inline': inline || undefined,
    'aria-describedby': described,
  };
  if (!onClick && !overlay) return <span {...looks}>{children}</span>;
  return withOverlay(
    <button
      {...looks}
      type="button"
      onClick={(event) => {
        void invoke(onClick, plainEvent(event), reactions());
        openOverlays();
      }}
    >
      {children}
    </button>,
  );
}

export function StatusTag(props: StatusTagProps): JSX.Element {
  const { variant = 'default', hollow, onClick, showRemoveIcon, onRemoveClick, children } = props;
  const content = (
    <>
      <span className="hsx-dot" data-hollow={hollow || undefined} aria-hidden="true" />
      {children}
    </>
  );
  return (
    <span {...testId(props)} className="hsx-status-tag" data-variant={variant}>
      {onClick ? (
        <button type="button" className="hsx-bare" onClick={() => void invoke(onClick)}>
          {content}
        </button>
      ) : (
        content
      )}
      {showRemoveIcon ? (
        <button
          type="button"
          className="hsx-remove"
          aria-label="Remove"
          onClick={() => void invoke(onRemoveClick)}
        >
          <IconGlyph name="remove" size="sm" />
        </button>
      ) : null}
    </span>
  );
}

export function LoadingSpinner(props: LoadingSpinnerProps): JSX.Element {
  const { label, showLabel = false, size, layout = 'inline' } = props;
  return (
    <div {...testId(props)} className="hsx-spinner" data-layout={layout} role="status">
      <span className="hsx-spin" data-size={sizeOf(size, 'sm')} aria-hidden="true" />
      <span className={showLabel ? undefined : 'hsx-hidden'}>{label}</span>
    </div>
  );
}

export function EmptyState(props: EmptyStateProps): JSX.Element {
  const { title, layout = 'horizontal', reverseOrder, imageName = 'emptyStateCharts' } = props;
  return (
    <div
      {...testId(props)}
      className="hsx-state"
      data-layout={layout}
      data-reverse={reverseOrder || undefined}
      data-flush={props.flush || undefined}
    >
      <div className="hsx-state-text">
        <StateTitle title={title} />
        {props.children}
      </div>
      <Illustrated name={imageName} width={props.imageWidth ?? 140} />
    </div>
  );
}

const ERROR_IMAGES = { error: 'errorGeneral', support: 'customerSupport', lock: 'lock' } as const;

export function ErrorState(props: ErrorStateProps): JSX.Element {
  const { title, type = 'error', children } = props;
  return (
    <div {...testId(props)} className="hsx-state" data-layout="vertical">
      <Illustrated name={ERROR_IMAGES[type]} width={110} />
      <div className="hsx-state-text">
        <StateTitle title={title} />
        {children}
      </div>
    </div>
  );
}

function StateTitle({ title }: { title: string | undefined }): JSX.Element | null {
  const { headingLevel } = useSurroundings();
  const Level = `h${headingLevel}` as 'h3';
  return title ? <Level className="hsx-state-title">{title}</Level> : null;
}

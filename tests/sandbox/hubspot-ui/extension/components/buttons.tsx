/** Buttons and what holds them. */
import type { ButtonProps, ButtonRowProps, LoadingButtonProps } from '@hubspot/ui-extensions';
import { type JSX, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { invoke, plainEvent } from '../events.ts';
import { isElsewhere, safeHref, sizeOf, testId } from './attributes.ts';
import { useTrigger } from './trigger.tsx';

export function Button(props: ButtonProps): JSX.Element {
  return <AnyButton {...props} />;
}

/** Stays focusable while it loads, so that the keyboard does not lose its place. */
export function LoadingButton(props: LoadingButtonProps): JSX.Element {
  const { loading = false } = props;
  return <AnyButton {...props} loading={loading} />;
}

export function ButtonRow(props: ButtonRowProps): JSX.Element {
  return (
    <div {...testId(props)} className="hsx-button-row">
      {props.children}
    </div>
  );
}

type AnyButtonProps = Omit<ButtonProps, 'variant'> &
  Partial<Pick<LoadingButtonProps, 'loading' | 'overlayOptions'>> & {
    variant?: ButtonProps['variant'];
    children?: ReactNode;
  };

function AnyButton(props: AnyButtonProps): JSX.Element {
  const { variant = 'secondary', size, type = 'button', disabled, href, loading, onClick } = props;
  const trigger = useTrigger(props.overlay);
  const opensWhenDone = props.overlayOptions?.openBehavior === 'onLoadingFinish';
  useOnFinish(loading, () => opensWhenDone && trigger.openOverlays());
  const click = (event: MouseEvent) => {
    if (loading) {
      event.preventDefault();
      return;
    }
    void invoke(onClick, plainEvent(event), trigger.reactions());
    if (!opensWhenDone) trigger.openOverlays();
  };
  const looks = {
    ...testId(props),
    className: 'hsx-button',
    'data-variant': variant,
    'data-size': sizeOf(size, 'md'),
    'data-truncate': props.truncate || undefined,
    'aria-describedby': trigger.described,
    onClick: click,
  };
  const address = safeHref(typeof href === 'object' ? href.url : href);
  if (address && !disabled) {
    const elsewhere = isElsewhere(address) || (typeof href === 'object' && href.external);
    return trigger.withOverlay(
      <a
        {...looks}
        href={address}
        target={elsewhere ? '_blank' : undefined}
        rel={elsewhere ? 'noopener noreferrer' : undefined}
      >
        {props.children}
      </a>,
    );
  }
  return trigger.withOverlay(
    <button
      {...looks}
      type={type}
      disabled={disabled}
      aria-busy={loading}
      aria-disabled={loading || undefined}
    >
      {loading ? <span className="hsx-spin" aria-hidden="true" /> : null}
      {props.children}
    </button>,
  );
}

function useOnFinish(loading: boolean | undefined, then: () => void): void {
  const before = useRef(loading);
  useEffect(() => {
    if (before.current && !loading) then();
    before.current = loading;
  });
}

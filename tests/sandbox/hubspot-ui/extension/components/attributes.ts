/** What every drawn component carries onto its outermost element. */
import type { CSSProperties } from 'react';

/** `testId` under the name HubSpot's pages use for it. */
export function testId(props: { testId?: string }): { 'data-test-id': string | undefined } {
  return { 'data-test-id': props.testId };
}

/** `'sm'` and `'small'` are one size; without one it is `fallback`. */
export function sizeOf(size: string | undefined, fallback: string): string {
  return SIZE_NAMES[size ?? fallback] ?? fallback;
}

const SIZE_NAMES: Record<string, string> = {
  flush: 'flush',
  xs: 'xs',
  'extra-small': 'xs',
  sm: 'sm',
  small: 'sm',
  md: 'md',
  medium: 'md',
  default: 'md',
  lg: 'lg',
  large: 'lg',
  xl: 'xl',
  'extra-large': 'xl',
};

/** Sizes of spaces, as lengths of the style sheet. */
export function spaceOf(distance: string | undefined, fallback: string): string {
  return `var(--hsx-space-${sizeOf(distance, fallback)})`;
}

const PLACEMENTS: Record<string, string> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  baseline: 'baseline',
  stretch: 'stretch',
  around: 'space-around',
  between: 'space-between',
};

/** HubSpot's word for a placement, as CSS says it. */
export function placed(word: string | undefined): CSSProperties['justifyContent'] {
  return word === undefined ? undefined : PLACEMENTS[word];
}

/**
 * An address a person may be sent to. Anything that would run (`javascript:`, `data:`) is none: values
 * of a CRM record end up here.
 */
export function safeHref(href: string | undefined): string | undefined {
  if (href === undefined) return undefined;
  if (!URL.canParse(href, document.baseURI)) return undefined;
  const { protocol } = new URL(href, document.baseURI);
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined;
}

/** True for addresses that open in a tab of their own. */
export function isElsewhere(href: string): boolean {
  const { protocol, origin } = new URL(href, document.baseURI);
  return protocol.startsWith('http') && origin !== location.origin;
}

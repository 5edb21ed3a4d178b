import type { JSX } from 'react';
import type { FieldView } from '../../contract.ts';

/** A field's value as a person reads it. */
export function Value({ field }: { readonly field: FieldView }): JSX.Element {
  const { display, href } = field;
  if (display === '') return <span className="slds-assistive-text">empty</span>;
  return href ? <a href={href}>{display}</a> : <span className="value">{display}</span>;
}

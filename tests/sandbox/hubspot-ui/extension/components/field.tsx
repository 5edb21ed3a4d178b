/** Label, description, tooltip and message around every field. */
import { type JSX, type ReactNode, useId } from 'react';
import { testId } from './attributes.ts';

export interface FieldProps {
  label?: string;
  required?: boolean;
  description?: string;
  tooltip?: string;
  error?: boolean;
  validationMessage?: string;
  testId?: string;
}

/** What the field's own element must carry. */
export interface FieldAttributes {
  id: string;
  required: boolean | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export function Field({
  field,
  children,
}: {
  field: FieldProps;
  children: (attributes: FieldAttributes) => ReactNode;
}): JSX.Element {
  const id = useId();
  const { label, required, error, description, validationMessage } = field;
  const described = [description && `${id}-about`, validationMessage && `${id}-message`];
  return (
    <div {...testId(field)} className="hsx-field" data-error={error || undefined}>
      {label ? (
        <span className="hsx-label">
          <label htmlFor={id}>{label}</label>
          <FieldMarks {...field} />
        </span>
      ) : null}
      {children({
        id,
        required,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': error || undefined,
      })}
      <FieldNotes id={id} field={field} />
    </div>
  );
}

/** The same around several controls that are one field. */
export function FieldGroup({
  field,
  children,
}: {
  field: FieldProps;
  children: ReactNode;
}): JSX.Element {
  const id = useId();
  const { label, error, description, validationMessage } = field;
  const described = [description && `${id}-about`, validationMessage && `${id}-message`];
  return (
    <fieldset
      {...testId(field)}
      className="hsx-field hsx-fieldset"
      data-error={error || undefined}
      aria-describedby={described.filter(Boolean).join(' ') || undefined}
    >
      {label ? (
        <legend className="hsx-label">
          {label}
          <FieldMarks {...field} />
        </legend>
      ) : null}
      {children}
      <FieldNotes id={id} field={field} />
    </fieldset>
  );
}

function FieldMarks({ required, tooltip }: FieldProps): JSX.Element {
  return (
    <>
      {required ? (
        <span className="hsx-required" aria-hidden="true">
          *
        </span>
      ) : null}
      {tooltip ? (
        <button type="button" className="hsx-info" aria-label={tooltip}>
          <span aria-hidden="true">i</span>
          <span className="hsx-tooltip" data-placement="right" aria-hidden="true">
            {tooltip}
          </span>
        </button>
      ) : null}
    </>
  );
}

function FieldNotes({ id, field }: { id: string; field: FieldProps }): JSX.Element {
  const { description, validationMessage, error } = field;
  return (
    <>
      {description ? (
        <span id={`${id}-about`} className="hsx-description">
          {description}
        </span>
      ) : null}
      {/* Always there, so that a message that appears is read out. */}
      <span id={`${id}-message`} className="hsx-message" data-error={error} aria-live="polite">
        {validationMessage}
      </span>
    </>
  );
}

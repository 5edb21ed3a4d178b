/** Fields for a day and for a time of day. */
import type { BaseDate, BaseTime, DateInputProps, TimeInputProps } from '@hubspot/ui-extensions';
import type { JSX } from 'react';
import { invoke } from '../events.ts';
import { useEchoedValue } from './echoed-value.ts';
import { Field } from './field.tsx';

export function DateInput(props: DateInputProps): JSX.Element {
  const { name, readOnly, min, max, format = 'short' } = props;
  const remote = props.value === undefined ? undefined : isoDate(props.value);
  const [value, change] = useEchoedValue(remote, isoDate(props.defaultValue) ?? '');
  const tell = (text: string | undefined, handler: DateInputProps['onChange']) => {
    const date = text === undefined ? undefined : fromIsoDate(text);
    if (date) void invoke(handler, { ...date, formattedDate: formatted(date, format) });
  };
  return (
    <Field field={props}>
      {(field) => (
        <input
          {...field}
          className="hsx-input"
          type="date"
          name={name}
          readOnly={readOnly}
          min={isoDate(min)}
          max={isoDate(max)}
          value={value}
          onChange={(event) => {
            change(event.currentTarget.value);
            tell(event.currentTarget.value, props.onChange);
          }}
          onFocus={() => tell(value, props.onFocus)}
          onBlur={() => tell(value, props.onBlur)}
        />
      )}
    </Field>
  );
}

export function TimeInput(props: TimeInputProps): JSX.Element {
  const { name, readOnly, min, max, interval = 30 } = props;
  const remote = props.value === undefined ? undefined : clockTime(props.value);
  const [value, change] = useEchoedValue(remote, clockTime(props.defaultValue) ?? '');
  const tell = (text: string | undefined, handler: TimeInputProps['onChange']) => {
    const time = text === undefined ? undefined : fromClockTime(text);
    if (time) void invoke(handler, time);
  };
  return (
    <Field field={props}>
      {(field) => (
        <input
          {...field}
          className="hsx-input"
          type="time"
          name={name}
          readOnly={readOnly}
          min={clockTime(min)}
          max={clockTime(max)}
          step={interval * 60}
          value={value}
          onChange={(event) => {
            change(event.currentTarget.value);
            tell(event.currentTarget.value, props.onChange);
          }}
          onFocus={() => tell(value, props.onFocus)}
          onBlur={() => tell(value, props.onBlur)}
        />
      )}
    </Field>
  );
}

function isoDate(date: BaseDate | null | undefined): string | undefined {
  if (!date) return undefined;
  const { year, month, date: day } = date;
  return `${String(year).padStart(4, '0')}-${twoDigits(month + 1)}-${twoDigits(day)}`;
}

/** HubSpot's months start at 0. */
function fromIsoDate(text: string): BaseDate | undefined {
  const [year, month, date] = text.split('-').map(Number);
  return year && month && date ? { year, month: month - 1, date } : undefined;
}

function formatted({ year, month, date }: BaseDate, format: DateInputProps['format']): string {
  if (format === 'YYYY-MM-DD' || format === 'standard') {
    return isoDate({ year, month, date }) ?? '';
  }
  const style = { L: 'short', LL: 'long', ll: 'medium' }[format as string] ?? format;
  const dateStyle = style === 'long' || style === 'medium' ? style : 'short';
  return new Intl.DateTimeFormat(undefined, { dateStyle }).format(new Date(year, month, date));
}

function clockTime(time: BaseTime | null | undefined): string | undefined {
  return time ? `${twoDigits(time.hours)}:${twoDigits(time.minutes)}` : undefined;
}

function fromClockTime(text: string): BaseTime | undefined {
  const [hours, minutes] = text.split(':').map(Number);
  return hours === undefined || minutes === undefined ? undefined : { hours, minutes };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

import type { JSX } from 'react';
import type { ActionOutput, ActionView, EnrolmentView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { ScrollingTable } from '../ui/ScrollingTable.tsx';

/** More rows than anybody reads; the counts above the table hold for all. */
const shownRows = 500;

interface EnrolmentTableProps {
  readonly enrolments: readonly EnrolmentView[];
  readonly action: ActionView;
}

/** A row for each record; prose and errors stand below it over the whole width. */
export function EnrolmentTable({ enrolments, action }: EnrolmentTableProps): JSX.Element {
  const columns = action.outputs.filter(({ isLong }) => !isLong);
  return (
    <ScrollingTable label="Enrolments">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">State</th>
            {columns.map(({ name, label }) => (
              <th scope="col" key={name}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {enrolments.slice(0, shownRows).map((enrolment) => (
          <tbody key={enrolment.callbackId}>
            <EnrolmentRow enrolment={enrolment} columns={columns} />
            <Details enrolment={enrolment} action={action} span={columns.length + 2} />
          </tbody>
        ))}
      </table>
      {enrolments.length > shownRows ? (
        <p className="muted">The first {shownRows} are shown; the counts are of all.</p>
      ) : null}
    </ScrollingTable>
  );
}

const states = {
  sending: 'Sending',
  blocked: 'Waiting for the app',
  completed: 'Completed',
  failed: 'Failed',
} as const;

function EnrolmentRow(props: {
  enrolment: EnrolmentView;
  columns: readonly ActionOutput[];
}): JSX.Element {
  const { type, recordId, title, state, outputs } = props.enrolment;
  const { portal } = useApp();
  return (
    <tr>
      <th scope="row">
        <a href={recordAddress(portal.id, type, recordId)}>{title}</a>
      </th>
      <td>
        <span className="state" data-state={state}>
          {states[state]}
        </span>
      </td>
      {props.columns.map(({ name, options }) => {
        const value = outputs[name];
        const label = options.find((option) => option.value === value)?.label ?? value;
        return <td key={name}>{label || <span className="muted">–</span>}</td>;
      })}
    </tr>
  );
}

function Details(props: {
  enrolment: EnrolmentView;
  action: ActionView;
  span: number;
}): JSX.Element | null {
  const { error, outputs } = props.enrolment;
  const texts = props.action.outputs.filter(({ name, isLong }) => isLong && outputs[name]);
  if (!error && texts.length === 0) return null;
  return (
    <tr className="enrolment-details">
      <td colSpan={props.span}>
        {error ? <p className="failure">{error}</p> : null}
        {texts.map(({ name, label }) => (
          <p key={name}>
            <span className="visually-hidden">{label}: </span>
            {outputs[name]}
          </p>
        ))}
      </td>
    </tr>
  );
}

import type { JSX } from 'react';
import type { ActionView, EnrolmentView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { useServerEvent } from '../live.ts';
import { ScrollingTable } from '../ui/ScrollingTable.tsx';
import { useData } from '../useData.ts';
import { Elapsed } from './Elapsed.tsx';

/** More rows than anybody reads; the counts above the table hold for all. */
const shownRows = 500;

/** What became of the records enrolled last, as it happens. */
export function Enrolments(props: { batch: string | null; action: ActionView }): JSX.Element {
  const { batch, action } = props;
  return (
    <section className="card enrolments" aria-labelledby="enrolments-title">
      <h2 id="enrolments-title">Enrolment history</h2>
      {batch === null ? (
        <p className="muted">
          Nothing enrolled yet. Each record appears here at once and fills in when the app reports
          back.
        </p>
      ) : (
        <Batch key={batch} batch={batch} action={action} />
      )}
    </section>
  );
}

function Batch({ batch, action }: { batch: string; action: ActionView }): JSX.Element {
  const { value = [], refresh } = useData<readonly EnrolmentView[]>(
    `/data/workflows/enrolments/${batch}`,
  );
  useServerEvent('enrolments', () => void refresh());
  const done = value.filter(({ state }) => state === 'completed').length;
  const failed = value.filter(({ state }) => state === 'failed').length;
  const waiting = value.length - done - failed;
  return (
    <>
      <dl className="counts">
        <Count label="Enrolled" value={value.length} />
        <Count label="Waiting" value={waiting} />
        <Count label="Completed" value={done} />
        <Count label="Failed" value={failed} />
        <div>
          <dt>Elapsed</dt>
          <dd>
            <Elapsed enrolments={value} />
          </dd>
        </div>
      </dl>
      <p className="visually-hidden" role="status">
        {waiting === 0 ? `All ${value.length} enrolments have ended.` : ''}
      </p>
      <progress
        className="progress"
        aria-label="Enrolments ended"
        max={Math.max(1, value.length)}
        value={done + failed}
      />
      <EnrolmentTable enrolments={value} action={action} />
    </>
  );
}

function Count({ label, value }: { label: string; value: number }): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function EnrolmentTable(props: {
  enrolments: readonly EnrolmentView[];
  action: ActionView;
}): JSX.Element {
  const { enrolments, action } = props;
  return (
    <ScrollingTable label="Enrolments">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">State</th>
            {action.outputs.map(({ name, label }) => (
              <th scope="col" key={name}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {enrolments.slice(0, shownRows).map((enrolment) => (
            <EnrolmentRow key={enrolment.callbackId} enrolment={enrolment} action={action} />
          ))}
        </tbody>
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

function EnrolmentRow(props: { enrolment: EnrolmentView; action: ActionView }): JSX.Element {
  const { enrolment, action } = props;
  const { type, recordId, title, state, outputs, error } = enrolment;
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
        {error ? <span className="failure">{error}</span> : null}
      </td>
      {action.outputs.map(({ name }) => (
        <td key={name} className="output" data-is-long={(outputs[name]?.length ?? 0) > 40}>
          {outputs[name] || <span className="muted">–</span>}
        </td>
      ))}
    </tr>
  );
}

import type { JSX } from 'react';
import type { ActionView, EnrolmentView } from '../../contract.ts';
import { useServerEvent } from '../live.ts';
import { useData } from '../useData.ts';
import { Elapsed } from './Elapsed.tsx';
import { EnrolmentTable } from './EnrolmentTable.tsx';

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

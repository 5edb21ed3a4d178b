import { type JSX, useState } from 'react';
import type { ActionView, ListedObject } from '../../contract.ts';
import { explain, request } from '../api.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { usePageTitle } from '../usePageTitle.ts';
import { ActionInputs } from './ActionInputs.tsx';
import { Enrolments } from './Enrolments.tsx';
import { RecordPicker } from './RecordPicker.tsx';

/** A workflow of one step, the app's action: choose records, enrol them, watch outputs arrive. */
export function WorkflowPage(): JSX.Element {
  const { actions } = useApp();
  usePageTitle('Workflow');
  const [action] = actions;
  if (!action) {
    return (
      <main className="page" id="main">
        <Notice
          title="This app has no workflow action"
          text="An action described in the project’s workflow-actions folder appears here."
        />
      </main>
    );
  }
  return <Workflow action={action} />;
}

function Workflow({ action }: { readonly action: ActionView }): JSX.Element {
  const asked = new URLSearchParams(location.search);
  const [type, setType] = useState<ListedObject>(
    action.objects.find((object) => object === asked.get('type')) ??
      action.objects[0] ??
      'contacts',
  );
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>({});
  const [selection, setSelection] = useState<readonly string[]>(
    () => asked.get('ids')?.split(',').filter(Boolean) ?? [],
  );
  const [batch, setBatch] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const isReady = selection.length > 0;

  async function enrol() {
    if (!isReady) return;
    try {
      const chosen = Object.entries(inputs).filter(([, value]) => value !== '');
      const body = { type, recordIds: selection, inputs: Object.fromEntries(chosen) };
      const path = '/data/workflows/enrolments';
      const { batch } = await request<{ batch: string }>(path, { method: 'POST', body });
      setBatch(batch);
      setFailure(null);
    } catch (error) {
      setFailure(explain(error));
    }
  }

  return (
    <main className="page workflow-page" id="main">
      <div className="page-head">
        <div>
          <h1>Workflow: {action.name}</h1>
          <p className="muted">Enrols records by hand and runs the app’s action on each.</p>
          {failure ? (
            <p className="failure" role="alert">
              {failure}
            </p>
          ) : null}
        </div>
        <button type="button" className="button primary" aria-disabled={!isReady} onClick={enrol}>
          {isReady ? `Enrol ${counted(selection.length, type)}` : 'Choose records to enrol'}
        </button>
      </div>
      <div className="workflow-columns">
        <div className="flow">
          <section className="card flow-step" aria-labelledby="trigger-title">
            <h2 id="trigger-title">
              <span className="flow-icon" data-kind="trigger">
                <Icon name="try" />
              </span>
              1. Choose records
            </h2>
            <RecordPicker
              type={type}
              types={action.objects}
              selection={selection}
              onType={(next) => {
                setType(next);
                setSelection([]);
              }}
              onSelection={setSelection}
            />
          </section>
          <span className="flow-line" aria-hidden="true" />
          <section className="card flow-step" aria-labelledby="action-title">
            <h2 id="action-title">
              <span className="flow-icon" data-kind="action">
                <Icon name="flow" />
              </span>
              2. {action.name}
            </h2>
            <p className="muted">{action.description}</p>
            <ActionInputs action={action} values={inputs} onChange={setInputs} />
          </section>
        </div>
        <Enrolments batch={batch} action={action} />
      </div>
    </main>
  );
}

function counted(count: number, type: ListedObject): string {
  if (type === 'contacts') return count === 1 ? '1 contact' : `${count} contacts`;
  return count === 1 ? '1 company' : `${count} companies`;
}

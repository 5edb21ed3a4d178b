import { type JSX, useState } from 'react';
import { explain, request } from '../../../hubspot-ui/pages/api.ts';
import type { FlowInput, FlowOutput } from '../../contract.ts';
import { usePageTitle } from '../session.ts';
import { ObjectIcon } from '../ui/Icon.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { FlowInputs, type FlowSettings } from './FlowInputs.tsx';
import { FlowResults } from './FlowResults.tsx';
import { type Chosen, RecordChoice } from './RecordChoice.tsx';

interface Run {
  readonly records: readonly Chosen[];
  /** Null while Salesforce waits for the action. */
  readonly outputs: readonly FlowOutput[] | null;
  /** Milliseconds it took; null while it goes on. */
  readonly tookMs: number | null;
}

/** A Flow with one step, the package's action, for records that somebody chooses. */
export function FlowPage(): JSX.Element {
  usePageTitle('Flow: Enrich records');
  const showToast = useToasts();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [settings, setSettings] = useState<FlowSettings>({
    refresh: false,
    previewOnly: false,
    waitSeconds: 20,
  });
  const [run, setRun] = useState<Run | null>(null);
  const isRunning = run !== null && run.outputs === null;

  async function start() {
    const begun = performance.now();
    const records = chosen;
    setRun({ records, outputs: null, tookMs: null });
    try {
      const body = records.map(({ id }): FlowInput => ({ recordId: id, ...settings }));
      const outputs = await request<FlowOutput[]>('/data/flow', { method: 'POST', body });
      setRun({ records, outputs, tookMs: performance.now() - begun });
    } catch (error) {
      setRun(null);
      showToast({
        title: 'The Flow failed',
        message: explain(error),
        variant: 'error',
        mode: 'sticky',
      });
    }
  }

  return (
    <main className="page flow-page" id="main">
      <section className="slds-card" aria-labelledby="flow-title">
        <header className="list-header">
          <ObjectIcon name="Flow" />
          <div>
            <p className="object-label">Flow</p>
            <h1 id="flow-title">Enrich records</h1>
          </div>
        </header>
        <div className="flow-step">
          <h2>Records that enter the Flow together</h2>
          <RecordChoice chosen={chosen} onChosen={setChosen} />
        </div>
        <div className="flow-step">
          <h2>Action: Enrich with oppSpot</h2>
          <FlowInputs settings={settings} onSettings={setSettings} />
          <button
            type="button"
            className="slds-button slds-button_brand"
            disabled={chosen.length === 0 || isRunning}
            onClick={() => void start()}
          >
            {isRunning
              ? 'Running…'
              : `Run for ${chosen.length} ${chosen.length === 1 ? 'record' : 'records'}`}
          </button>
        </div>
      </section>
      {run ? <FlowResults {...run} /> : null}
    </main>
  );
}

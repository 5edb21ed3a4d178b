/** How far a run is, from its steps. */
import type { RunProgress, RunStep } from '../../../../shared/contract/card.ts';
import type { Ask } from '../hooks/asks.ts';
import { listed } from './numbers.ts';

export interface ProgressInWords {
  /** Steps a person knows, in order; empty where the run has none to tell. */
  readonly names: readonly string[];
  /** Which of them is under way, from 0. */
  readonly current: number;
  /** 0–100. */
  readonly percent: number;
  /** What is being done now. */
  readonly message: string;
  readonly sources: readonly RunStep[];
}

type Step = RunStep['step'];
/** What runs, as the server or the click that started it names it. */
export type Doing = RunProgress['operation'] | Ask['kind'];

const stepNames: Readonly<Record<Step, string>> = {
  read: 'Read',
  research: 'Research',
  decide: 'Score',
  plan: 'Plan',
  apply: 'Write',
  journal: 'Confirm',
};
const order: readonly Step[] = ['read', 'research', 'decide', 'plan', 'apply', 'journal'];

const expectedSteps: Readonly<Partial<Record<Doing, readonly Step[]>>> = {
  enrich: order,
  refresh: order,
  pick: order,
  preview: order.slice(0, 4),
  apply: order.slice(4),
};

const beginnings: Readonly<Record<Doing, string>> = {
  enrich: 'Enriching this record…',
  refresh: 'Asking the sources again…',
  pick: 'Enriching with the company you picked…',
  preview: 'Preparing the preview…',
  apply: 'Writing to HubSpot…',
  discard: 'Discarding the preview…',
  undo: 'Undoing…',
  task: 'Creating the task…',
};

/** @param steps every step so far, in the order they began */
export function progressInWords(doing: Doing, steps: readonly RunStep[]): ProgressInWords {
  const expected = expectedSteps[doing] ?? [];
  const latest = steps.at(-1);
  const current = Math.max(0, latest ? expected.indexOf(latest.step) : 0);
  const sources = steps.filter((step) => step.step === 'research' && step.provider !== null);
  return {
    names: expected.map((step) => stepNames[step]),
    current,
    percent: Math.round(
      ((current + shareDone(steps, latest)) / Math.max(1, expected.length)) * 100,
    ),
    message: messageOf(latest, sources) ?? beginnings[doing],
    sources,
  };
}

function messageOf(latest: RunStep | undefined, sources: readonly RunStep[]): string | undefined {
  if (latest?.step !== 'research') return latest?.message;
  const waiting = sources.filter(({ state }) => state === 'started').map(({ message }) => message);
  return waiting.length > 0 ? `Asking ${listed(waiting)}…` : 'Every source has answered.';
}

/** Of the step under way: how much of it is done. */
function shareDone(steps: readonly RunStep[], latest: RunStep | undefined): number {
  const parts = steps.filter((step) => step.step === latest?.step);
  if (parts.length === 0) return 0;
  return parts.filter((step) => step.state !== 'started').length / parts.length;
}

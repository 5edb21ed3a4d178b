/** How far a run is, from its steps. */
import ASKING from '@salesforce/label/c.Card_Asking';
import DOING_APPLY from '@salesforce/label/c.Card_Doing_Apply';
import DOING_DISCARD from '@salesforce/label/c.Card_Doing_Discard';
import DOING_ENRICH from '@salesforce/label/c.Card_Doing_Enrich';
import DOING_PICK from '@salesforce/label/c.Card_Doing_Pick';
import DOING_PREVIEW from '@salesforce/label/c.Card_Doing_Preview';
import DOING_REFRESH from '@salesforce/label/c.Card_Doing_Refresh';
import DOING_TASK from '@salesforce/label/c.Card_Doing_Task';
import DOING_UNDO from '@salesforce/label/c.Card_Doing_Undo';
import EVERY_SOURCE_ANSWERED from '@salesforce/label/c.Card_Every_Source_Answered';
import STEP_APPLY from '@salesforce/label/c.Card_Step_Apply';
import STEP_DECIDE from '@salesforce/label/c.Card_Step_Decide';
import STEP_JOURNAL from '@salesforce/label/c.Card_Step_Journal';
import STEP_OF from '@salesforce/label/c.Card_Step_Of';
import STEP_PLAN from '@salesforce/label/c.Card_Step_Plan';
import STEP_READ from '@salesforce/label/c.Card_Step_Read';
import STEP_RESEARCH from '@salesforce/label/c.Card_Step_Research';
import { format, listed } from 'c/oppspotText';

const STEPS = ['read', 'research', 'decide', 'plan', 'apply', 'journal'];
const NAMES = {
  read: STEP_READ,
  research: STEP_RESEARCH,
  decide: STEP_DECIDE,
  plan: STEP_PLAN,
  apply: STEP_APPLY,
  journal: STEP_JOURNAL,
};
const EXPECTED = {
  enrich: STEPS,
  refresh: STEPS,
  pick: STEPS,
  preview: STEPS.slice(0, 4),
  apply: STEPS.slice(4),
};
const BEGINNINGS = {
  enrich: DOING_ENRICH,
  refresh: DOING_REFRESH,
  pick: DOING_PICK,
  preview: DOING_PREVIEW,
  apply: DOING_APPLY,
  discard: DOING_DISCARD,
  undo: DOING_UNDO,
  task: DOING_TASK,
};

/**
 * @param {string} doing what runs, as the server or the click that started it names it
 * @param {object[]} steps every step so far, in the order they began
 * @returns {{position: string|null, percent: number, message: string, sources: object[]}} `position`
 *   is "Step 2 of 6: Research", null where the run has no steps to tell; `percent` 0–100
 */
export function progressInWords(doing, steps) {
  const expected = EXPECTED[doing] ?? [];
  const latest = steps.at(-1);
  const current = Math.max(0, latest ? expected.indexOf(latest.step) : 0);
  const sources = steps.filter((step) => step.step === 'research' && step.provider !== null);
  const done = (current + shareDone(steps, latest)) / Math.max(1, expected.length);
  return {
    position:
      expected.length > 1
        ? format(STEP_OF, current + 1, expected.length, NAMES[expected[current]])
        : null,
    percent: Math.round(done * 100),
    message: messageOf(latest, sources) ?? BEGINNINGS[doing],
    sources,
  };
}

function messageOf(latest, sources) {
  if (latest?.step !== 'research') return latest?.message;
  const waiting = sources.filter(({ state }) => state === 'started').map(({ message }) => message);
  return waiting.length > 0 ? format(ASKING, listed(waiting)) : EVERY_SOURCE_ANSWERED;
}

/** Of the step under way: how much of it is done. */
function shareDone(steps, latest) {
  const parts = steps.filter((step) => step.step === latest?.step);
  if (parts.length === 0) return 0;
  return parts.filter((step) => step.state !== 'started').length / parts.length;
}

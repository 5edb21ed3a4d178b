import CREATE_TASK from '@salesforce/label/c.Card_Create_Task';
import DOING_TASK from '@salesforce/label/c.Card_Doing_Task';
import DOING_UNDO from '@salesforce/label/c.Card_Doing_Undo';
import NEXT_ACTIONS from '@salesforce/label/c.Card_Next_Actions';
import NOTHING_SUGGESTED from '@salesforce/label/c.Card_Nothing_Suggested';
import OPEN_TASK from '@salesforce/label/c.Card_Open_Task';
import PRIORITY from '@salesforce/label/c.Card_Priority';
import TASK_CREATED from '@salesforce/label/c.Card_Task_Created';
import TASK_CREATED_ALREADY from '@salesforce/label/c.Card_Task_Created_Already';
import TASK_NOT_CREATED from '@salesforce/label/c.Card_Task_Not_Created';
import TASK_PENDING from '@salesforce/label/c.Card_Task_Pending';
import TASK_REMOVED from '@salesforce/label/c.Card_Task_Removed';
import TASKS_ONCE_APPLIED from '@salesforce/label/c.Card_Tasks_Once_Applied';
import UNDO from '@salesforce/label/c.Card_Undo';
import { format } from 'c/oppspotText';
import { sourcesOf, wordFor } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

const STATES = {
  written: { state: TASK_CREATED, theme: 'slds-theme_success' },
  pending: { state: TASK_PENDING, theme: 'slds-theme_warning' },
  undone: { state: TASK_REMOVED, theme: 'slds-badge_lightest' },
};

/** What to do next, the most useful first; each with its task, created with one click and taken back. */
export default class OppspotActions extends LightningElement {
  @api actions = [];
  /** A `cardState`. */
  @api card;
  /** By id. */
  @api evidence;
  /** See `withNews`. */
  @api work;
  @api disabled = false;
  labels = {
    title: NEXT_ACTIONS,
    none: NOTHING_SUGGESTED,
    later: TASKS_ONCE_APPLIED,
    created: TASK_CREATED_ALREADY,
  };

  get isEmpty() {
    return this.actions.length === 0;
  }
  get isPreview() {
    return this.card.preview !== null;
  }
  /** The task that the enrichment created by itself, so that nobody asks for the same one again. */
  get automaticTask() {
    if (this.isPreview) return null;
    return this.card.latest?.written.find(
      ({ kind, status, id }) => kind === 'task' && status === 'written' && id,
    );
  }
  get items() {
    return this.actions.map((action) => ({
      id: action.id,
      title: action.title,
      reason: `${action.reason} ${format(PRIORITY, wordFor('level', action.priority))}.`,
      sources: sourcesOf(action.evidenceIds, this.evidence),
      ...this.taskOf(action),
    }));
  }

  taskOf({ id }) {
    const { latest, preview, tasks } = this.card;
    if (!latest || preview) return {};
    const task = tasks.find(({ actionId }) => actionId === id);
    if (task?.status === 'written' || task?.status === 'pending') {
      return {
        ...STATES[task.status],
        taskId: task.taskId,
        link: format(OPEN_TASK, task.subject),
        ask: { kind: 'undo', runId: task.runId },
        label: UNDO,
        busyLabel: DOING_UNDO,
        icon: 'utility:undo',
      };
    }
    return {
      ...STATES[task?.status],
      error: task?.status === 'failed' ? (task.error ?? TASK_NOT_CREATED) : null,
      ask: { kind: 'task', runId: latest.id, actionId: id },
      label: CREATE_TASK,
      busyLabel: DOING_TASK,
      icon: 'utility:task',
    };
  }
}

import KIND_DEAL from '@salesforce/label/c.Card_Kind_Deal';
import KIND_TASK from '@salesforce/label/c.Card_Kind_Task';
import OWNER from '@salesforce/label/c.Card_Owner';
import OWNER_ID from '@salesforce/label/c.Card_Owner_Id';
import TASK_DUE from '@salesforce/label/c.Card_Task_Due';
import { day, format } from 'c/oppspotText';
import { wordFor } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** The task and the opportunity of a plan, who gets the record, and what is left undone, with reasons. */
export default class OppspotPlanned extends LightningElement {
  /** An `enrichment`. */
  @api enrichment;
  /** Names by id. */
  @api owners;

  get items() {
    const { plan, assignment } = this.enrichment;
    const { task, deal, skipped } = plan;
    return [
      task && {
        key: 'task',
        name: KIND_TASK,
        text: format(TASK_DUE, task.subject, day(task.dueAt), task.reason),
      },
      deal && { key: 'deal', name: KIND_DEAL, text: `${deal.name}. ${deal.reason}` },
      assignment.status === 'assigned' && {
        key: 'owner',
        name: OWNER,
        text: `${this.owners?.get(assignment.ownerId) ?? format(OWNER_ID, assignment.ownerId)}. ${assignment.reason}`,
      },
      assignment.status === 'rotation' && { key: 'owner', name: OWNER, text: assignment.reason },
      ...skipped.map(({ action, code, reason }) => ({
        key: `${action} ${code}`,
        name: wordFor('skipped', action),
        text: reason,
      })),
    ].filter(Boolean);
  }
}

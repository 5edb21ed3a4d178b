/** What a person is told when something has ended. */
import CARD_SAYS_WHAT_FAILED from '@salesforce/label/c.Card_Card_Says_What_Failed';
import DEAL_MANY from '@salesforce/label/c.Card_Deal_Many';
import DEAL_ONE from '@salesforce/label/c.Card_Deal_One';
import ENRICHED from '@salesforce/label/c.Card_Enriched';
import ENRICHED_IN_PART from '@salesforce/label/c.Card_Enriched_In_Part';
import FIELD_MANY from '@salesforce/label/c.Card_Field_Many';
import FIELD_ONE from '@salesforce/label/c.Card_Field_One';
import NOTHING_HAD_TO_CHANGE from '@salesforce/label/c.Card_Nothing_Had_To_Change';
import NOTHING_UNTIL_APPLIED from '@salesforce/label/c.Card_Nothing_Until_Applied';
import NOTHING_WAS_WRITTEN from '@salesforce/label/c.Card_Nothing_Was_Written';
import PREVIEW_DISCARDED from '@salesforce/label/c.Card_Preview_Discarded';
import PREVIEW_READY from '@salesforce/label/c.Card_Preview_Ready';
import TASK_CREATED from '@salesforce/label/c.Card_Task_Created';
import TASK_MANY from '@salesforce/label/c.Card_Task_Many';
import TASK_ONE from '@salesforce/label/c.Card_Task_One';
import TASK_REMOVED from '@salesforce/label/c.Card_Task_Removed';
import UNDO_COUNT_DELETED from '@salesforce/label/c.Card_Undo_Count_Deleted';
import UNDO_COUNT_FAILED from '@salesforce/label/c.Card_Undo_Count_Failed';
import UNDO_COUNT_LEFT from '@salesforce/label/c.Card_Undo_Count_Left';
import UNDO_COUNT_RESTORED from '@salesforce/label/c.Card_Undo_Count_Restored';
import UNDONE from '@salesforce/label/c.Card_Undone';
import WRITTEN_LIST from '@salesforce/label/c.Card_Written_List';
import { counted, format, listed, number } from 'c/oppspotText';

/** The warning's code where Salesforce refused the value of one field. */
const REFUSED = 'field_refused';

/**
 * A toast, `{variant, title, message}`; null where the card itself says it: a run of somebody else,
 * and one that failed.
 */
export function outcomeOf(card, ask) {
  if (!ask || card.failure) return null;
  switch (ask.kind) {
    case 'preview':
      return card.preview && info(PREVIEW_READY, NOTHING_UNTIL_APPLIED);
    case 'discard':
      return info(PREVIEW_DISCARDED, NOTHING_WAS_WRITTEN);
    case 'undo':
      return undoOutcome(card, ask.runId);
    case 'task':
      return taskOutcome(card, ask.actionId);
    default:
      return card.latest && enrichmentOutcome(card.latest);
  }
}

/** "22 fields, 1 task and 1 opportunity"; empty where nothing has this status. */
export function writtenInWords(written, status) {
  const count = (kind) =>
    written
      .filter((item) => item.kind === kind && item.status === status)
      .reduce((sum, item) => sum + (kind === 'fields' ? item.count : 1), 0);
  const parts = [
    [count('fields'), FIELD_ONE, FIELD_MANY],
    [count('task'), TASK_ONE, TASK_MANY],
    [count('deal'), DEAL_ONE, DEAL_MANY],
  ];
  return listed(parts.filter(([size]) => size > 0).map((part) => counted(...part)));
}

/** What could not be written, each with its reason. */
export function failuresOf({ written, warnings }) {
  const failed = written.filter(({ status }) => status === 'failed' || status === 'pending');
  const refused = warnings.filter(({ code }) => code === REFUSED);
  return [
    ...new Set([...failed.map(({ detail }) => detail), ...refused.map(({ message }) => message)]),
  ];
}

/** "20 restored, 2 deleted and 1 left alone". */
export function undoInWords({ items }) {
  const count = (outcome) => items.filter((item) => item.outcome === outcome).length;
  const parts = [
    [count('restored'), UNDO_COUNT_RESTORED],
    [count('deleted'), UNDO_COUNT_DELETED],
    [count('left-alone'), UNDO_COUNT_LEFT],
    [count('failed'), UNDO_COUNT_FAILED],
  ];
  return listed(
    parts.filter(([size]) => size > 0).map(([size, label]) => format(label, number(size))),
  );
}

function enrichmentOutcome({ status, record, written }) {
  const what = writtenInWords(written, 'written');
  const title = format(status === 'partial' ? ENRICHED_IN_PART : ENRICHED, record.name);
  const parts = what ? [format(WRITTEN_LIST, what)] : [];
  if (status === 'partial') {
    return { variant: 'warning', title, message: [...parts, CARD_SAYS_WHAT_FAILED].join(' ') };
  }
  return { variant: 'success', title, message: parts[0] ?? NOTHING_HAD_TO_CHANGE };
}

function taskOutcome({ tasks }, actionId) {
  const task = tasks.find((item) => item.actionId === actionId);
  return task?.status === 'written'
    ? { variant: 'success', title: TASK_CREATED, message: task.subject }
    : null;
}

function undoOutcome({ undo, tasks }, runId) {
  if (undo?.enrichmentId !== runId) {
    const task = tasks.find((item) => item.runId === runId);
    return task?.status === 'undone'
      ? { variant: 'success', title: TASK_REMOVED, message: task.subject }
      : null;
  }
  const variant = undo.status === 'undone' ? 'success' : 'warning';
  return { variant, title: UNDONE, message: `${undoInWords(undo)}.` };
}

function info(title, message) {
  return { variant: 'info', title, message };
}

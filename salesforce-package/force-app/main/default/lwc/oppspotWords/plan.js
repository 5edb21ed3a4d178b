/** A write plan and values of fields in words. */
import APPLYING_WRITES from '@salesforce/label/c.Card_Applying_Writes';
import DEAL_ONE from '@salesforce/label/c.Card_Deal_One';
import EMPTY from '@salesforce/label/c.Card_Empty';
import FIELD_MANY from '@salesforce/label/c.Card_Field_Many';
import FIELD_ONE from '@salesforce/label/c.Card_Field_One';
import LEFT_MANY from '@salesforce/label/c.Card_Left_Many';
import LEFT_ONE from '@salesforce/label/c.Card_Left_One';
import NO from '@salesforce/label/c.Card_No';
import NOTHING_WOULD_CHANGE from '@salesforce/label/c.Card_Nothing_Would_Change';
import OWNER_ID from '@salesforce/label/c.Card_Owner_Id';
import STAYS_MANY from '@salesforce/label/c.Card_Stays_Many';
import STAYS_ONE from '@salesforce/label/c.Card_Stays_One';
import TASK_ONE from '@salesforce/label/c.Card_Task_One';
import TO_WRITE from '@salesforce/label/c.Card_To_Write';
import YES from '@salesforce/label/c.Card_Yes';
import { capitalised, counted, format, listed, moment } from 'c/oppspotText';

/** Long texts are cut: the table compares, the record shows it all. */
const LONGEST = 120;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** Picklists of oppSpot's own, stored in small letters. */
const PICKLISTS = ['score_confidence', 'deal_stage'];

/** How many things applying it writes. */
export function writesOf({ changes, task, deal }) {
  return writtenOf(changes).length + (task ? 1 : 0) + (deal ? 1 : 0);
}

/** "Applying it writes 21 fields, 1 task and 1 opportunity. 2 fields stay as they are." */
export function changesInWords({ changes, task, deal }) {
  const fields = writtenOf(changes).length;
  const written = [
    ...(fields > 0 ? [counted(fields, FIELD_ONE, FIELD_MANY)] : []),
    ...(task ? [TASK_ONE] : []),
    ...(deal ? [DEAL_ONE] : []),
  ];
  const kept = changes.length - fields;
  return [
    written.length > 0 ? format(APPLYING_WRITES, listed(written)) : NOTHING_WOULD_CHANGE,
    ...(kept > 0 ? [counted(kept, STAYS_ONE, STAYS_MANY)] : []),
  ].join(' ');
}

/** What would be written first, the rest after it. */
export function writesFirst(changes) {
  const rank = ({ decision }) => (decision === 'write' ? 0 : 1);
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/** Whether oppSpot has a value for the field: where Salesforce would not take ours, the plan repeats what stands. */
export function hasProposal({ decision, before, after }) {
  return decision === 'write' || after !== before;
}

/** The org's own fields apart from those of the package. */
export function groupsOf(changes) {
  return {
    own: changes.filter((change) => !isOfPackage(change)),
    oppspot: changes.filter(isOfPackage),
  };
}

/** "Your fields: 5 to write and 2 left as they are"; "1 left as it is". */
export function groupTitle(title, changes) {
  const written = writtenOf(changes).length;
  const kept = changes.length - written;
  const parts = [
    format(TO_WRITE, written),
    ...(kept > 0 ? [counted(kept, LEFT_ONE, LEFT_MANY)] : []),
  ];
  return format(title, listed(parts));
}

/**
 * A value as a person reads it.
 *
 * @param {string|number|boolean|null} value as Salesforce's API carries it
 * @param {string} [oppspotField] tells what it means
 * @param {Map<string, string>} [owners] names by id
 */
export function valueInWords(value, oppspotField, owners) {
  if (value === null || value === undefined || value === '') return EMPTY;
  if (typeof value === 'boolean') return value ? YES : NO;
  const text = String(value);
  if (oppspotField === 'owner') return owners?.get(text) ?? format(OWNER_ID, text);
  if (DATE_TIME.test(text)) return moment(text);
  if (PICKLISTS.includes(oppspotField)) return capitalised(text);
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text;
}

function writtenOf(changes) {
  return changes.filter(({ decision }) => decision === 'write');
}

/** Our field `score_confidence` is `oppspot__Score_Confidence__c`, without namespace where it is developed. */
function isOfPackage({ field, oppspotField }) {
  const words = oppspotField.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return field.replace(/^oppspot__/, '') === `${words.join('_')}__c`;
}

/** What the choices of a mapping are called. */
import DIRECTION_BOTH from '@salesforce/label/c.Setup_Direction_Both';
import DIRECTION_READ from '@salesforce/label/c.Setup_Direction_Read';
import DIRECTION_WRITE from '@salesforce/label/c.Setup_Direction_Write';
import POLICY_SETTINGS from '@salesforce/label/c.Setup_Mapping_Policy_Settings';
import ALWAYS from '@salesforce/label/c.Setup_Policy_Always';
import BLANK from '@salesforce/label/c.Setup_Policy_Blank';
import NEVER from '@salesforce/label/c.Setup_Policy_Never';
import OURS from '@salesforce/label/c.Setup_Policy_Ours';
import CASE from '@salesforce/label/c.Setup_Step_Case';
import CASE_LOWER from '@salesforce/label/c.Setup_Step_Case_Lower';
import CASE_TITLE from '@salesforce/label/c.Setup_Step_Case_Title';
import CASE_TO from '@salesforce/label/c.Setup_Step_Case_To';
import CASE_UPPER from '@salesforce/label/c.Setup_Step_Case_Upper';
import DATE from '@salesforce/label/c.Setup_Step_Date';
import DATE_AMERICAN from '@salesforce/label/c.Setup_Step_Date_American';
import DATE_BRITISH from '@salesforce/label/c.Setup_Step_Date_British';
import DATE_DAY from '@salesforce/label/c.Setup_Step_Date_Day';
import DATE_EPOCH from '@salesforce/label/c.Setup_Step_Date_Epoch';
import DATE_FORMAT from '@salesforce/label/c.Setup_Step_Date_Format';
import DATE_MOMENT from '@salesforce/label/c.Setup_Step_Date_Moment';
import DATE_YEAR from '@salesforce/label/c.Setup_Step_Date_Year';
import DECIMALS from '@salesforce/label/c.Setup_Step_Decimals';
import ELLIPSIS from '@salesforce/label/c.Setup_Step_Ellipsis';
import ELLIPSIS_MEANING from '@salesforce/label/c.Setup_Step_Ellipsis_Meaning';
import FIRST_OF from '@salesforce/label/c.Setup_Step_First_Of';
import FIRST_OF_FIELDS from '@salesforce/label/c.Setup_Step_First_Of_Fields';
import JOIN from '@salesforce/label/c.Setup_Step_Join';
import JOIN_FIELDS from '@salesforce/label/c.Setup_Step_Join_Fields';
import LENGTH from '@salesforce/label/c.Setup_Step_Length';
import MAP from '@salesforce/label/c.Setup_Step_Map';
import OTHERWISE from '@salesforce/label/c.Setup_Step_Map_Otherwise';
import OTHERWISE_MEANING from '@salesforce/label/c.Setup_Step_Map_Otherwise_Meaning';
import VALUES from '@salesforce/label/c.Setup_Step_Map_Values';
import VALUES_MEANING from '@salesforce/label/c.Setup_Step_Map_Values_Meaning';
import MULTIPLY from '@salesforce/label/c.Setup_Step_Multiply';
import NUMBER from '@salesforce/label/c.Setup_Step_Number';
import SEPARATOR from '@salesforce/label/c.Setup_Step_Separator';
import TEMPLATE from '@salesforce/label/c.Setup_Step_Template';
import TEXT from '@salesforce/label/c.Setup_Step_Text';
import TEXT_MEANING from '@salesforce/label/c.Setup_Step_Text_Meaning';
import TRIM from '@salesforce/label/c.Setup_Step_Trim';
import TRUNCATE from '@salesforce/label/c.Setup_Step_Truncate';

export const directions = [
  { value: 'write', label: DIRECTION_WRITE },
  { value: 'read', label: DIRECTION_READ },
  { value: 'both', label: DIRECTION_BOTH },
];

/** The first leaves it to the settings. */
export const policies = [
  { value: '', label: POLICY_SETTINGS },
  { value: 'never', label: NEVER },
  { value: 'fill-blank', label: BLANK },
  { value: 'overwrite-if-ours', label: OURS },
  { value: 'always', label: ALWAYS },
];

const cases = [
  { value: 'upper', label: CASE_UPPER },
  { value: 'lower', label: CASE_LOWER },
  { value: 'title', label: CASE_TITLE },
];

const dateFormats = [
  { value: 'iso-date', label: DATE_DAY },
  { value: 'iso-datetime', label: DATE_MOMENT },
  { value: 'dd/mm/yyyy', label: DATE_BRITISH },
  { value: 'mm/dd/yyyy', label: DATE_AMERICAN },
  { value: 'yyyy', label: DATE_YEAR },
  { value: 'epoch-ms', label: DATE_EPOCH },
];

/**
 * By name of a step, what it is called and its inputs. Those of the kind `fields` choose other fields;
 * the others are those of `c-oppspot-setup-field`.
 */
export const steps = {
  trim: { label: TRIM, parts: [] },
  case: {
    label: CASE,
    parts: [{ name: 'to', label: CASE_TO, kind: 'choice', options: cases }],
  },
  number: {
    label: NUMBER,
    parts: [
      { name: 'decimals', label: DECIMALS, kind: 'number', required: true },
      { name: 'multiply', label: MULTIPLY, kind: 'number', required: true },
    ],
  },
  date: {
    label: DATE,
    parts: [{ name: 'format', label: DATE_FORMAT, kind: 'choice', options: dateFormats }],
  },
  truncate: {
    label: TRUNCATE,
    parts: [
      { name: 'length', label: LENGTH, kind: 'number', required: true },
      { name: 'ellipsis', label: ELLIPSIS, kind: 'switch', description: ELLIPSIS_MEANING },
    ],
  },
  map: {
    label: MAP,
    parts: [
      { name: 'values', label: VALUES, kind: 'list', description: VALUES_MEANING },
      { name: 'otherwise', label: OTHERWISE, description: OTHERWISE_MEANING },
    ],
  },
  join: {
    label: JOIN,
    parts: [
      { name: 'fields', label: JOIN_FIELDS, kind: 'fields' },
      { name: 'separator', label: SEPARATOR },
    ],
  },
  template: {
    label: TEMPLATE,
    parts: [{ name: 'text', label: TEXT, description: TEXT_MEANING }],
  },
  'first-of': {
    label: FIRST_OF,
    parts: [{ name: 'fields', label: FIRST_OF_FIELDS, kind: 'fields' }],
  },
};

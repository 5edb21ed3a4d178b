/** The quick checks of the page. The server checks everything again and has the last word. */
import BEGIN_WITH_SLASH from '@salesforce/label/c.Setup_Fault_Begin_With_Slash';
import CHOOSE_OWNER from '@salesforce/label/c.Setup_Fault_Choose_Owner';
import ENTER_NUMBER from '@salesforce/label/c.Setup_Fault_Enter_Number';
import ENTER_PAGE_NAME from '@salesforce/label/c.Setup_Fault_Enter_Page_Name';
import ENTER_PEOPLE from '@salesforce/label/c.Setup_Fault_Enter_People';
import ENTER_PEOPLE_OR_NOTHING from '@salesforce/label/c.Setup_Fault_Enter_People_Or_Nothing';
import ENTER_WHOLE_NUMBER from '@salesforce/label/c.Setup_Fault_Enter_Whole_Number';
import LESS_THAN_MINIMUM from '@salesforce/label/c.Setup_Fault_Less_Than_Minimum';
import NAME_RULE from '@salesforce/label/c.Setup_Fault_Name_Rule';
import NO_DOMAIN from '@salesforce/label/c.Setup_Fault_No_Domain';
import NO_EMAIL from '@salesforce/label/c.Setup_Fault_No_Email';
import NO_RECORD_ID from '@salesforce/label/c.Setup_Fault_No_Record_Id';
import TOO_MANY_EMAILS from '@salesforce/label/c.Setup_Fault_Too_Many_Emails';
import WEIGHT_SUM from '@salesforce/label/c.Setup_Fault_Weight_Sum';
import { format, number } from 'c/oppspotText';
import { numberOf } from './draft';
import { looksLikeEmail } from './emails';
import { wordsOf } from './lists';
import { isWithin, valueAt } from './paths';
import { settingKeys, settingOf } from './sections';

/** Most addresses the server takes with one save. */
const MOST_EMAILS = 500;

/** Whole numbers: path, least, most. */
const WHOLE_NUMBERS = [
  ['settings.thresholds.deal', 0, 100],
  ['settings.freshness.staleAfterDays', 1, 365],
  ['settings.freshness.looksPerDay', 0, 10_000],
  ['settings.freshness.enrichmentsPerDay', 0, 10_000],
  ['settings.tasks.dueInHours', 1, 720],
  ['settings.tasks.repeatAfterDays', 1, 365],
  ['settings.deals.repeatAfterDays', 1, 1095],
];

/**
 * Everything that keeps a draft from being saved, in the order of the page.
 * @returns {{field: string, message: string}[]} `field` is the dotted path of the input
 */
export function faultsOf(draft) {
  const { weights, idealCustomer, intentPages, assignment, suppression } = draft.settings;
  const faults = [
    ...weightFaults(weights),
    ...percentFaults('settings.thresholds.match', draft.settings.thresholds.match),
    ...WHOLE_NUMBERS.flatMap(([path, least, most]) => {
      const value = numberOf(valueAt(draft, path));
      const isFine = value !== null && Number.isInteger(value) && value >= least && value <= most;
      return isFine ? [] : fault(path, format(ENTER_WHOLE_NUMBER, number(least), number(most)));
    }),
    ...each('settings.idealCustomer.sizes', idealCustomer.sizes, sizeFaults),
    ...each('settings.intentPages', intentPages, pageFaults),
    ...each('settings.assignment', assignment, ruleFaults),
    ...entryFaults('settings.suppression.domains', suppression.domains, isDomain, NO_DOMAIN),
    ...entryFaults(
      'settings.suppression.recordIds',
      suppression.recordIds,
      isRecordId,
      NO_RECORD_ID,
    ),
    ...emailFaults(draft.suppressEmails),
  ];
  const placeOf = ({ field }) => settingKeys.indexOf(settingOf(field));
  return faults.sort((one, other) => placeOf(one) - placeOf(other));
}

/** The sum of the weights in percent, as far as they are filled in with numbers. */
export function weightSum(weights) {
  const known = Object.values(weights).map((text) => numberOf(text) || 0);
  return Math.round(known.reduce((sum, weight) => sum + weight, 0) * 100) / 100;
}

/** The server allows for rounding to a tenth of a percent. */
export function addsUp(weights) {
  return Math.abs(weightSum(weights) - 100) <= 0.1;
}

/** What is wrong at a path or below it; null when nothing is. */
export function faultAt(faults, path) {
  const found = faults.find(({ field }) => field !== null && isWithin(field, path));
  return found?.message ?? null;
}

/** The faults that are left once a person edited a path: those of other inputs, and of none. */
export function withoutFaultsAt(faults, path) {
  return faults.filter(
    ({ field }) => field === null || !(isWithin(field, path) || isWithin(path, field)),
  );
}

/**
 * The server's faults with the entry of a list they are about, which a person sees among others.
 * @param {object} sent what the paths of the faults lead into
 */
export function withEntries(faults, sent) {
  return faults.map(({ field, message }) => {
    const entry = field === null ? null : valueAt(sent, field);
    const list = valueAt(sent, (field ?? '').split('.').slice(0, -1).join('.'));
    const isNamed = Array.isArray(list) && typeof entry === 'string';
    return { field, message: isNamed ? `“${entry}”: ${message}` : message };
  });
}

function fault(field, message) {
  return [{ field, message }];
}

function each(path, items, faults) {
  return items.flatMap((item, index) => faults(`${path}.${index}`, item));
}

function weightFaults(weights) {
  const path = 'settings.weights';
  const faults = Object.entries(weights).flatMap(([name, weight]) =>
    percentFaults(`${path}.${name}`, weight),
  );
  if (faults.length > 0 || addsUp(weights)) return faults;
  return fault(path, format(WEIGHT_SUM, number(weightSum(weights))));
}

function percentFaults(path, text) {
  const value = numberOf(text);
  const isFine = value !== null && value >= 0 && value <= 100;
  return isFine ? [] : fault(path, format(ENTER_NUMBER, number(0), number(100)));
}

function sizeFaults(path, size) {
  const minimum = numberOf(size.minimum);
  const maximum = numberOf(size.maximum);
  if (minimum === null || !isHeadcount(minimum)) return fault(`${path}.minimum`, ENTER_PEOPLE);
  if (maximum === null) return [];
  if (!isHeadcount(maximum)) return fault(`${path}.maximum`, ENTER_PEOPLE_OR_NOTHING);
  return maximum < minimum
    ? fault(`${path}.maximum`, format(LESS_THAN_MINIMUM, number(minimum)))
    : [];
}

function isHeadcount(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

function pageFaults(path, page) {
  return [
    ...(page.path.trim().startsWith('/') ? [] : fault(`${path}.path`, BEGIN_WITH_SLASH)),
    ...(page.page.trim() === '' ? fault(`${path}.page`, ENTER_PAGE_NAME) : []),
  ];
}

function ruleFaults(path, rule) {
  return [
    ...(rule.name.trim() === '' ? fault(`${path}.name`, NAME_RULE) : []),
    ...(rule.ownerIds.length === 0 ? fault(`${path}.ownerIds`, CHOOSE_OWNER) : []),
  ];
}

function emailFaults(text) {
  const path = 'suppressEmails';
  const tooMany = wordsOf(text).length > MOST_EMAILS;
  return [
    ...entryFaults(path, text, looksLikeEmail, NO_EMAIL),
    ...(tooMany ? fault(path, format(TOO_MANY_EMAILS, number(MOST_EMAILS))) : []),
  ];
}

/** Only the first of several is told: one sentence fits under an input. */
function entryFaults(path, text, isFine, sentence) {
  const wrong = wordsOf(text).find((entry) => !isFine(entry));
  return wrong === undefined ? [] : fault(path, format(sentence, wrong));
}

/** Roughly: the server knows which endings there are, and takes addresses of websites too. */
function isDomain(entry) {
  return /[^.]\.[^.]/.test(entry) && !entry.includes('@');
}

function isRecordId(entry) {
  return /^(?:[a-z0-9]{15}|[a-z0-9]{18})$/i.test(entry);
}

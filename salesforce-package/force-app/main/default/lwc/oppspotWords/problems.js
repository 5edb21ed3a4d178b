/** What a problem is called and what helps. The error's own message says what happened. */
import ADVICE_OPTED_OUT from '@salesforce/label/c.Card_Advice_Opted_Out';
import ADVICE_SUPPRESSED from '@salesforce/label/c.Card_Advice_Suppressed';
import LOOK_AGAIN from '@salesforce/label/c.Card_Look_Again';
import PREVIEW_AGAIN from '@salesforce/label/c.Card_Preview_Again';
import TITLE_BUSY from '@salesforce/label/c.Card_Title_Busy';
import TITLE_CONNECT_AGAIN from '@salesforce/label/c.Card_Title_Connect_Again';
import TITLE_ERASED from '@salesforce/label/c.Card_Title_Erased';
import TITLE_FAILED from '@salesforce/label/c.Card_Title_Failed';
import TITLE_MISSING_SCOPE from '@salesforce/label/c.Card_Title_Missing_Scope';
import TITLE_NO_ACCESS from '@salesforce/label/c.Card_Title_No_Access';
import TITLE_NO_ANSWER from '@salesforce/label/c.Card_Title_No_Answer';
import TITLE_NO_PERMISSION from '@salesforce/label/c.Card_Title_No_Permission';
import TITLE_NOT_CONNECTED from '@salesforce/label/c.Card_Title_Not_Connected';
import TITLE_NOT_FOUND from '@salesforce/label/c.Card_Title_Not_Found';
import TITLE_NOT_OPEN from '@salesforce/label/c.Card_Title_Not_Open';
import TITLE_NOT_SUGGESTED from '@salesforce/label/c.Card_Title_Not_Suggested';
import TITLE_NOTHING_TO_UNDO from '@salesforce/label/c.Card_Title_Nothing_To_Undo';
import TITLE_ONLY_PREVIEW from '@salesforce/label/c.Card_Title_Only_Preview';
import TITLE_OPTED_OUT from '@salesforce/label/c.Card_Title_Opted_Out';
import TITLE_OTHER_ORG from '@salesforce/label/c.Card_Title_Other_Org';
import TITLE_RECORD_CHANGED from '@salesforce/label/c.Card_Title_Record_Changed';
import TITLE_SALESFORCE_SILENT from '@salesforce/label/c.Card_Title_Salesforce_Silent';
import TITLE_STILL_WORKING from '@salesforce/label/c.Card_Title_Still_Working';
import TITLE_SUPPRESSED from '@salesforce/label/c.Card_Title_Suppressed';
import TITLE_SWITCHED_OFF from '@salesforce/label/c.Card_Title_Switched_Off';
import TITLE_TOO_MANY from '@salesforce/label/c.Card_Title_Too_Many';
import TITLE_UNDER_WAY from '@salesforce/label/c.Card_Title_Under_Way';
import TITLE_UNSUPPORTED from '@salesforce/label/c.Card_Title_Unsupported';
import TRY_AGAIN from '@salesforce/label/c.Card_Try_Again';
import TRY_AGAIN_IN from '@salesforce/label/c.Card_Try_Again_In';
import { format } from 'c/oppspotText';

/** Nobody can do anything before an admin has done something. */
const CONNECTION = [
  'not_connected',
  'needs_reauthorisation',
  'crm_needs_reauthorisation',
  'org_mismatch',
];
/** The record itself must not be enriched; asking again changes nothing. */
const REFUSALS = ['suppressed', 'opted_out', 'record_erased', 'erased'];

const warning = (title, next = 'again') => ({ title, variant: 'warning', next });
const note = (title, next = 'look', advice = null) => ({ title, variant: 'info', next, advice });

const EXPLANATIONS = {
  not_connected: warning(TITLE_NOT_CONNECTED, 'look'),
  org_mismatch: warning(TITLE_OTHER_ORG, 'look'),
  needs_reauthorisation: warning(TITLE_CONNECT_AGAIN, 'look'),
  crm_needs_reauthorisation: warning(TITLE_CONNECT_AGAIN, 'look'),
  no_permission: note(TITLE_NO_PERMISSION),
  no_access: note(TITLE_NO_ACCESS),
  switched_off: note(TITLE_SWITCHED_OFF),
  unsupported_object: note(TITLE_UNSUPPORTED, 'none'),
  crm_missing_scope: warning(TITLE_MISSING_SCOPE),
  crm_not_found: warning(TITLE_NOT_FOUND, 'look'),
  crm_transient: warning(TITLE_SALESFORCE_SILENT),
  busy: warning(TITLE_BUSY),
  database_unavailable: warning(TITLE_BUSY),
  rate_limited: warning(TITLE_TOO_MANY),
  crm_rate_limited: warning(TITLE_TOO_MANY),
  too_many_requests: warning(TITLE_TOO_MANY),
  timed_out: warning(TITLE_NO_ANSWER),
  unreachable: warning(TITLE_NO_ANSWER),
  server_failed: warning(TITLE_NO_ANSWER),
  unexpected_answer: warning(TITLE_NO_ANSWER),
  still_working: note(TITLE_STILL_WORKING),
  enrichment_in_progress: note(TITLE_UNDER_WAY),
  record_changed: warning(TITLE_RECORD_CHANGED, 'preview'),
  not_a_preview: note(TITLE_NOT_OPEN),
  preview_not_applied: note(TITLE_ONLY_PREVIEW),
  action_not_found: note(TITLE_NOT_SUGGESTED),
  record_erased: note(TITLE_ERASED, 'none'),
  erased: note(TITLE_ERASED, 'none'),
  nothing_to_undo: note(TITLE_NOTHING_TO_UNDO),
  suppressed: note(TITLE_SUPPRESSED, 'none', ADVICE_SUPPRESSED),
  opted_out: note(TITLE_OPTED_OUT, 'none', ADVICE_OPTED_OUT),
};

/**
 * @param {{code: string, retryable: boolean}} error whatever came instead of a result
 * @returns {{title: string, variant: string, next: string, advice: string|null}} `variant` is
 *   `error`, `warning` or `info`; `next` is the button offered: ask the same `again`, `look` how
 *   things stand, `preview` anew, or `none`
 */
export function explain({ code, retryable }) {
  const known = EXPLANATIONS[code];
  if (known) return { advice: null, ...known };
  return {
    title: TITLE_FAILED,
    variant: 'error',
    next: retryable ? 'again' : 'look',
    advice: null,
  };
}

export function isAboutConnection({ code }) {
  return CONNECTION.includes(code);
}

export function isRefused({ code }) {
  return REFUSALS.includes(code);
}

/** Text of the button for what is offered, after so many seconds where it has to wait. */
export function offerOf(next, seconds = 0) {
  if (next === 'again' && seconds > 0) return format(TRY_AGAIN_IN, seconds);
  return { again: TRY_AGAIN, look: LOOK_AGAIN, preview: PREVIEW_AGAIN }[next];
}

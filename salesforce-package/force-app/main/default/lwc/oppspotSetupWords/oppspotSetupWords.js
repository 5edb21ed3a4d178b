/** What the setup page calls things that appear in several places. */

import AUTOMATION_SWITCHES from '@salesforce/label/c.Setup_Automation_Heading';
import DEALS from '@salesforce/label/c.Setup_Deals_Heading';
import ADMINS_ONLY from '@salesforce/label/c.Setup_Error_Admins_Only';
import ASK_FOR_PERMISSION from '@salesforce/label/c.Setup_Error_Ask_For_Permission';
import BUSY from '@salesforce/label/c.Setup_Error_Busy';
import CRM_BUSY from '@salesforce/label/c.Setup_Error_Crm_Busy';
import MISSING_SCOPE from '@salesforce/label/c.Setup_Error_Missing_Scope';
import NEEDS_PERMISSION from '@salesforce/label/c.Setup_Error_Needs_Permission';
import NO_PERMISSION from '@salesforce/label/c.Setup_Error_No_Permission';
import NOT_CONNECTED from '@salesforce/label/c.Setup_Error_Not_Connected';
import ORG_MISMATCH from '@salesforce/label/c.Setup_Error_Org_Mismatch';
import TIMED_OUT from '@salesforce/label/c.Setup_Error_Timed_Out';
import UNREACHABLE from '@salesforce/label/c.Setup_Error_Unreachable';
import IDEAL_CUSTOMER from '@salesforce/label/c.Setup_Ideal_Heading';
import LANGUAGE from '@salesforce/label/c.Setup_Language_Heading';
import INTENT_PAGES from '@salesforce/label/c.Setup_Pages_Heading';
import ASSIGNMENT from '@salesforce/label/c.Setup_Rules_Heading';
import FIELD_POLICIES from '@salesforce/label/c.Setup_Setting_Field_Policies';
import FRESHNESS from '@salesforce/label/c.Setup_Setting_Freshness';
import SUPPRESSION from '@salesforce/label/c.Setup_Suppression_Heading';
import ACTIVITY from '@salesforce/label/c.Setup_Tab_Activity';
import AUTOMATION from '@salesforce/label/c.Setup_Tab_Automation';
import CONNECTION from '@salesforce/label/c.Setup_Tab_Connection';
import FIELDS from '@salesforce/label/c.Setup_Tab_Fields';
import MAPPINGS from '@salesforce/label/c.Setup_Tab_Mappings';
import PRIVACY from '@salesforce/label/c.Setup_Tab_Privacy';
import SCORING from '@salesforce/label/c.Setup_Tab_Scoring';
import TASKS from '@salesforce/label/c.Setup_Tasks_Heading';
import THRESHOLDS from '@salesforce/label/c.Setup_Thresholds_Heading';
import WEIGHTS from '@salesforce/label/c.Setup_Weights_Heading';

export const sectionTitles = {
  connection: CONNECTION,
  fields: FIELDS,
  scoring: SCORING,
  automation: AUTOMATION,
  privacy: PRIVACY,
  mappings: MAPPINGS,
  activity: ACTIVITY,
};

export const settingTitles = {
  fieldPolicies: FIELD_POLICIES,
  language: LANGUAGE,
  weights: WEIGHTS,
  thresholds: THRESHOLDS,
  idealCustomer: IDEAL_CUSTOMER,
  intentPages: INTENT_PAGES,
  freshness: FRESHNESS,
  automation: AUTOMATION_SWITCHES,
  tasks: TASKS,
  deals: DEALS,
  assignment: ASSIGNMENT,
  suppression: SUPPRESSION,
};

const errorTitles = {
  not_connected: NOT_CONNECTED,
  not_installed: NOT_CONNECTED,
  needs_reauthorisation: NEEDS_PERMISSION,
  crm_needs_reauthorisation: NEEDS_PERMISSION,
  org_mismatch: ORG_MISMATCH,
  crm_missing_scope: MISSING_SCOPE,
  administrators_only: ADMINS_ONLY,
  no_permission: NO_PERMISSION,
  rate_limited: BUSY,
  too_many_requests: BUSY,
  crm_rate_limited: CRM_BUSY,
  timed_out: TIMED_OUT,
  unreachable: UNREACHABLE,
};

/** Connecting is what helps after these. */
const connectCodes = [
  'not_connected',
  'not_installed',
  'needs_reauthorisation',
  'crm_needs_reauthorisation',
  'crm_missing_scope',
  'org_mismatch',
];

/** The heading over an error's own sentence. */
export function errorTitle(code, otherwise) {
  return errorTitles[code] ?? otherwise;
}

/** What happened and what to do next; of a permission that lacks, which one is needed here. */
export function errorMessage({ code, message }) {
  return code === 'no_permission' ? ASK_FOR_PERMISSION : message;
}

/** Whether somebody else saved first. @param {{code: string}|null} problem of a save */
export function isConflict(problem) {
  return ['settings_changed', 'mappings_changed'].includes(problem?.code);
}

export function needsConnecting(code) {
  return connectCodes.includes(code);
}

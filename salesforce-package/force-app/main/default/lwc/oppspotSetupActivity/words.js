/** What was done, by whom and to what, in words. */
import ACCOUNT from '@salesforce/label/c.Setup_Account';
import CHANGED from '@salesforce/label/c.Setup_Activity_Changed';
import OBJECT from '@salesforce/label/c.Setup_Activity_Object';
import CRM_USER from '@salesforce/label/c.Setup_Actor_Crm_User';
import INSTALLER from '@salesforce/label/c.Setup_Actor_Installer';
import SYSTEM from '@salesforce/label/c.Setup_Actor_System';
import TOKEN from '@salesforce/label/c.Setup_Actor_Token';
import UNKNOWN from '@salesforce/label/c.Setup_Actor_Unknown';
import USER from '@salesforce/label/c.Setup_Actor_User';
import WORKFLOW from '@salesforce/label/c.Setup_Actor_Workflow';
import CONTACT from '@salesforce/label/c.Setup_Contact';
import CONNECTION_CONNECTED from '@salesforce/label/c.Setup_Did_Connection_Connected';
import CONNECTION_DELETED from '@salesforce/label/c.Setup_Did_Connection_Deleted';
import CONNECTION_DISCONNECTED from '@salesforce/label/c.Setup_Did_Connection_Disconnected';
import CONNECTION_NEEDS from '@salesforce/label/c.Setup_Did_Connection_Needs';
import CONNECTION_WORKS from '@salesforce/label/c.Setup_Did_Connection_Works';
import ENRICHMENT_FAILED from '@salesforce/label/c.Setup_Did_Enrichment_Failed';
import ENRICHMENT_UNDONE from '@salesforce/label/c.Setup_Did_Enrichment_Undone';
import ENRICHMENT_WRITTEN from '@salesforce/label/c.Setup_Did_Enrichment_Written';
import FIELDS_REPAIRED from '@salesforce/label/c.Setup_Did_Fields_Repaired';
import HISTORY_EXPORTED from '@salesforce/label/c.Setup_Did_History_Exported';
import KEYS_ISSUED from '@salesforce/label/c.Setup_Did_Keys_Issued';
import MAPPINGS_CHANGED from '@salesforce/label/c.Setup_Did_Mappings_Changed';
import PREVIEW_APPLIED from '@salesforce/label/c.Setup_Did_Preview_Applied';
import PREVIEW_DISCARDED from '@salesforce/label/c.Setup_Did_Preview_Discarded';
import RECORD_ERASED from '@salesforce/label/c.Setup_Did_Record_Erased';
import RECORD_SYNCED from '@salesforce/label/c.Setup_Did_Record_Synced';
import SCORING_ALARMED from '@salesforce/label/c.Setup_Did_Scoring_Alarmed';
import SCORING_CHANGED from '@salesforce/label/c.Setup_Did_Scoring_Changed';
import SCORING_TRAINED from '@salesforce/label/c.Setup_Did_Scoring_Trained';
import SETTINGS_CHANGED from '@salesforce/label/c.Setup_Did_Settings_Changed';
import TASK_CREATED from '@salesforce/label/c.Setup_Did_Task_Created';
import TOKEN_ISSUED from '@salesforce/label/c.Setup_Did_Token_Issued';
import TOKEN_REVOKED from '@salesforce/label/c.Setup_Did_Token_Revoked';
import LEAD from '@salesforce/label/c.Setup_Lead';
import { format, listed } from 'c/oppspotText';

const ACTIONS = {
  'enrichment.written': ENRICHMENT_WRITTEN,
  'enrichment.failed': ENRICHMENT_FAILED,
  'enrichment.undone': ENRICHMENT_UNDONE,
  'preview.applied': PREVIEW_APPLIED,
  'preview.discarded': PREVIEW_DISCARDED,
  'task.created': TASK_CREATED,
  'record.synced': RECORD_SYNCED,
  'record.erased': RECORD_ERASED,
  'settings.changed': SETTINGS_CHANGED,
  'mappings.changed': MAPPINGS_CHANGED,
  'scoring.changed': SCORING_CHANGED,
  'scoring.trained': SCORING_TRAINED,
  'scoring.alarmed': SCORING_ALARMED,
  'fields.repaired': FIELDS_REPAIRED,
  'connection.connected': CONNECTION_CONNECTED,
  'connection.needs-reauthorisation': CONNECTION_NEEDS,
  'connection.works-again': CONNECTION_WORKS,
  'connection.disconnected': CONNECTION_DISCONNECTED,
  'connection.deleted': CONNECTION_DELETED,
  'keys.issued': KEYS_ISSUED,
  'token.issued': TOKEN_ISSUED,
  'token.revoked': TOKEN_REVOKED,
  'history.exported': HISTORY_EXPORTED,
};
const ACTORS = {
  'crm-user': CRM_USER,
  user: USER,
  'api-token': TOKEN,
  workflow: WORKFLOW,
  system: SYSTEM,
};
const OBJECTS = {
  contact: { label: CONTACT, apiName: 'Contact' },
  lead: { label: LEAD, apiName: 'Lead' },
  company: { label: ACCOUNT, apiName: 'Account' },
};
/** Names of fields in one line; what else was changed stands in the export. */
const MOST_FIELDS = 6;

/** What was done, and to which fields. An action of a later version is told by its own name. */
export function actionInWords({ action, after }) {
  const title = ACTIONS[action] ?? action;
  const fields = Object.keys(after ?? {});
  if (fields.length === 0) return title;
  const shown = fields.length > MOST_FIELDS ? [...fields.slice(0, MOST_FIELDS), '…'] : fields;
  return format(CHANGED, title, listed(shown));
}

/** By name where the org names its user. Of whoever connects the org, only the browser is known. */
export function actorInWords({ actor: { kind, id }, source }, owners) {
  if (source === 'install' && id === null) return INSTALLER;
  const known = kind === 'crm-user' && owners.find((owner) => owner.id === id);
  return known ? known.name : format(ACTORS[kind] ?? kind, id ?? UNKNOWN);
}

export function objectInWords(object, recordId) {
  return format(OBJECT, OBJECTS[object]?.label ?? object, recordId);
}

/** Of Salesforce; null for what oppSpot does not know there. */
export function objectApiNameOf(object) {
  return OBJECTS[object]?.apiName ?? null;
}

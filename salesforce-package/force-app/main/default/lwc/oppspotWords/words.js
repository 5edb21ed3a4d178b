/** What single words of the contract mean to a rep. A word of a newer server is shown as it is. */
import BAND_AVERAGE from '@salesforce/label/c.Card_Band_Average';
import BAND_BELOW_AVERAGE from '@salesforce/label/c.Card_Band_Below_Average';
import BAND_EXCELLENT from '@salesforce/label/c.Card_Band_Excellent';
import BAND_GOOD from '@salesforce/label/c.Card_Band_Good';
import BAND_UNKNOWN from '@salesforce/label/c.Card_Band_Unknown';
import BAND_VERY_GOOD from '@salesforce/label/c.Card_Band_Very_Good';
import COMPONENT_ENGAGEMENT from '@salesforce/label/c.Card_Component_Engagement';
import COMPONENT_FINANCIAL from '@salesforce/label/c.Card_Component_Financial';
import COMPONENT_FIT from '@salesforce/label/c.Card_Component_Fit';
import COMPONENT_GROWTH from '@salesforce/label/c.Card_Component_Growth';
import FAILED from '@salesforce/label/c.Card_Failed';
import KEPT from '@salesforce/label/c.Card_Kept';
import KIND_DEAL from '@salesforce/label/c.Card_Kind_Deal';
import KIND_FIELDS from '@salesforce/label/c.Card_Kind_Fields';
import KIND_TASK from '@salesforce/label/c.Card_Kind_Task';
import LEVEL_HIGH from '@salesforce/label/c.Card_Level_High';
import LEVEL_LOW from '@salesforce/label/c.Card_Level_Low';
import LEVEL_MEDIUM from '@salesforce/label/c.Card_Level_Medium';
import NO_DEAL from '@salesforce/label/c.Card_No_Deal';
import NO_FIELDS from '@salesforce/label/c.Card_No_Fields';
import NO_OWNER from '@salesforce/label/c.Card_No_Owner';
import NO_TASK from '@salesforce/label/c.Card_No_Task';
import PENDING from '@salesforce/label/c.Card_Pending';
import POLICY_ALWAYS from '@salesforce/label/c.Card_Policy_Always';
import POLICY_FILL_BLANK from '@salesforce/label/c.Card_Policy_Fill_Blank';
import POLICY_IF_OURS from '@salesforce/label/c.Card_Policy_If_Ours';
import POLICY_NEVER from '@salesforce/label/c.Card_Policy_Never';
import SOURCE_EMPTY from '@salesforce/label/c.Card_Source_Empty';
import SOURCE_FOUND from '@salesforce/label/c.Card_Source_Found';
import SOURCE_LATE from '@salesforce/label/c.Card_Source_Late';
import SOURCE_NOT_APPLICABLE from '@salesforce/label/c.Card_Source_Not_Applicable';
import SOURCE_NOT_CONFIGURED from '@salesforce/label/c.Card_Source_Not_Configured';
import UNDO_DELETED from '@salesforce/label/c.Card_Undo_Deleted';
import UNDO_LEFT_ALONE from '@salesforce/label/c.Card_Undo_Left_Alone';
import UNDO_RESTORED from '@salesforce/label/c.Card_Undo_Restored';
import UNDONE from '@salesforce/label/c.Card_Undone';
import WRITTEN from '@salesforce/label/c.Card_Written';
import { capitalised } from 'c/oppspotText';

const WORDS = {
  band: {
    excellent: BAND_EXCELLENT,
    'very-good': BAND_VERY_GOOD,
    good: BAND_GOOD,
    average: BAND_AVERAGE,
    'below-average': BAND_BELOW_AVERAGE,
    unknown: BAND_UNKNOWN,
  },
  component: {
    financial: COMPONENT_FINANCIAL,
    growth: COMPONENT_GROWTH,
    engagement: COMPONENT_ENGAGEMENT,
    fit: COMPONENT_FIT,
  },
  level: { high: LEVEL_HIGH, medium: LEVEL_MEDIUM, low: LEVEL_LOW },
  policy: {
    never: POLICY_NEVER,
    'fill-blank': POLICY_FILL_BLANK,
    'overwrite-if-ours': POLICY_IF_OURS,
    always: POLICY_ALWAYS,
  },
  source: {
    found: SOURCE_FOUND,
    empty: SOURCE_EMPTY,
    'not-applicable': SOURCE_NOT_APPLICABLE,
    'not-configured': SOURCE_NOT_CONFIGURED,
    failed: FAILED,
    late: SOURCE_LATE,
  },
  written: {
    written: WRITTEN,
    failed: FAILED,
    pending: PENDING,
    undone: UNDONE,
    kept: KEPT,
  },
  undo: {
    restored: UNDO_RESTORED,
    deleted: UNDO_DELETED,
    'left-alone': UNDO_LEFT_ALONE,
    failed: FAILED,
  },
  kind: { fields: KIND_FIELDS, task: KIND_TASK, deal: KIND_DEAL },
  skipped: {
    task: NO_TASK,
    deal: NO_DEAL,
    assignment: NO_OWNER,
    fields: NO_FIELDS,
  },
  registry: { 'companies-house': 'Companies House' },
};

export function wordFor(kind, word) {
  return WORDS[kind]?.[word] ?? capitalised(word);
}

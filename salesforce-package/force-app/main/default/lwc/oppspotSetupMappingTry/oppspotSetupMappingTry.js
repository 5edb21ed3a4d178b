import previewMappings from '@salesforce/apex/OppSpotSetupController.previewMappings';
import EMPTY from '@salesforce/label/c.Setup_Empty';
import NO_RECORD_ID from '@salesforce/label/c.Setup_Fault_No_Record_Id';
import AFTER from '@salesforce/label/c.Setup_Try_After';
import BEFORE from '@salesforce/label/c.Setup_Try_Before';
import DECISION from '@salesforce/label/c.Setup_Try_Decision';
import FAILED from '@salesforce/label/c.Setup_Try_Failed';
import FIELD from '@salesforce/label/c.Setup_Try_Field';
import HEADING from '@salesforce/label/c.Setup_Try_Heading';
import NOTHING from '@salesforce/label/c.Setup_Try_Nothing';
import PURPOSE from '@salesforce/label/c.Setup_Try_Purpose';
import RECORD from '@salesforce/label/c.Setup_Try_Record';
import RECORD_MEANING from '@salesforce/label/c.Setup_Try_Record_Meaning';
import RESULT from '@salesforce/label/c.Setup_Try_Result';
import RUN from '@salesforce/label/c.Setup_Try_Run';
import RUNNING from '@salesforce/label/c.Setup_Try_Running';
import SKIP from '@salesforce/label/c.Setup_Try_Skip';
import UNCHANGED from '@salesforce/label/c.Setup_Try_Unchanged';
import VALUE from '@salesforce/label/c.Setup_Try_Value';
import WHY from '@salesforce/label/c.Setup_Try_Why';
import WRITE from '@salesforce/label/c.Setup_Try_Write';
import { ask } from 'c/oppspotAnswer';
import { errorMessage } from 'c/oppspotSetupWords';
import { format } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

const DECISIONS = {
  write: { badge: WRITE, theme: 'slds-theme_success' },
  skip: { badge: SKIP },
  unchanged: { badge: UNCHANGED },
};

/** What mappings would do to a record that somebody names. */
export default class OppspotSetupMappingTry extends LightningElement {
  /** The mappings as they would be sent. */
  @api items;
  labels = {
    failed: FAILED,
    heading: HEADING,
    nothing: NOTHING,
    purpose: PURPOSE,
    record: RECORD,
    result: RESULT,
  };
  columns = [FIELD, VALUE, BEFORE, AFTER, DECISION, WHY];
  recordId = '';
  fault = null;
  isAsking = false;
  refusal = null;
  /** Of the last answer; null before the first. */
  rows = null;

  /** Looks as those of the parts; what is typed here is sent to nobody but for the try. */
  get recordField() {
    return {
      path: 'recordId',
      value: this.recordId,
      fault: this.fault,
      focusTurn: 0,
      label: RECORD,
      description: RECORD_MEANING,
    };
  }
  get buttonLabel() {
    return this.isAsking ? RUNNING : RUN;
  }
  get isNothing() {
    return this.rows?.length === 0;
  }
  get hasRows() {
    return this.rows?.length > 0;
  }

  handleEdit(event) {
    event.stopPropagation();
    this.recordId = event.detail.value;
    this.fault = null;
  }
  async handleTry() {
    const recordId = this.recordId.trim();
    if (!/^(?:[a-z0-9]{15}|[a-z0-9]{18})$/i.test(recordId)) {
      this.fault = format(NO_RECORD_ID, recordId);
      return;
    }
    this.isAsking = true;
    this.refusal = null;
    this.rows = null;
    try {
      const items = JSON.stringify(this.items);
      const preview = await ask(previewMappings, { recordId, items });
      this.rows = preview.items.map(rowOf);
    } catch (error) {
      const [fault] = error.faults;
      this.refusal = fault?.message ?? errorMessage(error);
    } finally {
      this.isAsking = false;
    }
  }
}

function rowOf({ crmField, value, before, after, decision, reason }, index) {
  return {
    key: `${index}-${crmField}`,
    cells: [crmField, shown(value), shown(before), shown(after), DECISIONS[decision], reason],
  };
}

function shown(value) {
  return value === null || value === '' ? EMPTY : String(value);
}

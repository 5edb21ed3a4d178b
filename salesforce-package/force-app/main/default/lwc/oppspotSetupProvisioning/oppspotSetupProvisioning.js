import CHECK_AGAIN from '@salesforce/label/c.Setup_Check_Again';
import CHECK_NOW from '@salesforce/label/c.Setup_Check_Now';
import CHECKING from '@salesforce/label/c.Setup_Checking';
import MANY_MISSING from '@salesforce/label/c.Setup_Many_Fields_Missing';
import MANY_PRESENT from '@salesforce/label/c.Setup_Many_Fields_Present';
import MISSING_FIELD from '@salesforce/label/c.Setup_Missing_Field';
import MISSING_WHY from '@salesforce/label/c.Setup_Missing_Why';
import NO_DEALS from '@salesforce/label/c.Setup_No_Deals';
import ONE_MISSING from '@salesforce/label/c.Setup_One_Field_Missing';
import ONE_PRESENT from '@salesforce/label/c.Setup_One_Field_Present';
import PRESENT_FIELDS from '@salesforce/label/c.Setup_Present_Fields';
import COMPLETE from '@salesforce/label/c.Setup_Provisioning_Complete';
import HEADING from '@salesforce/label/c.Setup_Provisioning_Heading';
import NEVER from '@salesforce/label/c.Setup_Provisioning_Never';
import PARTIAL from '@salesforce/label/c.Setup_Provisioning_Partial';
import PURPOSE from '@salesforce/label/c.Setup_Provisioning_Purpose';
import { counted, listed } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

const STATES = {
  never: { badge: NEVER },
  complete: { badge: COMPLETE, theme: 'slds-theme_success' },
  partial: { badge: PARTIAL, theme: 'slds-theme_warning' },
};

/** Which fields of ours the org has, why some are missing, and the button that looks again. */
export default class OppspotSetupProvisioning extends LightningElement {
  /** As in the settings' state. */
  @api provisioning;
  @api isChecking = false;
  labels = {
    heading: HEADING,
    noDeals: NO_DEALS,
    presentFields: PRESENT_FIELDS,
    purpose: PURPOSE,
  };
  columns = [MISSING_FIELD, MISSING_WHY];

  get standing() {
    return STATES[this.provisioning.status];
  }
  get counts() {
    const { status, present, missing } = this.provisioning;
    if (status === 'never') return '';
    const lacking = missing.length > 0 ? counted(missing.length, ONE_MISSING, MANY_MISSING) : '';
    return `${counted(present.length, ONE_PRESENT, MANY_PRESENT)} ${lacking}`.trim();
  }
  get buttonLabel() {
    if (this.isChecking) return CHECKING;
    return this.provisioning.status === 'never' ? CHECK_NOW : CHECK_AGAIN;
  }
  get hasMissing() {
    return this.provisioning.missing.length > 0;
  }
  get hasPresent() {
    return this.provisioning.present.length > 0;
  }
  /** A row for each reason: an org without the package lacks all fields for the same one. */
  get rows() {
    const { missing } = this.provisioning;
    const reasons = [...new Set(missing.map(({ reason }) => reason))];
    return reasons.map((reason) => {
      const fields = missing.filter((one) => one.reason === reason).map(({ field }) => field);
      return { key: reason, cells: [listed(fields), reason] };
    });
  }

  handleRepair() {
    this.dispatchEvent(new CustomEvent('repair', { bubbles: true, composed: true }));
  }
}

import permissions from '@salesforce/apex/OppSpotSetupController.permissions';
import GRANTED from '@salesforce/label/c.Setup_Granted';
import MISSING from '@salesforce/label/c.Setup_Missing';
import PERMISSION from '@salesforce/label/c.Setup_Permission';
import ADMIN from '@salesforce/label/c.Setup_Permission_Admin';
import CONNECTION from '@salesforce/label/c.Setup_Permission_Connection';
import CREATE from '@salesforce/label/c.Setup_Permission_Create';
import ENRICH from '@salesforce/label/c.Setup_Permission_Enrich';
import FIELDS from '@salesforce/label/c.Setup_Permission_Fields';
import KEY from '@salesforce/label/c.Setup_Permission_Key';
import TO_DO from '@salesforce/label/c.Setup_Permission_Meaning';
import ALL from '@salesforce/label/c.Setup_Permissions_All';
import CHECK from '@salesforce/label/c.Setup_Permissions_Check';
import FAILED from '@salesforce/label/c.Setup_Permissions_Failed';
import HEADING from '@salesforce/label/c.Setup_Permissions_Heading';
import LOADING from '@salesforce/label/c.Setup_Permissions_Loading';
import MANY_LACKING from '@salesforce/label/c.Setup_Permissions_Many_Lacking';
import ONE_LACKING from '@salesforce/label/c.Setup_Permissions_One_Lacking';
import PURPOSE from '@salesforce/label/c.Setup_Permissions_Purpose';
import STATE from '@salesforce/label/c.Setup_Scope_State';
import { ask } from 'c/oppspotAnswer';
import { errorMessage } from 'c/oppspotSetupWords';
import { counted, format } from 'c/oppspotText';
import { LightningElement } from 'lwc';

const TITLES = {
  OppSpot_Enrich: ENRICH,
  OppSpot_Admin: ADMIN,
  Signing_Key: KEY,
  Connection: CONNECTION,
};

/** What the user who looks lacks, in sentences: without it nobody can tell why a click is refused. */
export default class OppspotSetupPermissions extends LightningElement {
  labels = {
    check: CHECK,
    heading: HEADING,
    purpose: PURPOSE,
  };
  columns = [PERMISSION, STATE, TO_DO];
  checks = null;
  failure = null;
  isLoading = false;

  connectedCallback() {
    this.look();
  }

  /** What is lacking first. */
  get rows() {
    const lacking = this.checks.filter(({ granted }) => !granted);
    const granted = this.checks.filter((check) => check.granted);
    return [
      ...lacking.map(({ name, message }) => ({
        key: name,
        cells: [titleOf(name), { badge: MISSING, theme: 'slds-theme_error' }, message],
      })),
      ...granted.map(({ name }) => ({
        key: name,
        cells: [titleOf(name), { badge: GRANTED, theme: 'slds-theme_success' }, ''],
      })),
    ];
  }
  get standing() {
    if (this.isLoading) return LOADING;
    if (this.failure !== null) return format(FAILED, this.failure);
    const lacking = this.checks.filter(({ granted }) => !granted).length;
    return lacking === 0 ? ALL : counted(lacking, ONE_LACKING, MANY_LACKING);
  }

  async look() {
    this.isLoading = true;
    this.failure = null;
    try {
      const { checks } = await ask(permissions);
      this.checks = checks;
    } catch (error) {
      this.failure = errorMessage(error);
    } finally {
      this.isLoading = false;
    }
  }
}

/** Apex names checks by permission, by object (to create) or as `Contact.fields`. */
function titleOf(name) {
  const [object, isFields] = name.split('.');
  return TITLES[name] ?? format(isFields ? FIELDS : CREATE, object);
}

import permissions from '@salesforce/apex/OppSpotSetupController.permissions';
import CHECK_AGAIN from '@salesforce/label/c.Setup_Check_Again';
import GRANTED from '@salesforce/label/c.Setup_Granted';
import MISSING from '@salesforce/label/c.Setup_Missing';
import PERMISSION from '@salesforce/label/c.Setup_Permission';
import MEANING from '@salesforce/label/c.Setup_Permission_Meaning';
import ALL from '@salesforce/label/c.Setup_Permissions_All';
import FAILED from '@salesforce/label/c.Setup_Permissions_Failed';
import HEADING from '@salesforce/label/c.Setup_Permissions_Heading';
import LOADING from '@salesforce/label/c.Setup_Permissions_Loading';
import MANY_LACKING from '@salesforce/label/c.Setup_Permissions_Many_Lacking';
import ONE_LACKING from '@salesforce/label/c.Setup_Permissions_One_Lacking';
import PURPOSE from '@salesforce/label/c.Setup_Permissions_Purpose';
import STATE from '@salesforce/label/c.Setup_Scope_State';
import { ask } from 'c/oppspotAnswer';
import { counted } from 'c/oppspotText';
import { LightningElement } from 'lwc';

/** What the user who looks lacks, in sentences: without it nobody can tell why a click is refused. */
export default class OppspotSetupPermissions extends LightningElement {
  labels = {
    checkAgain: CHECK_AGAIN,
    failed: FAILED,
    heading: HEADING,
    loading: LOADING,
    purpose: PURPOSE,
  };
  columns = [PERMISSION, STATE, MEANING];
  checks = null;
  failure = null;
  isLoading = false;

  connectedCallback() {
    this.look();
  }

  get rows() {
    return this.checks.map(({ name, granted, message }) => ({
      key: name,
      cells: [
        name,
        granted
          ? { badge: GRANTED, theme: 'slds-theme_success' }
          : { badge: MISSING, theme: 'slds-theme_error' },
        message,
      ],
    }));
  }
  get outcome() {
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
      this.failure = error.message;
    } finally {
      this.isLoading = false;
    }
  }
}

import GRANTED from '@salesforce/label/c.Setup_Granted';
import MISSING from '@salesforce/label/c.Setup_Missing';
import NOT_KNOWN from '@salesforce/label/c.Setup_Not_Known';
import OPTIONAL from '@salesforce/label/c.Setup_Optional';
import REQUIRED from '@salesforce/label/c.Setup_Required';
import SCOPE from '@salesforce/label/c.Setup_Scope';
import ENABLES from '@salesforce/label/c.Setup_Scope_Enables';
import NEEDED from '@salesforce/label/c.Setup_Scope_Needed';
import STATE from '@salesforce/label/c.Setup_Scope_State';
import HEADING from '@salesforce/label/c.Setup_Scopes_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Scopes_Purpose';
import { api, LightningElement } from 'lwc';

/** Every OAuth scope: what it enables, whether oppSpot works without it, and whether it was granted. */
export default class OppspotSetupScopes extends LightningElement {
  /** As `connection.scopes` of the settings' state. */
  @api scopes;
  labels = { heading: HEADING, purpose: PURPOSE };
  columns = [ENABLES, SCOPE, NEEDED, STATE];

  get rows() {
    return this.scopes.map(({ scope, enables, required, granted }) => ({
      key: scope,
      cells: [enables, scope, required ? REQUIRED : OPTIONAL, badgeOf(required, granted)],
    }));
  }
}

function badgeOf(required, granted) {
  if (granted === null) return { badge: NOT_KNOWN };
  if (granted) return { badge: GRANTED, theme: 'slds-theme_success' };
  return { badge: MISSING, theme: required ? 'slds-theme_error' : 'slds-theme_warning' };
}

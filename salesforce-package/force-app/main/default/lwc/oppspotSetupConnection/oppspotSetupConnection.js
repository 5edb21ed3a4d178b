import CONNECTED_SINCE from '@salesforce/label/c.Setup_Connected_Since';
import ATTENTION from '@salesforce/label/c.Setup_Connection_Attention';
import HEADING from '@salesforce/label/c.Setup_Connection_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Connection_Purpose';
import ORG from '@salesforce/label/c.Setup_Org';
import ORG_ID from '@salesforce/label/c.Setup_Org_Id';
import STATE from '@salesforce/label/c.Setup_State';
import STATE_CONNECTED from '@salesforce/label/c.Setup_State_Connected';
import STATE_LOST from '@salesforce/label/c.Setup_State_Lost';
import { SetupPart } from 'c/oppspotSetupPart';
import { day } from 'c/oppspotText';
import { api } from 'lwc';

/** Which org oppSpot works in, what it may do there, and whether its fields stand. Fires `disconnected`. */
export default class OppspotSetupConnection extends SetupPart {
  @api isChecking = false;
  labels = {
    attention: ATTENTION,
    heading: HEADING,
    org: ORG,
    orgId: ORG_ID,
    purpose: PURPOSE,
    since: CONNECTED_SINCE,
    state: STATE,
  };

  get connection() {
    return this.editor.state.connection;
  }
  get isConnected() {
    return this.connection.status === 'connected';
  }
  /** That it is lost stands above all tabs. */
  get needsAttention() {
    return this.isConnected && this.connection.message !== null;
  }
  get standing() {
    return this.isConnected
      ? { label: STATE_CONNECTED, theme: 'slds-theme_success' }
      : { label: STATE_LOST, theme: 'slds-theme_error' };
  }
  get since() {
    return day(this.connection.connectedAt);
  }

  handleDisconnected({ detail }) {
    this.dispatchEvent(new CustomEvent('disconnected', { detail }));
  }
}

import disconnect from '@salesforce/apex/OppSpotSetupController.disconnect';
import DISCONNECT from '@salesforce/label/c.Setup_Disconnect';
import HEADING from '@salesforce/label/c.Setup_Disconnect_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Disconnect_Purpose';
import QUESTION from '@salesforce/label/c.Setup_Disconnect_Question';
import REFUSED from '@salesforce/label/c.Setup_Disconnect_Refused';
import DISCONNECTING from '@salesforce/label/c.Setup_Disconnecting';
import { ask } from 'c/oppspotAnswer';
import Confirm from 'c/oppspotSetupDisconnectConfirm';
import { LightningElement } from 'lwc';

/** Ends the connection, once it is confirmed: fires `disconnected` with what the server said of it. */
export default class OppspotSetupDisconnect extends LightningElement {
  labels = { heading: HEADING, purpose: PURPOSE, refused: REFUSED };
  refusal = null;
  isAsking = false;

  get buttonLabel() {
    return this.isAsking ? DISCONNECTING : DISCONNECT;
  }

  async handleClick() {
    const answer = await Confirm.open({ size: 'small', label: QUESTION });
    if (answer !== 'disconnect' || this.isAsking) return;
    this.isAsking = true;
    this.refusal = null;
    try {
      const detail = await ask(disconnect);
      this.dispatchEvent(new CustomEvent('disconnected', { detail }));
    } catch (error) {
      this.refusal = error.message;
    } finally {
      this.isAsking = false;
    }
  }
}

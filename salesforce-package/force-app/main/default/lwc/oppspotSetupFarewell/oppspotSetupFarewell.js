import BY_HAND from '@salesforce/label/c.Setup_Disconnected_By_Hand';
import TITLE from '@salesforce/label/c.Setup_Disconnected_Title';
import UNTIL from '@salesforce/label/c.Setup_Disconnected_Until';
import { day, format } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

/** What became of the connection that was just ended. */
export default class OppspotSetupFarewell extends LightningElement {
  /** When what the server holds is deleted, ISO 8601. */
  @api deleteAfter;
  /** False where Salesforce still lists the app. */
  @api isRevoked = false;
  labels = { byHand: BY_HAND, title: TITLE };

  get mustRevoke() {
    return !this.isRevoked;
  }
  get until() {
    return format(UNTIL, day(this.deleteAfter));
  }
}

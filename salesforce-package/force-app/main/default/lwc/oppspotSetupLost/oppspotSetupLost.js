import GONE from '@salesforce/label/c.Setup_Connection_Gone';
import LOST from '@salesforce/label/c.Setup_Connection_Lost';
import { api, LightningElement } from 'lwc';

/** That the org has to be connected again, what does not work until then, and the button for it. */
export default class OppspotSetupLost extends LightningElement {
  /** The server's own sentence; null where it has none. */
  @api message;
  labels = { gone: GONE, heading: LOST };
}

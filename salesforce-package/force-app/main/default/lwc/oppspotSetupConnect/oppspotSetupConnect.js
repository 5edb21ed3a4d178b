import connectUrl from '@salesforce/apex/OppSpotSetupController.connectUrl';
import CONNECT from '@salesforce/label/c.Setup_Connect';
import CONNECT_AGAIN from '@salesforce/label/c.Setup_Connect_Again';
import LINK from '@salesforce/label/c.Setup_Connect_Link';
import REFUSED from '@salesforce/label/c.Setup_Connect_Refused';
import WAITING from '@salesforce/label/c.Setup_Connect_Waiting';
import ERROR from '@salesforce/label/c.Setup_Error_Title';
import { ask } from 'c/oppspotAnswer';
import { NavigationMixin } from 'lightning/navigation';
import { api, LightningElement } from 'lwc';

/**
 * Opens the page where a person lets oppSpot into the org. Fires `connecting` when it does, so that
 * the page looks again when the person comes back.
 */
export default class OppspotSetupConnect extends NavigationMixin(LightningElement) {
  /** Whether there is a connection already, which connecting replaces. */
  @api isAgain = false;
  /** Whether connecting is what has to be done now. */
  @api isUrgent = false;
  labels = { error: ERROR, link: LINK, waiting: WAITING };
  address = null;
  refusal = null;
  isAsking = false;

  get label() {
    return this.isAgain ? CONNECT_AGAIN : CONNECT;
  }
  get variant() {
    return this.isUrgent ? 'brand' : 'neutral';
  }

  async handleConnect() {
    this.isAsking = true;
    this.address = null;
    this.refusal = null;
    try {
      const { url } = await ask(connectUrl);
      if (isWebAddress(url)) this.open(url);
      else this.refusal = REFUSED;
    } catch (error) {
      this.refusal = error.message;
    } finally {
      this.isAsking = false;
    }
  }

  /** A browser may keep the tab from opening, because the answer came after the click: hence the link. */
  open(url) {
    this.address = url;
    this.dispatchEvent(new CustomEvent('connecting', { bubbles: true, composed: true }));
    this[NavigationMixin.Navigate]({ type: 'standard__webPage', attributes: { url } });
  }
}

function isWebAddress(url) {
  return typeof url === 'string' && /^https?:\/\/[^/]/.test(url);
}

import isAdmin from '@salesforce/customPermission/OppSpot_Admin';
import FAILED_AT from '@salesforce/label/c.Card_Failed_At';
import OPEN_SETUP from '@salesforce/label/c.Card_Open_Setup';
import REFERENCE from '@salesforce/label/c.Card_Reference';
import { format, moment } from 'c/oppspotText';
import { countdown } from 'c/oppspotTime';
import { explain, isAboutConnection, offerOf } from 'c/oppspotWords';
import { NavigationMixin } from 'lightning/navigation';
import { api, LightningElement } from 'lwc';

/**
 * Why something came to nothing, and what to do next. Fires `offer` with `again`, `look` or
 * `preview` when its button is clicked, which waits until the time the server named has passed.
 */
export default class OppspotTrouble extends NavigationMixin(LightningElement) {
  /** When it happened, ISO 8601; left out where it was just now. */
  @api at;
  /** Whether a run failed: then asking again means a new run, whatever it was. */
  @api isRun = false;
  /** Whether anything is being done. */
  @api isBusy = false;
  labels = { setup: OPEN_SETUP };
  seconds = 0;
  stopCountdown = () => {};
  shownError;

  /** A `cardError` or an OppspotError. */
  @api
  get error() {
    return this.shownError;
  }
  set error(error) {
    if (error === this.shownError) return;
    this.shownError = error;
    this.stopCountdown();
    this.stopCountdown = countdown(error.retryAfterMs ?? 0, (seconds) => {
      this.seconds = seconds;
    });
  }

  disconnectedCallback() {
    this.stopCountdown();
  }

  get explanation() {
    return explain(this.error);
  }
  get message() {
    return this.at ? format(FAILED_AT, this.error.message, moment(this.at)) : this.error.message;
  }
  get next() {
    const { next } = this.explanation;
    return this.isRun && next !== 'none' ? 'again' : next;
  }
  get offer() {
    return offerOf(this.next, this.seconds);
  }
  get isOff() {
    return this.isBusy || this.seconds > 0;
  }
  get offersSetup() {
    return Boolean(isAdmin) && isAboutConnection(this.error);
  }
  get hasButtons() {
    return this.offer || this.offersSetup;
  }
  get reference() {
    const isUnknown = this.explanation.variant === 'error' && this.error.requestId;
    return isUnknown ? format(REFERENCE, this.error.requestId) : null;
  }

  handleOffer() {
    this.dispatchEvent(new CustomEvent('offer', { detail: this.next }));
  }
  openSetup() {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'oppspot__OppSpot_Setup' },
    });
  }
}

import LOAD_TITLE from '@salesforce/label/c.Setup_Error_Load_Title';
import REFERENCE from '@salesforce/label/c.Setup_Reference';
import STEP_CARD from '@salesforce/label/c.Setup_Step_Card';
import STEP_CONNECT from '@salesforce/label/c.Setup_Step_Connect';
import STEP_PERMISSIONS from '@salesforce/label/c.Setup_Step_Permissions';
import STEPS_HEADING from '@salesforce/label/c.Setup_Steps_Heading';
import TRY_AGAIN from '@salesforce/label/c.Setup_Try_Again';
import TRY_AGAIN_IN from '@salesforce/label/c.Setup_Try_Again_In';
import { errorMessage, errorTitle, needsConnecting } from 'c/oppspotSetupWords';
import { format } from 'c/oppspotText';
import { countdown } from 'c/oppspotTime';
import { api, LightningElement } from 'lwc';

/**
 * Instead of the settings: what happened, what to do next, and what an admin needs for it. Fires
 * `retry`, for which its button waits until the time the server named has passed.
 */
export default class OppspotSetupFailure extends LightningElement {
  /** An OppspotError. */
  @api error;
  labels = { stepsHeading: STEPS_HEADING };
  steps = [STEP_PERMISSIONS, STEP_CONNECT, STEP_CARD];
  seconds = 0;
  stopCountdown = () => {};

  connectedCallback() {
    this.stopCountdown = countdown(this.error.retryAfterMs ?? 0, (seconds) => {
      this.seconds = seconds;
    });
  }
  disconnectedCallback() {
    this.stopCountdown();
  }

  get title() {
    return errorTitle(this.error.code, LOAD_TITLE);
  }
  get message() {
    return errorMessage(this.error);
  }
  get needsConnecting() {
    return needsConnecting(this.error.code);
  }
  get variant() {
    return this.needsConnecting ? 'warning' : 'error';
  }
  get isWaiting() {
    return this.seconds > 0;
  }
  get retryLabel() {
    return this.isWaiting ? format(TRY_AGAIN_IN, this.seconds) : TRY_AGAIN;
  }
  get reference() {
    return this.error.requestId ? format(REFERENCE, this.error.requestId) : null;
  }

  handleRetry() {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}

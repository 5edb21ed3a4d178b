import BUTTON_ABOUT from '@salesforce/label/c.Card_Button_About';
import { isSameButton } from 'c/oppspotConversation';
import { format } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

/**
 * Starts something: fires `oppspotask` with the ask. It crosses shadow boundaries up to the card,
 * which stops it there. While that is done the button says so and keeps the keyboard's focus;
 * while anything else is done it waits.
 */
export default class OppspotAskButton extends LightningElement {
  /** `{kind, runId?, actionId?, pick?}` of `c/oppspotConversation`; null while there is nothing to ask. */
  @api ask;
  /** What is being done, see `withNews`. */
  @api work;
  @api label;
  @api busyLabel;
  /** What it is about, where several buttons have the same label. */
  @api subject;
  @api variant = 'neutral';
  @api iconName;
  @api disabled = false;

  get isBusy() {
    return isSameButton(this.work?.ask, this.ask);
  }
  get isOff() {
    return !this.isBusy && (this.disabled || !this.ask || Boolean(this.work));
  }
  get drawnLabel() {
    return this.isBusy ? this.busyLabel : this.label;
  }
  get hint() {
    return this.subject ? format(BUTTON_ABOUT, this.drawnLabel, this.subject) : '';
  }

  handleClick() {
    if (this.work) return;
    this.dispatchEvent(
      new CustomEvent('oppspotask', { detail: this.ask, bubbles: true, composed: true }),
    );
  }
}

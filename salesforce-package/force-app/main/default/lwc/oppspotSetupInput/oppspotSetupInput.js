/** What the inputs of the setup page have in common: a fault beside them, and a way to be gone to. */
import { api, LightningElement } from 'lwc';

export class SetupInput extends LightningElement {
  /** See `SetupPart.field`. */
  @api field;
  shownFault = null;
  focusedTurn = 0;

  renderedCallback() {
    const input = this.template.querySelector('[data-input]');
    const { fault, focusTurn } = this.field;
    if (fault !== this.shownFault) {
      this.shownFault = fault;
      input.setCustomValidity(fault ?? '');
      input.reportValidity();
    }
    if (focusTurn > this.focusedTurn) {
      this.focusedTurn = focusTurn;
      input.focus();
    }
  }

  /** The bar that saves lies over the end of the page: what has the keyboard's focus comes out from below. */
  handleFocusin() {
    this.template.host.scrollIntoView({ block: 'nearest' });
  }

  /** Tells the page what a person entered. */
  tell(value) {
    const { path } = this.field;
    this.dispatchEvent(
      new CustomEvent('edit', { detail: { path, value }, bubbles: true, composed: true }),
    );
  }
}

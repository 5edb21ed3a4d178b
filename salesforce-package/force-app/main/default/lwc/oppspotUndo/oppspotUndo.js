import DOING_UNDO from '@salesforce/label/c.Card_Doing_Undo';
import UNDO_ENRICHMENT from '@salesforce/label/c.Card_Undo_Enrichment';
import UNDO_QUESTION from '@salesforce/label/c.Card_Undo_Question';
import { isSameButton } from 'c/oppspotConversation';
import Confirm from 'c/oppspotUndoConfirm';
import { writtenInWords } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** Takes back what an enrichment wrote, once it is confirmed: fires `oppspotask` as `c-oppspot-ask-button` does. */
export default class OppspotUndo extends LightningElement {
  /** An enrichment that wrote something and stands. */
  @api enrichment;
  /** See `withNews`. */
  @api work;
  @api disabled = false;

  get ask() {
    return { kind: 'undo', runId: this.enrichment.id };
  }
  get isBusy() {
    return isSameButton(this.work?.ask, this.ask);
  }
  get isOff() {
    return !this.isBusy && (this.disabled || Boolean(this.work));
  }
  get label() {
    return this.isBusy ? DOING_UNDO : UNDO_ENRICHMENT;
  }

  async confirm() {
    if (this.work) return;
    const written = writtenInWords(this.enrichment.written, 'written');
    const answer = await Confirm.open({ size: 'small', label: UNDO_QUESTION, written });
    if (answer !== 'undo') return;
    this.dispatchEvent(
      new CustomEvent('oppspotask', { detail: this.ask, bubbles: true, composed: true }),
    );
  }
}

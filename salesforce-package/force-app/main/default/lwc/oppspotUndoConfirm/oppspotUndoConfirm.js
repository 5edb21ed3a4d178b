import KEEP_IT from '@salesforce/label/c.Card_Keep_It';
import UNDO_EXPLANATION from '@salesforce/label/c.Card_Undo_Explanation';
import UNDO_WHAT from '@salesforce/label/c.Card_Undo_What';
import { format } from 'c/oppspotText';
import LightningModal from 'lightning/modal';
import { api } from 'lwc';

/** Asks before something is taken back; answers `undo`, or nothing. */
export default class OppspotUndoConfirm extends LightningModal {
  /** "21 fields and 1 task". */
  @api written;
  labels = { keep: KEEP_IT };

  get explanation() {
    return format(UNDO_EXPLANATION, this.written);
  }
  get undoLabel() {
    return format(UNDO_WHAT, this.written);
  }

  keep() {
    this.close();
  }
  undo() {
    this.close('undo');
  }
}

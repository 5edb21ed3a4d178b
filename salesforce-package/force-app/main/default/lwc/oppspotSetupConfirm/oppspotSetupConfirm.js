import LightningModal from 'lightning/modal';
import { api } from 'lwc';

/** Says what will happen before it does; answers `confirmed`, or nothing. */
export default class OppspotSetupConfirm extends LightningModal {
  /** What happens, and what does not. */
  @api sentences = [];
  @api confirmLabel;
  @api keepLabel;

  keep() {
    this.close();
  }
  confirm() {
    this.close('confirmed');
  }
}

import NOTICE_ERROR from '@salesforce/label/c.Card_Notice_Error';
import NOTICE_INFO from '@salesforce/label/c.Card_Notice_Info';
import NOTICE_WARNING from '@salesforce/label/c.Card_Notice_Warning';
import { api, LightningElement } from 'lwc';

const LOOKS = {
  info: { icon: 'utility:info', word: NOTICE_INFO },
  warning: { icon: 'utility:warning', iconVariant: 'warning', word: NOTICE_WARNING },
  error: { icon: 'utility:error', iconVariant: 'error', word: NOTICE_ERROR },
};

/** Something to know before the rest is read. The text stands in the slot. */
export default class OppspotNotice extends LightningElement {
  @api heading;
  /** `info`, `warning` or `error`. */
  @api variant = 'info';

  get icon() {
    return LOOKS[this.variant].icon;
  }
  get iconVariant() {
    return LOOKS[this.variant].iconVariant;
  }
  get word() {
    return LOOKS[this.variant].word;
  }
}

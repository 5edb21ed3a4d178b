import NOT_LOOKED_UP from '@salesforce/label/c.Setup_Email_Not_Looked_Up';
import NOT_THERE from '@salesforce/label/c.Setup_Email_Not_There';
import NOT_WHOLE from '@salesforce/label/c.Setup_Email_Not_Whole';
import REMOVE from '@salesforce/label/c.Setup_Email_Remove';
import REMOVE_MEANING from '@salesforce/label/c.Setup_Email_Remove_Meaning';
import ADD from '@salesforce/label/c.Setup_Emails_Add';
import ADD_MEANING from '@salesforce/label/c.Setup_Emails_Add_Meaning';
import HEADING from '@salesforce/label/c.Setup_Emails_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Emails_Purpose';
import MANY_EMAILS from '@salesforce/label/c.Setup_Many_Emails';
import ONE_EMAIL from '@salesforce/label/c.Setup_One_Email';
import TAKE_OFF from '@salesforce/label/c.Setup_Take_Off';
import TAKEN_OFF from '@salesforce/label/c.Setup_Taken_Off';
import { looksLikeEmail, withoutEmail } from 'c/oppspotSetupDraft';
import { SetupPart } from 'c/oppspotSetupPart';
import { counted } from 'c/oppspotText';

/** Addresses are kept as fingerprints only, so they can be counted and looked up, not listed. */
export default class OppspotSetupEmails extends SetupPart {
  labels = {
    heading: HEADING,
    purpose: PURPOSE,
    remove: REMOVE,
    removeMeaning: REMOVE_MEANING,
    takeOff: TAKE_OFF,
  };
  typed = '';
  outcome = '';

  get hashes() {
    return this.editor.draft.settings.suppression.emailHashes;
  }
  get count() {
    return counted(this.hashes.length, ONE_EMAIL, MANY_EMAILS);
  }
  get added() {
    return this.field('suppressEmails', {
      kind: 'list',
      label: ADD,
      description: ADD_MEANING,
    });
  }

  handleTyped(event) {
    this.typed = event.detail.value;
    this.outcome = '';
  }
  async handleTakeOff() {
    if (!looksLikeEmail(this.typed.trim())) {
      this.outcome = NOT_WHOLE;
      return;
    }
    try {
      const others = await withoutEmail(this.hashes, this.typed);
      this.outcome = others === null ? NOT_THERE : TAKEN_OFF;
      if (others === null) return;
      this.typed = '';
      this.edit('settings.suppression.emailHashes', others);
    } catch {
      this.outcome = NOT_LOOKED_UP;
    }
  }
}

import DISCARD from '@salesforce/label/c.Setup_Discard';
import SAVE from '@salesforce/label/c.Setup_Save';
import SAVING from '@salesforce/label/c.Setup_Saving';
import STANDING_CONFLICT from '@salesforce/label/c.Setup_Standing_Conflict';
import STANDING_FAULTS from '@salesforce/label/c.Setup_Standing_Faults';
import STANDING_SAVED from '@salesforce/label/c.Setup_Standing_Saved';
import STANDING_UNSAVED from '@salesforce/label/c.Setup_Standing_Unsaved';
import { isConflict, sectionTitles } from 'c/oppspotSetupWords';
import { format, listed } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

/**
 * Saves or discards the changes of all tabs, always in sight, and tells how they stand: notices may be
 * out of sight. Fires `save` and `discard`. Save stays enabled, so that it keeps the keyboard's focus.
 */
export default class OppspotSetupSaveBar extends LightningElement {
  /** See `View` of `c/oppspotSetupSession`, in the phase `loaded`. */
  @api view;
  labels = { discard: DISCARD };

  get saveLabel() {
    return this.view.busy === 'saving' ? SAVING : SAVE;
  }
  get cannotDiscard() {
    return this.view.changed.length === 0 || this.view.busy === 'saving';
  }
  get standing() {
    const { changed, faults, problem } = this.view;
    if (faults.length > 0) return STANDING_FAULTS;
    if (isConflict(problem)) return STANDING_CONFLICT;
    if (changed.length === 0) return STANDING_SAVED;
    return format(STANDING_UNSAVED, listed(changed.map((section) => sectionTitles[section])));
  }

  handleSave() {
    this.dispatchEvent(new CustomEvent('save'));
  }
  handleDiscard() {
    this.dispatchEvent(new CustomEvent('discard'));
  }
}

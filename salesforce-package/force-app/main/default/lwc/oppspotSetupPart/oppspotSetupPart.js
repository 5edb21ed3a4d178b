/** What every part of the setup page has in common: it shows a draft and tells of edits. */

import { faultAt, isWithin, valueAt } from 'c/oppspotSetupDraft';
import { api, LightningElement } from 'lwc';

export class SetupPart extends LightningElement {
  /**
   * `{draft, faults, state, focus}`: what is edited, what is wrong with it, what the server told, and
   * the path (with a number that grows) that a person asked to be taken to; null at first.
   */
  @api editor;

  /**
   * What `c-oppspot-setup-field` and `c-oppspot-setup-picker` need to edit a path.
   * @param {string} path dotted path into the draft, which is the path of the server's faults
   * @param {object} looks `label`, `description`, `kind` and so on
   */
  field(path, looks) {
    const { draft, faults, focus } = this.editor;
    const isMeant = focus !== null && isWithin(focus.path, path);
    return {
      path,
      value: valueAt(draft, path),
      fault: faultAt(faults, path),
      focusTurn: isMeant ? focus.turn : 0,
      ...looks,
    };
  }

  /** Tells the page of an edit that this part made by itself, as with a button. */
  edit(path, value) {
    this.dispatchEvent(
      new CustomEvent('edit', { detail: { path, value }, bubbles: true, composed: true }),
    );
  }
}

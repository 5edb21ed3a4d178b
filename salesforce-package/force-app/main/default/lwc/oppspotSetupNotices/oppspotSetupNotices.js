import CONFLICT from '@salesforce/label/c.Setup_Conflict';
import CONFLICT_TITLE from '@salesforce/label/c.Setup_Conflict_Title';
import CONTESTED from '@salesforce/label/c.Setup_Contested';
import CONTESTED_TITLE from '@salesforce/label/c.Setup_Contested_Title';
import ERROR_TITLE from '@salesforce/label/c.Setup_Error_Title';
import GO_TO from '@salesforce/label/c.Setup_Fault_Go_To';
import FAULT_LINE from '@salesforce/label/c.Setup_Fault_Line';
import MANY_FAULTS from '@salesforce/label/c.Setup_Many_Faults';
import ONE_FAULT from '@salesforce/label/c.Setup_One_Fault';
import REFERENCE from '@salesforce/label/c.Setup_Reference';
import RESTORED from '@salesforce/label/c.Setup_Restored';
import RESTORED_TITLE from '@salesforce/label/c.Setup_Restored_Title';
import TAKE_NEWEST from '@salesforce/label/c.Setup_Take_Newest';
import { sectionOf, settingOf } from 'c/oppspotSetupDraft';
import { errorTitle, isConflict, sectionTitles, settingTitles } from 'c/oppspotSetupWords';
import { counted, format, listed } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

/**
 * What the last save or check came to, above the tabs; nothing when all went well. Fires `show` with
 * the path of a fault, and `newest` to load what somebody else saved.
 */
export default class OppspotSetupNotices extends LightningElement {
  /** See `View` of `c/oppspotSetupSession`, in the phase `loaded`. */
  @api view;
  labels = {
    conflict: CONFLICT,
    conflictTitle: CONFLICT_TITLE,
    contestedTitle: CONTESTED_TITLE,
    restored: RESTORED,
    restoredTitle: RESTORED_TITLE,
    takeNewest: TAKE_NEWEST,
  };

  /** Moves the keyboard's focus here, so that what was found is read first. */
  @api
  focus() {
    this.template.querySelector('[data-notices]').focus();
  }

  get hasFaults() {
    return this.view.faults.length > 0;
  }
  get faultsTitle() {
    return counted(this.view.faults.length, ONE_FAULT, MANY_FAULTS);
  }
  get faults() {
    return this.view.faults.map(({ field, message }, index) => {
      const section = sectionOf(field);
      const setting = settingOf(field);
      return {
        key: `fault-${index}`,
        field,
        label: section === null ? null : format(GO_TO, sectionTitles[section]),
        text: setting === null ? message : format(FAULT_LINE, settingTitles[setting], message),
      };
    });
  }
  get isConflict() {
    return isConflict(this.view.problem);
  }
  get isRefreshing() {
    return this.view.busy !== null;
  }
  /** Faults tell more than the sentence over them. */
  get problem() {
    const { problem } = this.view;
    if (problem === null || this.isConflict || this.hasFaults) return null;
    return {
      title: errorTitle(problem.code, ERROR_TITLE),
      message: problem.message,
      reference: problem.requestId ? format(REFERENCE, problem.requestId) : null,
    };
  }
  get contested() {
    const titles = this.view.contested.map((key) => settingTitles[key]);
    return titles.length > 0 ? format(CONTESTED, listed(titles)) : null;
  }

  handleShow(event) {
    this.dispatchEvent(new CustomEvent('show', { detail: { path: event.target.value } }));
  }
  handleNewest() {
    this.dispatchEvent(new CustomEvent('newest'));
  }
}

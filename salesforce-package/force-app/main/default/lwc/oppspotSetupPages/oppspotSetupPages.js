import ADD_PAGE from '@salesforce/label/c.Setup_Add_Page';
import PAGE_NAME from '@salesforce/label/c.Setup_Page_Name';
import PAGE_PATH from '@salesforce/label/c.Setup_Page_Path';
import HEADING from '@salesforce/label/c.Setup_Pages_Heading';
import NO_EFFECT from '@salesforce/label/c.Setup_Pages_No_Effect';
import PURPOSE from '@salesforce/label/c.Setup_Pages_Purpose';
import REMOVE_PAGE from '@salesforce/label/c.Setup_Remove_Page';
import { without } from 'c/oppspotSetupDraft';
import { SetupPart } from 'c/oppspotSetupPart';
import { format } from 'c/oppspotText';

const ROOT = 'settings.intentPages';

/** Pages of the tenant's own site whose visit is a buying signal. */
export default class OppspotSetupPages extends SetupPart {
  labels = { add: ADD_PAGE, heading: HEADING, noEffect: NO_EFFECT, purpose: PURPOSE };

  get pages() {
    return this.editor.draft.settings.intentPages;
  }
  get rows() {
    return this.pages.map((_, index) => ({
      index,
      remove: format(REMOVE_PAGE, index + 1),
      path: this.text(index, 'path', PAGE_PATH, { placeholder: '/pricing', isFirst: true }),
      page: this.text(index, 'page', PAGE_NAME, { placeholder: 'pricing' }),
    }));
  }

  text(index, name, label, looks) {
    return this.field(`${ROOT}.${index}.${name}`, {
      label: format(label, index + 1),
      required: true,
      ...looks,
    });
  }
  handleRemove(event) {
    this.edit(ROOT, without(this.pages, Number(event.target.dataset.index)));
  }
  handleAdd() {
    this.edit(ROOT, [...this.pages, { path: '', page: '' }]);
  }
}

import ADD_SIZE from '@salesforce/label/c.Setup_Add_Size';
import REMOVE_SIZE from '@salesforce/label/c.Setup_Remove_Size';
import AND_ABOVE from '@salesforce/label/c.Setup_Size_And_Above';
import SIZE_FROM from '@salesforce/label/c.Setup_Size_From';
import SIZE_TO from '@salesforce/label/c.Setup_Size_To';
import SIZES from '@salesforce/label/c.Setup_Sizes';
import SIZES_NONE from '@salesforce/label/c.Setup_Sizes_None';
import { without } from 'c/oppspotSetupDraft';
import { SetupPart } from 'c/oppspotSetupPart';
import { format } from 'c/oppspotText';

const ROOT = 'settings.idealCustomer.sizes';

/** Bands of headcount; a company fits when it is in one of them. */
export default class OppspotSetupSizes extends SetupPart {
  labels = { add: ADD_SIZE, heading: SIZES, none: SIZES_NONE };

  get sizes() {
    return this.editor.draft.settings.idealCustomer.sizes;
  }
  get isEmpty() {
    return this.sizes.length === 0;
  }
  get bands() {
    return this.sizes.map((_, index) => ({
      index,
      remove: format(REMOVE_SIZE, index + 1),
      minimum: this.field(`${ROOT}.${index}.minimum`, {
        kind: 'number',
        label: format(SIZE_FROM, index + 1),
        required: true,
        isFirst: true,
      }),
      maximum: this.field(`${ROOT}.${index}.maximum`, {
        kind: 'number',
        label: format(SIZE_TO, index + 1),
        placeholder: AND_ABOVE,
      }),
    }));
  }

  handleRemove(event) {
    this.edit(ROOT, without(this.sizes, Number(event.target.dataset.index)));
  }
  handleAdd() {
    this.edit(ROOT, [...this.sizes, { minimum: '', maximum: '' }]);
  }
}

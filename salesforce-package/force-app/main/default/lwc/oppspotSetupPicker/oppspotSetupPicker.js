import CHOSEN from '@salesforce/label/c.Setup_Chosen';
import NONE_CHOSEN from '@salesforce/label/c.Setup_None_Chosen';
import { without } from 'c/oppspotSetupDraft';
import { SetupInput } from 'c/oppspotSetupInput';
import { format } from 'c/oppspotText';

/** Several of many options: one is added at a time, and each stands below with a way to take it off. */
export default class OppspotSetupPicker extends SetupInput {
  labels = { none: NONE_CHOSEN };

  get offered() {
    return this.field.options.filter(({ value }) => !this.field.value.includes(value));
  }
  get pills() {
    return this.field.value.map((chosen) => {
      const option = this.field.options.find(({ value }) => value === chosen);
      return { name: chosen, label: option.label };
    });
  }
  get hasPills() {
    return this.field.value.length > 0;
  }
  get pillsLabel() {
    return format(CHOSEN, this.field.label);
  }

  handleAdd(event) {
    const { value } = event.detail;
    // The next one is chosen from the same list, which shows its invitation again.
    event.target.value = '';
    if (value) this.tell([...this.field.value, value]);
  }
  handleRemove(event) {
    this.tell(without(this.field.value, event.detail.index));
  }
}

import ADD from '@salesforce/label/c.Setup_Step_Add';
import CHOOSE from '@salesforce/label/c.Setup_Step_Choose';
import HEADING from '@salesforce/label/c.Setup_Steps';
import PURPOSE from '@salesforce/label/c.Setup_Steps_Purpose';
import { moved, without } from 'c/oppspotSetupDraft';
import { newStep, stepNames } from 'c/oppspotSetupMappingDraft';
import { steps } from 'c/oppspotSetupMappingWords';
import { SetupPart } from 'c/oppspotSetupPart';
import { format } from 'c/oppspotText';
import { api } from 'lwc';

/** What is done to a value on the way, in order. */
export default class OppspotSetupSteps extends SetupPart {
  /** The mapping's place among the mappings, from 0. */
  @api index;
  labels = { choose: CHOOSE, heading: HEADING, purpose: PURPOSE };
  offered = stepNames.map((value) => ({ value, label: steps[value].label }));

  get path() {
    return `items.${this.index}.transforms`;
  }
  get all() {
    return this.editor.draft.items[this.index].transforms;
  }
  get rows() {
    return this.all.map(({ key }, at) => ({ key, at, isLast: at === this.all.length - 1 }));
  }
  get addLabel() {
    return format(ADD, this.index + 1);
  }

  handleAdd(event) {
    const { value } = event.detail;
    // The next one is chosen from the same list, which shows its invitation again.
    event.target.value = '';
    if (value) this.edit(this.path, [...this.all, newStep(value)]);
  }
  handleMove(event) {
    const { at, by } = event.detail;
    this.edit(this.path, moved(this.all, at, by));
  }
  handleRemove(event) {
    this.edit(this.path, without(this.all, event.detail.at));
  }
}

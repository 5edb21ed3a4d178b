import ADD_FIELD from '@salesforce/label/c.Setup_Step_Add_Field';
import DOWN from '@salesforce/label/c.Setup_Step_Down';
import NAMED from '@salesforce/label/c.Setup_Step_Named';
import PART from '@salesforce/label/c.Setup_Step_Part';
import REMOVE from '@salesforce/label/c.Setup_Step_Remove';
import UP from '@salesforce/label/c.Setup_Step_Up';
import { steps } from 'c/oppspotSetupMappingWords';
import { SetupPart } from 'c/oppspotSetupPart';
import { format } from 'c/oppspotText';
import { api } from 'lwc';

/** One step on the way of a value, with its inputs. Fires `move` and `remove`. */
export default class OppspotSetupStep extends SetupPart {
  /** The mapping's place among the mappings, from 0. */
  @api index;
  /** Its own place among the steps, from 0. */
  @api at;
  @api isLast = false;

  get step() {
    return this.editor.draft.items[this.index].transforms[this.at];
  }
  get heading() {
    return format(NAMED, this.at + 1, steps[this.step.name].label);
  }
  get isFirst() {
    return this.at === 0;
  }
  get labels() {
    const numbered = (label) => format(label, this.index + 1, this.at + 1);
    return { down: numbered(DOWN), remove: numbered(REMOVE), up: numbered(UP) };
  }
  get parts() {
    return steps[this.step.name].parts.map(({ name, label, kind, ...looks }) => ({
      isFields: kind === 'fields',
      field: this.field(`items.${this.index}.transforms.${this.at}.${name}`, {
        label: format(PART, this.at + 1, label),
        ...(kind === 'fields' ? this.choiceOfFields : { kind, ...looks }),
      }),
    }));
  }
  /** What is chosen and not known any more stays in sight. */
  get choiceOfFields() {
    const known = this.editor.state.fields.map(({ name, label }) => ({ value: name, label }));
    const missing = this.step.fields.filter((one) => !known.some(({ value }) => value === one));
    const options = [...known, ...missing.map((one) => ({ value: one, label: one }))];
    return { options, placeholder: ADD_FIELD };
  }

  handleUp() {
    this.dispatchEvent(new CustomEvent('move', { detail: { at: this.at, by: -1 } }));
  }
  handleDown() {
    this.dispatchEvent(new CustomEvent('move', { detail: { at: this.at, by: 1 } }));
  }
  handleRemove() {
    this.dispatchEvent(new CustomEvent('remove', { detail: { at: this.at } }));
  }
}

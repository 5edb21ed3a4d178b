import { SetupInput } from 'c/oppspotSetupInput';

/** One input with its label, its description and its fault: a number, a text, a list, a choice or a switch. */
export default class OppspotSetupField extends SetupInput {
  get isList() {
    return this.field.kind === 'list';
  }
  get isChoice() {
    return this.field.kind === 'choice';
  }
  get isSwitch() {
    return this.field.kind === 'switch';
  }
  get isNumber() {
    return this.field.kind === 'number';
  }

  get hasDescriptionBelow() {
    return Boolean(this.field.description) && !this.isSwitch;
  }

  handleChange(event) {
    this.tell(event.detail.value);
  }
  handleSwitch(event) {
    this.tell(event.detail.checked);
  }
}

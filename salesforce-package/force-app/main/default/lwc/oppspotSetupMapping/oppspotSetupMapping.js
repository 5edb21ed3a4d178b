import ACCOUNT from '@salesforce/label/c.Setup_Account';
import CONTACT from '@salesforce/label/c.Setup_Contact';
import LEAD from '@salesforce/label/c.Setup_Lead';
import CLOSE from '@salesforce/label/c.Setup_Mapping_Close';
import EDIT from '@salesforce/label/c.Setup_Mapping_Edit';
import HAS_DEFAULT from '@salesforce/label/c.Setup_Mapping_Has_Default';
import IS_REQUIRED from '@salesforce/label/c.Setup_Mapping_Is_Required';
import MANY_STEPS from '@salesforce/label/c.Setup_Mapping_Many_Steps';
import NAMED from '@salesforce/label/c.Setup_Mapping_Named';
import NEW from '@salesforce/label/c.Setup_Mapping_New';
import ONE_STEP from '@salesforce/label/c.Setup_Mapping_One_Step';
import READ_NAMED from '@salesforce/label/c.Setup_Mapping_Read_Named';
import REMOVE from '@salesforce/label/c.Setup_Mapping_Remove';
import { directions, policies } from 'c/oppspotSetupMappingWords';
import { SetupPart } from 'c/oppspotSetupPart';
import { counted, format } from 'c/oppspotText';
import { api } from 'lwc';

const OBJECTS = { contact: CONTACT, lead: LEAD, company: ACCOUNT };

/** One mapping: what it does in a line, and its inputs while it is open. Fires `toggle`, `remove`, and `fieldswanted` as its form does. */
export default class OppspotSetupMapping extends SetupPart {
  /** Among the mappings, from 0. */
  @api index;
  @api isOpen = false;

  get mapping() {
    return this.editor.draft.items[this.index];
  }
  get heading() {
    const { oppspotField, crmField, direction } = this.mapping;
    if (crmField === '') return this.numbered(NEW);
    const field = this.editor.state.fields.find(({ name }) => name === oppspotField);
    const named = direction === 'read' ? READ_NAMED : NAMED;
    return this.numbered(named, field?.label ?? oppspotField, crmField);
  }
  /** In the order in which the inputs stand. */
  get facts() {
    const { object, direction, policy, required, defaultValue, transforms } = this.mapping;
    const facts = [OBJECTS[object], labelOf(directions, direction)];
    if (direction !== 'read') facts.push(labelOf(policies, policy));
    if (required) facts.push(IS_REQUIRED);
    if (defaultValue !== '') facts.push(format(HAS_DEFAULT, defaultValue));
    if (transforms.length > 0) facts.push(counted(transforms.length, ONE_STEP, MANY_STEPS));
    return facts;
  }
  get labels() {
    return { remove: this.numbered(REMOVE), toggle: this.numbered(this.isOpen ? CLOSE : EDIT) };
  }
  get toggleIcon() {
    return this.isOpen ? 'utility:chevronup' : 'utility:edit';
  }
  get expanded() {
    return String(this.isOpen);
  }

  numbered(label, ...others) {
    return format(label, this.index + 1, ...others);
  }
  handleFieldsWanted({ detail }) {
    this.dispatchEvent(new CustomEvent('fieldswanted', { detail }));
  }
  handleToggle() {
    this.dispatchEvent(new CustomEvent('toggle', { detail: { index: this.index } }));
  }
  handleRemove() {
    this.dispatchEvent(new CustomEvent('remove', { detail: { index: this.index } }));
  }
}

function labelOf(options, value) {
  return options.find((option) => option.value === value).label;
}

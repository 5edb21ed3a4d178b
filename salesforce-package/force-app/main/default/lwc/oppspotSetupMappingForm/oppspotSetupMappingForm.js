import ACCOUNT from '@salesforce/label/c.Setup_Account';
import CONTACT from '@salesforce/label/c.Setup_Contact';
import LEAD from '@salesforce/label/c.Setup_Lead';
import DEFAULT from '@salesforce/label/c.Setup_Mapping_Default';
import DEFAULT_MEANING from '@salesforce/label/c.Setup_Mapping_Default_Meaning';
import DIRECTION from '@salesforce/label/c.Setup_Mapping_Direction';
import FIELD from '@salesforce/label/c.Setup_Mapping_Field';
import FIELD_CHOOSE from '@salesforce/label/c.Setup_Mapping_Field_Choose';
import FIELD_MEANING from '@salesforce/label/c.Setup_Mapping_Field_Meaning';
import FIELD_NAMED from '@salesforce/label/c.Setup_Mapping_Field_Named';
import FIELDS_FAILED from '@salesforce/label/c.Setup_Mapping_Fields_Failed';
import FIELDS_LOADING from '@salesforce/label/c.Setup_Mapping_Fields_Loading';
import OBJECT from '@salesforce/label/c.Setup_Mapping_Object';
import POLICY from '@salesforce/label/c.Setup_Mapping_Policy';
import REQUIRED from '@salesforce/label/c.Setup_Mapping_Required';
import REQUIRED_MEANING from '@salesforce/label/c.Setup_Mapping_Required_Meaning';
import VALUE from '@salesforce/label/c.Setup_Mapping_Value';
import { directions, policies } from 'c/oppspotSetupMappingWords';
import { SetupPart } from 'c/oppspotSetupPart';
import { format } from 'c/oppspotText';
import { api } from 'lwc';

const OBJECTS = [
  { value: 'contact', label: CONTACT },
  { value: 'lead', label: LEAD },
  { value: 'company', label: ACCOUNT },
];

/** The inputs of a mapping. Fires `fieldswanted` for the object whose fields are to be chosen from. */
export default class OppspotSetupMappingForm extends SetupPart {
  /** Among the mappings, from 0. */
  @api index;
  labels = { fieldsFailed: FIELDS_FAILED };
  wanted = null;

  connectedCallback() {
    this.want();
  }
  renderedCallback() {
    this.want();
  }
  want() {
    const { object } = this.mapping;
    if (object === this.wanted) return;
    this.wanted = object;
    this.dispatchEvent(new CustomEvent('fieldswanted', { detail: { object } }));
  }

  get mapping() {
    return this.editor.draft.items[this.index];
  }
  get known() {
    return this.editor.crmFields[this.mapping.object] ?? { items: null, error: null };
  }
  get object() {
    return this.part('object', OBJECT, { kind: 'choice', options: OBJECTS });
  }
  get oppspotField() {
    const options = this.editor.state.fields.map(({ name, label }) => ({ value: name, label }));
    return this.part('oppspotField', VALUE, { kind: 'choice', options });
  }
  get crmField() {
    return this.part('crmField', FIELD, {
      kind: 'choice',
      options: this.crmOptions,
      placeholder: this.known.items === null ? FIELDS_LOADING : FIELD_CHOOSE,
      description: this.mapping.direction === 'read' ? '' : FIELD_MEANING,
    });
  }
  /** What is chosen stays on offer whatever the org says, so that saving loses nothing. */
  get crmOptions() {
    const { crmField, direction } = this.mapping;
    const isOffered = ({ type, writable }) =>
      type !== 'other' && (writable || direction === 'read');
    const options = (this.known.items ?? []).filter(isOffered).map(({ name, label }) => ({
      value: name,
      label: format(FIELD_NAMED, label, name),
    }));
    const isMissing = crmField !== '' && !options.some(({ value }) => value === crmField);
    return isMissing ? [...options, { value: crmField, label: crmField }] : options;
  }
  get direction() {
    return this.part('direction', DIRECTION, { kind: 'choice', options: directions });
  }
  get policy() {
    return this.part('policy', POLICY, { kind: 'choice', options: policies });
  }
  get required() {
    return this.part('required', REQUIRED, { kind: 'switch', description: REQUIRED_MEANING });
  }
  get defaultValue() {
    return this.part('defaultValue', DEFAULT, { description: DEFAULT_MEANING });
  }

  part(path, label, looks) {
    return this.field(`items.${this.index}.${path}`, {
      label: format(label, this.index + 1),
      ...looks,
    });
  }
}

import ACCOUNT from '@salesforce/label/c.Setup_Account';
import CONTACT from '@salesforce/label/c.Setup_Contact';
import FIELD from '@salesforce/label/c.Setup_Field';
import LEAD from '@salesforce/label/c.Setup_Lead';
import NO_PLACE from '@salesforce/label/c.Setup_No_Place';
import NOT_THERE from '@salesforce/label/c.Setup_Not_There';
import NOT_THERE_WHY from '@salesforce/label/c.Setup_Not_There_Why';
import POLICY from '@salesforce/label/c.Setup_Policy';
import POLICY_DEFAULT from '@salesforce/label/c.Setup_Policy_Default';
import POLICY_OF from '@salesforce/label/c.Setup_Policy_Of';
import NOT_LOOKED_AT from '@salesforce/label/c.Setup_Provisioning_Never';
import { SetupPart } from 'c/oppspotSetupPart';
import { format, listed } from 'c/oppspotText';
import { api } from 'lwc';

const OBJECTS = [
  { object: 'contact', label: CONTACT },
  { object: 'lead', label: LEAD },
  { object: 'company', label: ACCOUNT },
];

/** A row for each field of oppSpot: the Salesforce field it goes to on each object, and its policy. */
export default class OppspotSetupPolicies extends SetupPart {
  /** What the table holds, for those who do not see it. */
  @api label;
  /** Of the settings' state. */
  @api fields;
  /** `{value, label}` of every policy. */
  @api policies;
  labels = { field: FIELD, noPlace: NO_PLACE, notThere: NOT_THERE, policy: POLICY };

  /** Objects that the server does not tell places of have no column. */
  get objects() {
    return OBJECTS.filter(({ object }) =>
      this.editor.state.fields.some(({ places }) =>
        places.some((place) => place.object === object),
      ),
    );
  }
  get rows() {
    return this.fields.map((field) => ({
      name: field.name,
      label: field.label,
      cells: this.objects.map(({ object, label }) => ({
        object,
        label,
        ...this.placeOf(field, object),
      })),
      reasons: this.reasonsOf(field),
      policy: this.field(`settings.fieldPolicies.${field.name}`, {
        kind: 'choice',
        label: format(POLICY_OF, field.label),
        variant: 'label-hidden',
        value: this.editor.draft.settings.fieldPolicies[field.name] ?? field.defaultPolicy,
        options: this.optionsOf(field),
      }),
    }));
  }

  /** The reason why none of the fields is anywhere, when it is one for all; null otherwise. */
  get sharedReason() {
    const places = this.fields.flatMap((field) => field.places);
    const reasons = reasonsIn(places);
    return places.every(({ available }) => !available) && reasons.length === 1 ? reasons[0] : null;
  }
  /** Before the fields were looked at, nothing is known to be wrong with them. */
  get sharedNotice() {
    return this.editor.state.provisioning.status === 'never'
      ? { heading: NOT_LOOKED_AT, variant: 'info' }
      : { heading: NOT_THERE, variant: 'warning' };
  }

  placeOf({ places }, object) {
    const place = places.find((one) => one.object === object);
    const isMissing = place?.available === false && this.sharedReason === null;
    return { words: place && wordsOf(place.crmField), isMissing };
  }

  /** Why a field is not there, once where it is the same on several objects. */
  reasonsOf({ places }) {
    if (this.sharedReason !== null) return [];
    return reasonsIn(places).map((reason) => {
      const objects = this.objects.filter(({ object }) =>
        places.some((place) => place.object === object && place.reason === reason),
      );
      return format(NOT_THERE_WHY, listed(objects.map(({ label }) => label)), reason);
    });
  }
  optionsOf({ defaultPolicy }) {
    return this.policies.map(({ value, label }) => ({
      value,
      label: value === defaultPolicy ? format(POLICY_DEFAULT, label) : label,
    }));
  }

  /** The default is not kept, so that a field follows it when it changes. */
  handleEdit(event) {
    const { path, value } = event.detail;
    const field = this.fields.find(({ name }) => path === `settings.fieldPolicies.${name}`);
    if (!field) return;
    event.stopPropagation();
    const policies = { ...this.editor.draft.settings.fieldPolicies, [field.name]: value };
    if (value === field.defaultPolicy) delete policies[field.name];
    this.edit('settings.fieldPolicies', policies);
  }
}

function reasonsIn(places) {
  const missing = places.filter(({ available }) => !available);
  return [...new Set(missing.map(({ reason }) => reason))];
}

/** A field's name in parts between which a line may end: after underscores, not before the last `c`. */
function wordsOf(name) {
  return name.split(/(?<=_)(?!_|c$)/).map((text, key) => ({ key, text }));
}

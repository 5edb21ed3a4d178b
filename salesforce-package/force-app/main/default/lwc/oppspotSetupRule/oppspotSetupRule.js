import ADD_COUNTRY from '@salesforce/label/c.Setup_Add_Country';
import ADD_OWNER from '@salesforce/label/c.Setup_Add_Owner';
import COUNTRIES_MEANING from '@salesforce/label/c.Setup_Countries_Meaning';
import RULE from '@salesforce/label/c.Setup_Rule';
import RULE_COUNTRIES from '@salesforce/label/c.Setup_Rule_Countries';
import RULE_DOWN from '@salesforce/label/c.Setup_Rule_Down';
import RULE_INDUSTRIES from '@salesforce/label/c.Setup_Rule_Industries';
import INDUSTRIES_MEANING from '@salesforce/label/c.Setup_Rule_Industries_Meaning';
import RULE_NAME from '@salesforce/label/c.Setup_Rule_Name';
import RULE_NAMED from '@salesforce/label/c.Setup_Rule_Named';
import RULE_OWNERS from '@salesforce/label/c.Setup_Rule_Owners';
import OWNERS_MEANING from '@salesforce/label/c.Setup_Rule_Owners_Meaning';
import RULE_REMOVE from '@salesforce/label/c.Setup_Rule_Remove';
import RULE_UP from '@salesforce/label/c.Setup_Rule_Up';
import { countryOptions, ownerOptions } from 'c/oppspotSetupChoices';
import { SetupPart } from 'c/oppspotSetupPart';
import { format } from 'c/oppspotText';
import { api } from 'lwc';

/** One rule: its conditions, its owners, and its place among the others. Fires `move` and `remove`. */
export default class OppspotSetupRule extends SetupPart {
  /** Among the rules, from 0. */
  @api index;
  @api isLast = false;

  get rule() {
    return this.editor.draft.settings.assignment[this.index];
  }
  get isFirst() {
    return this.index === 0;
  }
  get heading() {
    const { name } = this.rule;
    return name === '' ? this.numbered(RULE) : this.numbered(RULE_NAMED, name);
  }
  get labels() {
    return {
      down: this.numbered(RULE_DOWN),
      remove: this.numbered(RULE_REMOVE),
      up: this.numbered(RULE_UP),
    };
  }
  get name() {
    return this.part('name', RULE_NAME, { required: true, isFirst: true });
  }
  get owners() {
    return this.part('ownerIds', RULE_OWNERS, {
      description: OWNERS_MEANING,
      placeholder: ADD_OWNER,
      options: ownerOptions(this.editor.state.owners, this.rule.ownerIds),
    });
  }
  get countries() {
    return this.part('when.countries', RULE_COUNTRIES, {
      description: COUNTRIES_MEANING,
      placeholder: ADD_COUNTRY,
      options: countryOptions(this.rule.when.countries),
    });
  }
  get industries() {
    return this.part('when.industries', RULE_INDUSTRIES, {
      kind: 'list',
      description: INDUSTRIES_MEANING,
    });
  }

  part(path, label, looks) {
    return this.field(`settings.assignment.${this.index}.${path}`, {
      label: this.numbered(label),
      ...looks,
    });
  }
  numbered(label, ...others) {
    return format(label, this.index + 1, ...others);
  }
  handleUp() {
    this.dispatchEvent(new CustomEvent('move', { detail: { index: this.index, by: -1 } }));
  }
  handleDown() {
    this.dispatchEvent(new CustomEvent('move', { detail: { index: this.index, by: 1 } }));
  }
  handleRemove() {
    this.dispatchEvent(new CustomEvent('remove', { detail: { index: this.index } }));
  }
}

import ADD_RULE from '@salesforce/label/c.Setup_Add_Rule';
import OWNERS_FAILED from '@salesforce/label/c.Setup_Owners_Failed';
import HEADING from '@salesforce/label/c.Setup_Rules_Heading';
import NONE from '@salesforce/label/c.Setup_Rules_None';
import PURPOSE from '@salesforce/label/c.Setup_Rules_Purpose';
import { moved, without } from 'c/oppspotSetupDraft';
import { SetupPart } from 'c/oppspotSetupPart';

const ROOT = 'settings.assignment';

/** Who gets a record without an owner: the first rule whose conditions all hold decides. */
export default class OppspotSetupRules extends SetupPart {
  labels = {
    add: ADD_RULE,
    heading: HEADING,
    none: NONE,
    ownersFailed: OWNERS_FAILED,
    purpose: PURPOSE,
  };

  get rules() {
    return this.editor.draft.settings.assignment;
  }
  get isEmpty() {
    return this.rules.length === 0;
  }
  get rows() {
    return this.rules.map(({ id }, index) => ({
      id,
      index,
      isLast: index === this.rules.length - 1,
    }));
  }

  handleMove(event) {
    const { index, by } = event.detail;
    this.edit(ROOT, moved(this.rules, index, by));
  }
  handleRemove(event) {
    this.edit(ROOT, without(this.rules, event.detail.index));
  }
  handleAdd() {
    const when = { countries: [], industries: '' };
    this.edit(ROOT, [...this.rules, { id: this.newId(), name: '', when, ownerIds: [] }]);
  }

  /** The id tells whose turn it is among the owners, so that of a removed rule does not come again. */
  newId() {
    const taken = new Set(this.rules.map(({ id }) => id));
    let time = Date.now();
    while (taken.has(`rule-${time.toString(36)}`)) time += 1;
    return `rule-${time.toString(36)}`;
  }
}

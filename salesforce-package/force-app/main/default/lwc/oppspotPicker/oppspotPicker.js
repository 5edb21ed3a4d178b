import DOING_PICK from '@salesforce/label/c.Card_Doing_Pick';
import ENRICH_WITH_PICKED from '@salesforce/label/c.Card_Enrich_With_Picked';
import NO_FACT_WRITTEN from '@salesforce/label/c.Card_No_Fact_Written';
import NONE_OF_THEM from '@salesforce/label/c.Card_None_Of_Them';
import WHICH_COMPANY from '@salesforce/label/c.Card_Which_Company';
import { candidateInWords, pickOf } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** Lets a person say which of several companies it is, and enriches with that one. */
export default class OppspotPicker extends LightningElement {
  /** An ambiguous match. */
  @api match;
  /** See `withNews`. */
  @api work;
  @api disabled = false;
  picked;
  labels = {
    title: WHICH_COMPANY,
    nothingWritten: NO_FACT_WRITTEN,
    enrich: ENRICH_WITH_PICKED,
    busy: DOING_PICK,
    none: NONE_OF_THEM,
  };

  get options() {
    return this.match.candidates
      .map((candidate, index) => ({ candidate, key: `candidate-${index}` }))
      .filter(({ candidate }) => pickOf(candidate) !== null)
      .map(({ candidate, key }) => ({
        key,
        pick: pickOf(candidate),
        name: candidateInWords(candidate),
        reasons: candidate.reasons.join(' '),
        isPicked: key === this.picked,
      }));
  }
  get ask() {
    const option = this.options.find(({ isPicked }) => isPicked);
    return option ? { kind: 'pick', pick: option.pick } : null;
  }

  handleChange(event) {
    this.picked = event.target.value;
  }
}

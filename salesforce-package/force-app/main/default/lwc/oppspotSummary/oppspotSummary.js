import SUMMARY from '@salesforce/label/c.Card_Summary';
import WORDED_BY_MODEL from '@salesforce/label/c.Card_Worded_By_Model';
import WORDED_BY_RULES from '@salesforce/label/c.Card_Worded_By_Rules';
import { format } from 'c/oppspotText';
import { sourcesOf } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** The sentences, each with where it is known from, and who worded them. */
export default class OppspotSummary extends LightningElement {
  @api summary;
  /** By id. */
  @api evidence;
  labels = { title: SUMMARY };

  get sentences() {
    return this.summary.sentences.map(({ text, evidenceIds }) => ({
      text,
      sources: sourcesOf(evidenceIds, this.evidence),
    }));
  }
  get author() {
    const { author, model } = this.summary;
    return author === 'model' ? format(WORDED_BY_MODEL, model) : WORDED_BY_RULES;
  }
}

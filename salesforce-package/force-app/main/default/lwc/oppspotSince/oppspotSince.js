import MORE from '@salesforce/label/c.Card_Since_More';
import TITLE from '@salesforce/label/c.Card_Since_Title';
import { format, number } from 'c/oppspotText';
import { sourcesOf } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** So many are seen at once; the rest is a click away. */
const SHOWN_AT_ONCE = 3;

/** What is different from the enrichment before: one line, then the changes with where they are known from. */
export default class OppspotSince extends LightningElement {
  @api since;
  /** What is known now, by id. */
  @api evidence;
  isAll = false;
  labels = { title: TITLE };

  get lines() {
    // What was true then is known from what was read then.
    const then = new Map(this.since.evidence.map((item) => [item.id, item]));
    const items = this.isAll ? this.since.items : this.since.items.slice(0, SHOWN_AT_ONCE);
    return items.map(({ text, evidenceIds, earlierIds }) => ({
      text,
      sources:
        evidenceIds.length > 0
          ? sourcesOf(evidenceIds, this.evidence)
          : sourcesOf(earlierIds, then),
    }));
  }
  get more() {
    const rest = this.since.items.length - SHOWN_AT_ONCE;
    return this.isAll || rest <= 0 ? null : format(MORE, number(rest));
  }

  showAll() {
    this.isAll = true;
  }
}

import APPLY_MANY from '@salesforce/label/c.Card_Apply_Many';
import APPLY_ONE from '@salesforce/label/c.Card_Apply_One';
import DISCARD_PREVIEW from '@salesforce/label/c.Card_Discard_Preview';
import DOING_APPLY from '@salesforce/label/c.Card_Doing_Apply';
import DOING_DISCARD from '@salesforce/label/c.Card_Doing_Discard';
import PREVIEW_OF_CHANGES from '@salesforce/label/c.Card_Preview_Of_Changes';
import { counted } from 'c/oppspotText';
import { changesInWords, writesOf } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** What a preview would write, field by field, to apply as it is shown or to discard. */
export default class OppspotPreview extends LightningElement {
  @api preview;
  /** By id. */
  @api evidence;
  /** Names by id. */
  @api owners;
  /** See `withNews`. */
  @api work;
  @api disabled = false;
  labels = {
    title: PREVIEW_OF_CHANGES,
    applying: DOING_APPLY,
    discard: DISCARD_PREVIEW,
    discarding: DOING_DISCARD,
  };

  @api
  focus() {
    this.refs.title.focus();
  }

  get changes() {
    return changesInWords(this.preview.plan);
  }
  get apply() {
    const hasWrites = writesOf(this.preview.plan) > 0;
    return hasWrites ? { kind: 'apply', runId: this.preview.id } : null;
  }
  get applyLabel() {
    return counted(writesOf(this.preview.plan), APPLY_ONE, APPLY_MANY);
  }
  get discard() {
    return { kind: 'discard', runId: this.preview.id };
  }
}

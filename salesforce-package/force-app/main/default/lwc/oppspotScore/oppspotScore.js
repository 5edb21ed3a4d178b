import ENRICHED_AT from '@salesforce/label/c.Card_Enriched_At';
import RESEARCHED_AT from '@salesforce/label/c.Card_Researched_At';
import STAGE from '@salesforce/label/c.Card_Stage';
import { ago, capitalised, format, moment } from 'c/oppspotText';
import {
  bandTheme,
  gradeInWords,
  groundsInWords,
  matchInWords,
  outlookInWords,
  scoreTitle,
  wordFor,
} from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** Of the ring. */
const CIRCUMFERENCE = 2 * Math.PI * 28;

/** The score and what it rests on; an unknown score is no number. */
export default class OppspotScore extends LightningElement {
  @api enrichment;

  /** Where the keyboard goes on when what it stood on is gone. */
  @api
  focus() {
    this.refs.title.focus();
  }

  get isKnown() {
    return this.enrichment.score.value !== null;
  }
  get title() {
    return scoreTitle(this.enrichment.score);
  }
  get arc() {
    return `${(this.enrichment.score.value / 100) * CIRCUMFERENCE} ${CIRCUMFERENCE}`;
  }
  get arcClass() {
    return `arc ${bandTheme(this.enrichment.score).replace('slds-theme_', 'arc_')}`;
  }
  get band() {
    return wordFor('band', this.enrichment.score.band);
  }
  get bandTheme() {
    return bandTheme(this.enrichment.score);
  }
  get grade() {
    return gradeInWords(this.enrichment.score);
  }
  get outlook() {
    return outlookInWords(this.enrichment.score);
  }
  get grounds() {
    return groundsInWords(this.enrichment.score);
  }
  get stage() {
    const { name, reason } = this.enrichment.stage;
    return format(STAGE, capitalised(name), reason);
  }
  get company() {
    return matchInWords(this.enrichment.match);
  }
  get when() {
    const { status, finishedAt, startedAt } = this.enrichment;
    const at = finishedAt ?? startedAt;
    return format(status === 'previewed' ? RESEARCHED_AT : ENRICHED_AT, ago(at), moment(at));
  }
}

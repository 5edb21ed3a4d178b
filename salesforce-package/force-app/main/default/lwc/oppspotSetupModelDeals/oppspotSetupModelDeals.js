import DEALS from '@salesforce/label/c.Setup_Model_Deals';
import DEALS_ALL from '@salesforce/label/c.Setup_Model_Deals_All';
import DEALS_BY_PROBABILITY from '@salesforce/label/c.Setup_Model_Deals_By_Probability';
import DEALS_BY_SCORE from '@salesforce/label/c.Setup_Model_Deals_By_Score';
import DEALS_FROM from '@salesforce/label/c.Setup_Model_Deals_From';
import DEALS_MISSED from '@salesforce/label/c.Setup_Model_Deals_Missed';
import DEALS_OPENED from '@salesforce/label/c.Setup_Model_Deals_Opened';
import DEALS_PURPOSE from '@salesforce/label/c.Setup_Model_Deals_Purpose';
import DEALS_ROW from '@salesforce/label/c.Setup_Model_Deals_Row';
import DEALS_ROW_IN_USE from '@salesforce/label/c.Setup_Model_Deals_Row_In_Use';
import DEALS_SHARE from '@salesforce/label/c.Setup_Model_Deals_Share';
import DEALS_USE from '@salesforce/label/c.Setup_Model_Deals_Use';
import DEALS_WAITING from '@salesforce/label/c.Setup_Model_Deals_Waiting';
import DEALS_WOULD from '@salesforce/label/c.Setup_Model_Deals_Would';
import SAVING from '@salesforce/label/c.Setup_Model_Saving';
import WON from '@salesforce/label/c.Setup_Model_Won';
import { format, number, percent } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

/** In the place of a probability, which a value of the list cannot be without. */
const BY_SCORE = 'score';

/** From which probability on an opportunity is opened, and what that would have done: fires `threshold`. */
export default class OppspotSetupModelDeals extends LightningElement {
  /** The model in use; null where the template is. */
  @api model;
  /** From which score on an opportunity is opened while no probability decides. */
  @api dealScore;
  @api isAsking = false;
  labels = { all: DEALS_ALL, from: DEALS_FROM, heading: DEALS };
  columns = [DEALS_ROW, DEALS_OPENED, WON, DEALS_SHARE, DEALS_MISSED];
  open = [];
  chosen = null;
  saved = null;

  /** As it is saved; null while the score decides. */
  @api
  get probability() {
    return this.saved;
  }
  set probability(probability) {
    this.saved = probability;
    this.chosen = probability;
  }

  get purpose() {
    return this.model === null ? format(DEALS_WAITING, number(this.dealScore)) : DEALS_PURPOSE;
  }
  get thresholds() {
    return this.model?.thresholds ?? [];
  }
  get value() {
    return this.chosen === null ? BY_SCORE : String(this.chosen);
  }
  /** What is saved can be chosen although the history has no line for it. */
  get options() {
    const known = this.thresholds.map(({ probability }) => probability);
    const all = this.saved === null ? known : [...new Set([...known, this.saved])];
    return [
      { value: BY_SCORE, label: format(DEALS_BY_SCORE, number(this.dealScore)) },
      ...all
        .sort((one, other) => one - other)
        .map((share) => ({
          value: String(share),
          label: format(DEALS_BY_PROBABILITY, percent(share)),
        })),
    ];
  }
  get would() {
    const row = this.thresholds.find(({ probability }) => probability === this.chosen);
    if (!row) return '';
    const [deals, won, missed] = [row.deals, row.won, row.missed].map((count) => number(count));
    return format(DEALS_WOULD, deals, won, shareOf(row), missed);
  }
  get buttonLabel() {
    return this.isAsking ? SAVING : DEALS_USE;
  }
  get isOff() {
    return this.isAsking || this.chosen === this.saved;
  }
  get hasRows() {
    return this.thresholds.length > 0;
  }
  get isOpen() {
    return this.open.length > 0;
  }
  get rows() {
    return this.thresholds.map((row) => {
      const from = percent(row.probability);
      return {
        key: from,
        cells: [
          row.probability === this.saved ? format(DEALS_ROW_IN_USE, from) : from,
          number(row.deals),
          number(row.won),
          shareOf(row),
          number(row.missed),
        ],
      };
    });
  }

  handleChoice(event) {
    const { value } = event.detail;
    this.chosen = value === BY_SCORE ? null : Number(value);
  }
  handleToggle(event) {
    this.open = event.detail.openSections;
  }
  handleUse() {
    this.dispatchEvent(new CustomEvent('threshold', { detail: { probability: this.chosen } }));
  }
}

function shareOf({ deals, won }) {
  return deals === 0 ? '—' : percent(won / deals);
}

import AVERAGE from '@salesforce/label/c.Setup_Model_Average';
import FACT from '@salesforce/label/c.Setup_Model_Fact';
import HOW_GOOD from '@salesforce/label/c.Setup_Model_How_Good';
import IS_USED from '@salesforce/label/c.Setup_Model_Is_Used';
import LEARNED_FROM from '@salesforce/label/c.Setup_Model_Learned_From';
import LEFT_OUT from '@salesforce/label/c.Setup_Model_Left_Out';
import MEASURE from '@salesforce/label/c.Setup_Model_Measure';
import NOT_BETTER from '@salesforce/label/c.Setup_Model_Not_Better';
import OF from '@salesforce/label/c.Setup_Model_Of';
import POINTS from '@salesforce/label/c.Setup_Model_Points';
import SCORECARD from '@salesforce/label/c.Setup_Model_Scorecard';
import SCORECARD_BASE from '@salesforce/label/c.Setup_Model_Scorecard_Base';
import SCORECARD_NONE from '@salesforce/label/c.Setup_Model_Scorecard_None';
import SUSPECTS from '@salesforce/label/c.Setup_Model_Suspects';
import SUSPECTS_MEANING from '@salesforce/label/c.Setup_Model_Suspects_Meaning';
import SUSPECTS_NONE from '@salesforce/label/c.Setup_Model_Suspects_None';
import TEMPLATE from '@salesforce/label/c.Setup_Model_Template';
import THIS_MODEL from '@salesforce/label/c.Setup_Model_This_Model';
import TITLE from '@salesforce/label/c.Setup_Model_Title';
import USE from '@salesforce/label/c.Setup_Model_Use';
import VALUE from '@salesforce/label/c.Setup_Model_Value';
import WHAT_IT_MEANS from '@salesforce/label/c.Setup_Model_What_It_Means';
import WHY from '@salesforce/label/c.Setup_Model_Why';
import WON_OF from '@salesforce/label/c.Setup_Model_Won_Of';
import { measuredOn, measureRows, statuses } from 'c/oppspotSetupModelWords';
import { day, format, number, points } from 'c/oppspotText';
import { api, LightningElement } from 'lwc';

/** One model: how good it is, what it is made of, and using it, which fires `use` with its version. */
export default class OppspotSetupModelDetails extends LightningElement {
  /** As the server tells it. */
  @api model;
  @api isAsking = false;
  labels = { howGood: HOW_GOOD, notBetter: NOT_BETTER, scorecard: SCORECARD };
  lineColumns = [FACT, VALUE, POINTS, WON_OF];
  suspectColumns = [FACT, WHY, IS_USED];
  open = [];

  get isOpen() {
    return Object.fromEntries(this.open.map((name) => [name, true]));
  }
  get title() {
    return format(TITLE, this.model.version);
  }
  get status() {
    return statuses[this.model.status];
  }
  get isReady() {
    return this.model.status === 'ready';
  }
  get isNotBetter() {
    return this.model.status === 'not-better';
  }
  get useLabel() {
    return format(USE, this.model.version);
  }
  get learnedFrom() {
    const { outcomes, won, trainedAt } = this.model;
    return format(LEARNED_FROM, number(outcomes), number(won), day(trainedAt));
  }
  get measuredOn() {
    return measuredOn(this.model);
  }
  get measureColumns() {
    const { name } = this.model.validation.baseline;
    return [MEASURE, THIS_MODEL, name === 'template' ? TEMPLATE : AVERAGE, WHAT_IT_MEANS];
  }
  get measures() {
    return measureRows(this.model).map((cells) => ({ key: cells[0], cells }));
  }
  get hasLines() {
    return this.model.lines.length > 0;
  }
  get scorecardMeaning() {
    return this.hasLines ? format(SCORECARD_BASE, number(this.model.base)) : SCORECARD_NONE;
  }
  get lines() {
    return this.model.lines.flatMap(({ label, bins }) =>
      bins.map((bin) => ({
        key: `${label} ${bin.label}`,
        cells: [label, bin.label, points(bin.points), format(OF, number(bin.won), number(bin.n))],
      })),
    );
  }
  get suspectsLabel() {
    return format(SUSPECTS, number(this.model.suspects.length));
  }
  get hasSuspects() {
    return this.model.suspects.length > 0;
  }
  get suspectsMeaning() {
    return this.hasSuspects ? SUSPECTS_MEANING : SUSPECTS_NONE;
  }
  get suspects() {
    return this.model.suspects.map(({ label, why, excluded }) => ({
      key: label,
      cells: [
        label,
        why,
        excluded
          ? { badge: LEFT_OUT, theme: 'slds-badge_lightest' }
          : { badge: IS_USED, theme: 'slds-theme_warning' },
      ],
    }));
  }

  handleToggle(event) {
    this.open = event.detail.openSections;
  }
  handleUse() {
    this.dispatchEvent(new CustomEvent('use', { detail: { version: this.model.version } }));
  }
}

import COLUMN_DATE from '@salesforce/label/c.Card_Column_Date';
import COLUMN_POINTS from '@salesforce/label/c.Card_Column_Points';
import COLUMN_REASON from '@salesforce/label/c.Card_Column_Reason';
import COLUMN_SOURCE from '@salesforce/label/c.Card_Column_Source';
import NOTHING_FOUND from '@salesforce/label/c.Card_Nothing_Found';
import OF_HUNDRED from '@salesforce/label/c.Card_Of_Hundred';
import SHARE_OF_SCORE from '@salesforce/label/c.Card_Share_Of_Score';
import UNKNOWN from '@salesforce/label/c.Card_Unknown';
import WEIGHT_LEFT_OUT from '@salesforce/label/c.Card_Weight_Left_Out';
import WHAT_RAISED from '@salesforce/label/c.Card_What_Raised';
import WHAT_WOULD_RAISE from '@salesforce/label/c.Card_What_Would_Raise';
import { format, percent, points } from 'c/oppspotText';
import { dateInWords, reasonGroups, sourcesOf, totalInWords, wordFor } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** Why the score is what it is, and what would raise it. Points are those of the overall score. */
export default class OppspotReasons extends LightningElement {
  @api score;
  /** By id. */
  @api evidence;
  labels = { reasons: WHAT_RAISED, wouldRaise: WHAT_WOULD_RAISE };
  columns = [COLUMN_REASON, COLUMN_POINTS, COLUMN_DATE, COLUMN_SOURCE];

  /** A part that is unknown has no bar, for it is not zero. */
  get bars() {
    return this.score.components.map((component) => {
      const name = wordFor('component', component.name);
      if (component.value === null) {
        const why = component.unknownReason ?? NOTHING_FOUND;
        const note = format(WEIGHT_LEFT_OUT, why, percent(component.weight));
        return { name, isKnown: false, value: UNKNOWN, note };
      }
      return {
        name,
        isKnown: true,
        percent: component.value,
        value: format(OF_HUNDRED, Math.round(component.value)),
        note: format(
          SHARE_OF_SCORE,
          percent(component.effectiveWeight),
          percent(component.coverage),
        ),
      };
    });
  }
  get groups() {
    return reasonGroups(this.score).map(({ component, overallPoints, contributions }) => ({
      name: `${wordFor('component', component)}: ${points(overallPoints)}`,
      rows: contributions.map((item) => ({
        key: `${item.reason} ${item.date}`,
        cells: [
          item.reason,
          points(item.overallPoints),
          dateInWords(item.date, item.evidenceIds, this.evidence),
          { sources: sourcesOf(item.evidenceIds, this.evidence) },
        ],
      })),
    }));
  }
  get total() {
    return totalInWords(this.score);
  }
  get wouldRaise() {
    return this.score.wouldRaise.length > 0 ? this.score.wouldRaise : null;
  }
}

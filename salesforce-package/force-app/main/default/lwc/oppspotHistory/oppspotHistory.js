import CHART from '@salesforce/label/c.Card_Chart';
import COLUMN_ENRICHED from '@salesforce/label/c.Card_Column_Enriched';
import COLUMN_SCORE from '@salesforce/label/c.Card_Column_Score';
import SCORE_HISTORY from '@salesforce/label/c.Card_Score_History';
import SCORE_UNDONE from '@salesforce/label/c.Card_Score_Undone';
import UNKNOWN from '@salesforce/label/c.Card_Unknown';
import { format, moment } from 'c/oppspotText';
import { linesOf } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** How the score moved: a chart to see, and a table that says the same. */
export default class OppspotHistory extends LightningElement {
  /** Scores, oldest first. */
  @api history = [];
  labels = { title: SCORE_HISTORY };
  columns = [COLUMN_ENRICHED, COLUMN_SCORE];

  get lines() {
    return linesOf(this.history)
      .filter((line) => line.length > 1)
      .map((line) => `M${line.map(place).join('L')}`);
  }
  /** Each point as a line of no length with round ends: a circle would be stretched with the chart. */
  get dots() {
    return linesOf(this.history)
      .flat()
      .map((point) => `M${place(point)}h0`)
      .join('');
  }
  get description() {
    const ends = [this.history[0], this.history.at(-1)];
    return format(CHART, ...ends.flatMap(({ score, at }) => [score ?? UNKNOWN, moment(at)]));
  }
  get rows() {
    return [...this.history].reverse().map(({ enrichmentId, at, score, status }) => {
      const value = String(score ?? UNKNOWN);
      return {
        key: enrichmentId,
        cells: [moment(at), status === 'undone' ? format(SCORE_UNDONE, value) : value],
      };
    });
  }
}

function place({ x, y }) {
  return `${x.toFixed(2)} ${100 - y}`;
}

import BAND from '@salesforce/label/c.Setup_Model_Band';
import BAND_SHARE from '@salesforce/label/c.Setup_Model_Band_Share';
import BANDS from '@salesforce/label/c.Setup_Model_Bands';
import BANDS_CHART from '@salesforce/label/c.Setup_Model_Bands_Chart';
import BANDS_SEEN from '@salesforce/label/c.Setup_Model_Bands_Seen';
import RECORDS from '@salesforce/label/c.Setup_Model_Records';
import SCORE from '@salesforce/label/c.Setup_Model_Score';
import SHARE_WON from '@salesforce/label/c.Setup_Model_Share_Won';
import WON from '@salesforce/label/c.Setup_Model_Won';
import { bandScores, rateInWords } from 'c/oppspotSetupModelWords';
import { format, listed, number, percent } from 'c/oppspotText';
import { wordFor } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** How many records of each band were won: bars with their 95 % interval to see, and a table that says the same. */
export default class OppspotSetupModelBands extends LightningElement {
  /** Best first, as the server tells them. */
  @api bands = [];
  labels = { seen: BANDS_SEEN, title: BANDS };
  columns = [BAND, SCORE, RECORDS, WON, SHARE_WON];

  get bars() {
    return this.bands
      .filter(({ rate }) => rate !== null)
      .map(({ name, rate: { value, low, high } }) => ({
        name: wordFor('band', name),
        share: percent(value),
        width: place(value),
        interval: `M${place(low)} 5H${place(high)}`,
      }));
  }
  get hasBars() {
    return this.bars.length > 0;
  }
  get description() {
    return format(
      BANDS_CHART,
      listed(this.bars.map(({ name, share }) => format(BAND_SHARE, name, share))),
    );
  }
  get rows() {
    return this.bands.map((band, index) => ({
      key: band.name,
      cells: [
        wordFor('band', band.name),
        bandScores(this.bands, index),
        number(band.n),
        number(band.won),
        rateInWords(band),
      ],
    }));
  }
}

function place(share) {
  return (share * 100).toFixed(1);
}

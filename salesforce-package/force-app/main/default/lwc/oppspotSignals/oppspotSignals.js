import CONFIDENCE from '@salesforce/label/c.Card_Confidence';
import NO_SIGNAL from '@salesforce/label/c.Card_No_Signal';
import { format } from 'c/oppspotText';
import { dateInWords, signalTag, sourcesOf, wordFor } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

/** Signals with their dates and sources, in the server's order: what matters most comes first. */
export default class OppspotSignals extends LightningElement {
  @api signals = [];
  /** By id. */
  @api evidence;
  /** Only so many of them, without how sure each is; all where it is left out. */
  @api limit;
  labels = { none: NO_SIGNAL };

  get isEmpty() {
    return this.signals.length === 0;
  }
  get lines() {
    return this.signals.slice(0, this.limit).map((signal) => {
      const { label, theme } = signalTag(signal);
      return {
        id: signal.id,
        title: signal.title,
        badge: label,
        theme,
        date: dateInWords(signal.date, signal.evidenceIds, this.evidence),
        sources: sourcesOf(signal.evidenceIds, this.evidence),
        confidence: this.limit ? null : format(CONFIDENCE, wordFor('level', signal.confidence)),
      };
    });
  }
}

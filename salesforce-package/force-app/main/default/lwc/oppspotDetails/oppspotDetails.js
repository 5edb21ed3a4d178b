import ALL_SIGNALS from '@salesforce/label/c.Card_All_Signals';
import CHANGES from '@salesforce/label/c.Card_Changes';
import COLUMN_DETAIL from '@salesforce/label/c.Card_Column_Detail';
import COLUMN_RESULT from '@salesforce/label/c.Card_Column_Result';
import COLUMN_SOURCE from '@salesforce/label/c.Card_Column_Source';
import NO_SOURCE_ASKED from '@salesforce/label/c.Card_No_Source_Asked';
import REMEMBERED from '@salesforce/label/c.Card_Remembered';
import SCORE_HISTORY from '@salesforce/label/c.Card_Score_History';
import SOURCES from '@salesforce/label/c.Card_Sources';
import SOURCES_ASKED from '@salesforce/label/c.Card_Sources_Asked';
import WHY_THIS_SCORE from '@salesforce/label/c.Card_Why_This_Score';
import { format } from 'c/oppspotText';
import { wordFor } from 'c/oppspotWords';
import { api, LightningElement } from 'lwc';

const THEMES = {
  found: 'slds-theme_success',
  failed: 'slds-theme_error',
  late: 'slds-theme_warning',
};

/** All that is behind the score. Only open sections are drawn: the rest would hold up the first painting. */
export default class OppspotDetails extends LightningElement {
  /** A `cardState`. */
  @api card;
  /** The enrichment that is shown. */
  @api shown;
  /** By id. */
  @api evidence;
  /** Names by id. */
  @api owners;
  /** See `withNews`. */
  @api work;
  @api disabled = false;
  open = [];
  columns = [COLUMN_SOURCE, COLUMN_RESULT, COLUMN_DETAIL];
  labels = {
    why: WHY_THIS_SCORE,
    changes: CHANGES,
    sources: SOURCES,
    asked: SOURCES_ASKED,
    noSource: NO_SOURCE_ASKED,
    history: SCORE_HISTORY,
  };

  get isOpen() {
    return Object.fromEntries(this.open.map((name) => [name, true]));
  }
  get signalsLabel() {
    return format(ALL_SIGNALS, this.shown.signals.length);
  }
  get hasHistory() {
    return this.card.history.length > 1;
  }
  get hasSources() {
    return this.shown.sources.length > 0;
  }
  /** Nothing found, nothing to ask and failed are different facts. */
  get sources() {
    return this.shown.sources.map(({ provider, label, status, detail, fromCache }) => ({
      key: provider,
      cells: [
        label,
        { badge: wordFor('source', status), theme: THEMES[status] ?? 'slds-badge_lightest' },
        fromCache ? `${detail} ${REMEMBERED}` : detail,
      ],
    }));
  }

  /** The lines that licences of the sources used ask for, each once. */
  get credits() {
    const credits = new Map();
    for (const { label, attribution } of this.shown.sources) {
      if (attribution) {
        const { line, licence, licenceUrl } = attribution;
        const known = credits.get(line);
        credits.set(line, {
          key: line,
          text: `${known ? `${known.label}, ${label}` : label}: ${line}`,
          label: known ? `${known.label}, ${label}` : label,
          licence,
          // Answers are data: only an address of the web becomes a link.
          url: /^https:\/\//.test(licenceUrl ?? '') ? licenceUrl : null,
        });
      }
    }
    return [...credits.values()];
  }

  handleToggle(event) {
    this.open = [].concat(event.detail.openSections ?? []);
  }
}

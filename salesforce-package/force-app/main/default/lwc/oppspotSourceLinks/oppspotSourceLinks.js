import OPENS_NEW_TAB from '@salesforce/label/c.Card_Opens_New_Tab';
import { api, LightningElement } from 'lwc';

/** Where something is known from; each page opens in a tab of its own. */
export default class OppspotSourceLinks extends LightningElement {
  /** `{label, url}`, see `sourcesOf`: `url` is null where a browser may not be sent there. */
  @api sources = [];
  labels = { newTab: OPENS_NEW_TAB };

  get drawnSources() {
    return this.sources.map(({ label, url }, index) => ({ label, url, isLater: index > 0 }));
  }
}

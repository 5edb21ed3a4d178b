import { NavigationMixin } from 'lightning/navigation';
import { api, LightningElement } from 'lwc';

/** Opens a record as Salesforce does: in the same tab, in a console in a tab of its own. */
export default class OppspotRecordLink extends NavigationMixin(LightningElement) {
  @api recordId;
  @api objectApiName;
  @api label;
  /** Until Salesforce has said the address, a link that goes nowhere still takes the keyboard's focus. */
  url = '#';

  async connectedCallback() {
    this.url = await this[NavigationMixin.GenerateUrl](this.page);
  }

  open(event) {
    // A click with a key held opens a new tab or window: the address is for that.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this[NavigationMixin.Navigate](this.page);
  }

  get page() {
    return {
      type: 'standard__recordPage',
      attributes: {
        recordId: this.recordId,
        objectApiName: this.objectApiName,
        actionName: 'view',
      },
    };
  }
}

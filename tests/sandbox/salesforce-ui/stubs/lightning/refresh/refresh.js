/** The page refreshes what stands in it: https://developer.salesforce.com/docs/platform/lwc/guide/data-refreshview.html */
export class RefreshEvent extends Event {
  constructor() {
    super('lightning:refresh', { bubbles: true, composed: true });
  }
}

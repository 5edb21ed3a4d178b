/** Page references as addresses of the page around: https://developer.salesforce.com/docs/platform/lwc/guide/reference-page-reference-type.html */

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

function addressOf({ type, attributes }) {
  switch (type) {
    case 'standard__recordPage':
      return `/lightning/r/${attributes.objectApiName ?? 'Record'}/${attributes.recordId}/view`;
    case 'standard__objectPage':
      return `/lightning/o/${attributes.objectApiName}/list`;
    case 'standard__navItemPage':
      return `/lightning/n/${attributes.apiName}`;
    case 'standard__webPage':
      return attributes.url;
    default:
      throw new Error(`The sandbox has no page of the type ${type}.`);
  }
}

export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](reference) {
      // What is no page of Salesforce opens in a tab of its own.
      if (reference.type === 'standard__webPage') {
        window.open(reference.attributes.url, '_blank', 'noopener');
        return;
      }
      window.dispatchEvent(new CustomEvent('lightning:navigate', { detail: addressOf(reference) }));
    }
    async [GenerateUrl](reference) {
      return addressOf(reference);
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

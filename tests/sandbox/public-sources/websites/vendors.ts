import type { Vendor } from '../../world/types.ts';

/** Where each vendor's script is loaded from on customers' pages; account ids are zeros. */
export const vendorScripts: Readonly<Record<Vendor, string>> = {
  'google-tag-manager': 'https://www.googletagmanager.com/gtm.js?id=GTM-0000000',
  hubspot: 'https://js.hs-scripts.com/00000000.js',
  segment:
    'https://cdn.segment.com/analytics.js/v1/00000000000000000000000000000000/analytics.min.js',
  stripe: 'https://js.stripe.com/v3/',
  intercom: 'https://widget.intercom.io/widget/00000000',
  salesforce: 'https://service.force.com/embeddedservice/5.0/esw.min.js',
  shopify: 'https://cdn.shopify.com/s/files/1/0000/0000/0000/t/1/assets/theme.js',
  hotjar: 'https://static.hotjar.com/c/hotjar-0.js?sv=6',
  'cloudflare-insights': 'https://static.cloudflareinsights.com/beacon.min.js',
  matomo: 'https://cdn.matomo.cloud/sandbox.matomo.cloud/matomo.js',
};

/** Which vendors a page names by the scripts it loads and the headers it comes with. */

export interface Technology {
  readonly name: string;
  readonly category: string;
}

interface Vendor extends Technology {
  /** Hosts its scripts, frames or style sheets come from; subdomains included. */
  readonly hosts?: readonly string[];
  /** Response header and what its value looks like. */
  readonly header?: readonly [name: string, value: RegExp];
  readonly generator?: RegExp;
}

const any = /./;

/** Hosts and headers as the vendors' own installation guides give them. */
const vendors: readonly Vendor[] = [
  {
    name: 'HubSpot',
    category: 'Marketing automation',
    hosts: ['hs-scripts.com', 'hsforms.net', 'hs-analytics.net', 'hscollectedforms.net'],
  },
  { name: 'Marketo', category: 'Marketing automation', hosts: ['marketo.net', 'mktoresp.com'] },
  {
    name: 'Salesforce Account Engagement',
    category: 'Marketing automation',
    hosts: ['pardot.com'],
  },
  {
    name: 'ActiveCampaign',
    category: 'Marketing automation',
    hosts: ['trackcmp.net', 'activehosted.com'],
  },
  {
    name: 'Mailchimp',
    category: 'E-mail marketing',
    hosts: ['list-manage.com', 'chimpstatic.com'],
  },
  { name: 'Klaviyo', category: 'E-mail marketing', hosts: ['klaviyo.com'] },
  { name: 'Customer.io', category: 'E-mail marketing', hosts: ['customer.io'] },
  { name: 'Google Analytics', category: 'Web analytics', hosts: ['google-analytics.com'] },
  { name: 'Google Tag Manager', category: 'Tag management', hosts: ['googletagmanager.com'] },
  { name: 'Adobe Experience Platform Tags', category: 'Tag management', hosts: ['adobedtm.com'] },
  { name: 'Plausible', category: 'Web analytics', hosts: ['plausible.io'] },
  { name: 'Fathom', category: 'Web analytics', hosts: ['usefathom.com'] },
  { name: 'Matomo', category: 'Web analytics', hosts: ['matomo.cloud'] },
  { name: 'Hotjar', category: 'Web analytics', hosts: ['hotjar.com'] },
  { name: 'Microsoft Clarity', category: 'Web analytics', hosts: ['clarity.ms'] },
  { name: 'FullStory', category: 'Web analytics', hosts: ['fullstory.com'] },
  { name: 'Segment', category: 'Customer data', hosts: ['segment.com', 'segment.io'] },
  { name: 'Mixpanel', category: 'Product analytics', hosts: ['mxpnl.com', 'mixpanel.com'] },
  { name: 'Amplitude', category: 'Product analytics', hosts: ['amplitude.com'] },
  { name: 'PostHog', category: 'Product analytics', hosts: ['posthog.com'] },
  { name: 'Heap', category: 'Product analytics', hosts: ['heapanalytics.com'] },
  { name: 'Pendo', category: 'Product analytics', hosts: ['pendo.io'] },
  { name: 'Optimizely', category: 'Experimentation', hosts: ['optimizely.com'] },
  { name: 'VWO', category: 'Experimentation', hosts: ['visualwebsiteoptimizer.com'] },
  { name: 'Intercom', category: 'Customer support', hosts: ['intercom.io', 'intercomcdn.com'] },
  { name: 'Zendesk', category: 'Customer support', hosts: ['zdassets.com', 'zopim.com'] },
  { name: 'Drift', category: 'Sales engagement', hosts: ['drift.com', 'driftt.com'] },
  { name: 'Crisp', category: 'Customer support', hosts: ['crisp.chat'] },
  { name: 'Freshworks', category: 'Customer support', hosts: ['freshchat.com', 'freshworks.com'] },
  { name: 'Calendly', category: 'Scheduling', hosts: ['calendly.com'] },
  { name: 'Chili Piper', category: 'Scheduling', hosts: ['chilipiper.com'] },
  { name: 'Stripe', category: 'Payments', hosts: ['js.stripe.com'] },
  { name: 'PayPal', category: 'Payments', hosts: ['paypal.com', 'paypalobjects.com'] },
  { name: 'OneTrust', category: 'Consent management', hosts: ['onetrust.com', 'cookielaw.org'] },
  { name: 'Cookiebot', category: 'Consent management', hosts: ['cookiebot.com'] },
  { name: 'Sentry', category: 'Error monitoring', hosts: ['sentry-cdn.com', 'sentry.io'] },
  { name: 'Datadog', category: 'Monitoring', hosts: ['datadoghq-browser-agent.com'] },
  { name: 'New Relic', category: 'Monitoring', hosts: ['newrelic.com', 'nr-data.net'] },
  { name: 'LinkedIn Insight Tag', category: 'Advertising', hosts: ['licdn.com'] },
  { name: 'Meta Pixel', category: 'Advertising', hosts: ['connect.facebook.net'] },
  { name: '6sense', category: 'Advertising', hosts: ['6sc.co'] },
  {
    name: 'Shopify',
    category: 'E-commerce',
    hosts: ['cdn.shopify.com'],
    header: ['x-shopid', any],
  },
  { name: 'BigCommerce', category: 'E-commerce', hosts: ['bigcommerce.com'] },
  { name: 'WordPress', category: 'Content management', generator: /^WordPress/i },
  {
    name: 'Drupal',
    category: 'Content management',
    header: ['x-generator', /Drupal/i],
    generator: /^Drupal/i,
  },
  {
    name: 'Webflow',
    category: 'Content management',
    hosts: ['website-files.com'],
    generator: /^Webflow/i,
  },
  { name: 'Wix', category: 'Content management', hosts: ['parastorage.com'], generator: /^Wix/i },
  {
    name: 'Squarespace',
    category: 'Content management',
    hosts: ['squarespace-cdn.com'],
    generator: /^Squarespace/i,
  },
  { name: 'Contentful', category: 'Content management', hosts: ['ctfassets.net'] },
  { name: 'Cloudflare', category: 'Content delivery', header: ['cf-ray', any] },
  { name: 'Fastly', category: 'Content delivery', header: ['x-served-by', /cache-/i] },
  { name: 'Amazon CloudFront', category: 'Content delivery', header: ['x-amz-cf-id', any] },
  { name: 'Vercel', category: 'Hosting', header: ['x-vercel-id', any] },
  { name: 'Netlify', category: 'Hosting', header: ['x-nf-request-id', any] },
];

export interface PageTraces {
  /** Hosts of the scripts, frames and style sheets the page loads. */
  readonly hosts: readonly string[];
  /** Response headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly generator: string | null;
}

/** Vendors whose traces are on the page, in the table's order. A trace shows set-up, not a contract. */
export function technologiesOf(traces: PageTraces): Technology[] {
  return vendors
    .filter((vendor) => {
      if (vendor.hosts?.some((host) => traces.hosts.some((seen) => isHostOf(seen, host)))) {
        return true;
      }
      const header = vendor.header && traces.headers[vendor.header[0]];
      if (header && vendor.header?.[1].test(header)) return true;
      return traces.generator !== null && (vendor.generator?.test(traces.generator) ?? false);
    })
    .map(({ name, category }) => ({ name, category }));
}

const isHostOf = (seen: string, host: string) => seen === host || seen.endsWith(`.${host}`);

/** Which services' records look how. As the vendors' own set-up guides give them. */

export interface DnsVendor {
  readonly name: string;
  readonly category: string;
  /** Mail exchangers; subdomains included. */
  readonly mail?: readonly string[];
  /** How the text begins that proves to the vendor whose domain it is. */
  readonly proof?: readonly RegExp[];
  /** Hosts that the sender policy includes; subdomains included. */
  readonly sender?: readonly string[];
  readonly nameServers?: readonly RegExp[];
  /** What `www.` is another name for; subdomains included. */
  readonly website?: readonly string[];
}

export const dnsVendors: readonly DnsVendor[] = [
  {
    name: 'Google Workspace',
    category: 'E-mail and office',
    mail: ['google.com', 'googlemail.com'],
    sender: ['_spf.google.com'],
  },
  {
    name: 'Microsoft 365',
    category: 'E-mail and office',
    mail: ['mail.protection.outlook.com', 'mx.microsoft'],
    proof: [/^MS=ms\d+$/i],
    sender: ['spf.protection.outlook.com'],
  },
  {
    name: 'Zoho',
    category: 'E-mail and office',
    mail: ['zoho.com', 'zoho.eu'],
    sender: ['zoho.eu'],
  },
  {
    name: 'Proofpoint',
    category: 'E-mail security',
    mail: ['pphosted.com', 'ppe-hosted.com'],
    sender: ['pphosted.com'],
  },
  {
    name: 'Mimecast',
    category: 'E-mail security',
    mail: ['mimecast.com'],
    sender: ['mimecast.com'],
  },
  { name: 'Barracuda', category: 'E-mail security', mail: ['barracudanetworks.com'] },
  {
    name: 'HubSpot',
    category: 'Marketing automation',
    proof: [/^hubspot-(developer-)?verification=/i],
    sender: ['hubspotemail.net'],
    website: ['sites.hubspot.net', 'hs-sites.com', 'hscoscdn10.net', 'hscoscdn20.net'],
  },
  { name: 'Salesforce', category: 'CRM', sender: ['_spf.salesforce.com'] },
  {
    name: 'Salesforce Account Engagement',
    category: 'Marketing automation',
    proof: [/^pardot\d+=/i],
    sender: ['aspmx.pardot.com', 'et._spf.pardot.com'],
  },
  {
    name: 'Salesforce Marketing Cloud',
    category: 'Marketing automation',
    sender: ['cust-spf.exacttarget.com'],
  },
  { name: 'Marketo', category: 'Marketing automation', sender: ['mktomail.com'] },
  { name: 'Mailchimp', category: 'E-mail marketing', sender: ['servers.mcsv.net'] },
  { name: 'Klaviyo', category: 'E-mail marketing', proof: [/^klaviyo-site-verification=/i] },
  { name: 'Campaign Monitor', category: 'E-mail marketing', sender: ['_spf.createsend.com'] },
  { name: 'Brevo', category: 'E-mail marketing', sender: ['spf.sendinblue.com', 'spf.brevo.com'] },
  { name: 'SendGrid', category: 'E-mail delivery', sender: ['sendgrid.net'] },
  { name: 'Mailgun', category: 'E-mail delivery', mail: ['mailgun.org'], sender: ['mailgun.org'] },
  { name: 'Postmark', category: 'E-mail delivery', sender: ['spf.mtasv.net'] },
  { name: 'Amazon SES', category: 'E-mail delivery', sender: ['amazonses.com'] },
  {
    name: 'Zendesk',
    category: 'Customer support',
    proof: [/^zendesk-?verification=/i],
    sender: ['mail.zendesk.com'],
  },
  { name: 'Freshworks', category: 'Customer support', sender: ['email.freshdesk.com'] },
  { name: 'Help Scout', category: 'Customer support', sender: ['helpscoutemail.com'] },
  { name: 'Stripe', category: 'Payments', proof: [/^stripe-verification=/i] },
  {
    name: 'Atlassian',
    category: 'Collaboration',
    proof: [/^atlassian-domain-verification=/i],
    sender: ['_spf.atlassian.net'],
  },
  { name: 'Slack', category: 'Collaboration', proof: [/^slack-domain-verification=/i] },
  { name: 'Zoom', category: 'Collaboration', proof: [/^zoom[-_](domain[-_])?verif/i] },
  { name: 'Miro', category: 'Collaboration', proof: [/^miro-verification=/i] },
  { name: 'Notion', category: 'Collaboration', proof: [/^notion-domain-verification=/i] },
  { name: 'Dropbox', category: 'Collaboration', proof: [/^dropbox-domain-verification=/i] },
  { name: 'Smartsheet', category: 'Collaboration', proof: [/^smartsheet-site-validation=/i] },
  { name: 'Figma', category: 'Design', proof: [/^figma-domain-verification=/i] },
  { name: 'Canva', category: 'Design', proof: [/^canva-site-verification=/i] },
  { name: 'Adobe', category: 'Design', proof: [/^adobe-(idp|sign)-(site-)?verification=/i] },
  { name: 'DocuSign', category: 'Contracts', proof: [/^docusign=/i] },
  { name: 'OneTrust', category: 'Consent management', proof: [/^onetrust-domain-verification=/i] },
  { name: 'OpenAI', category: 'Artificial intelligence', proof: [/^openai-domain-verification=/i] },
  { name: 'Postman', category: 'Development', proof: [/^postman-domain-verification=/i] },
  { name: 'MongoDB', category: 'Database', proof: [/^mongodb-site-verification=/i] },
  { name: '1Password', category: 'Security', proof: [/^1password-site-verification=/i] },
  { name: 'LastPass', category: 'Security', proof: [/^lastpass-verification-code=/i] },
  { name: 'KnowBe4', category: 'Security', proof: [/^knowbe4-site-verification=/i] },
  { name: 'Jamf', category: 'Device management', proof: [/^jamf-site-verification=/i] },
  {
    name: 'Cisco Webex',
    category: 'Collaboration',
    proof: [/^(cisco-ci|webex)-?domain-?verification=/i],
  },
  { name: 'Twilio', category: 'Communication', proof: [/^twilio-domain-verification=/i] },
  { name: 'Meta Business', category: 'Advertising', proof: [/^facebook-domain-verification=/i] },
  {
    name: 'Cloudflare',
    category: 'Content delivery',
    nameServers: [/\.ns\.cloudflare\.com$/],
    website: ['cdn.cloudflare.net'],
  },
  {
    name: 'Amazon Web Services',
    category: 'Hosting',
    nameServers: [/\.awsdns-\d+\.(com|net|org|co\.uk)$/],
    website: ['cloudfront.net', 'amazonaws.com'],
  },
  {
    name: 'Microsoft Azure',
    category: 'Hosting',
    nameServers: [/\.azure-dns\.(com|net|org|info)$/],
    website: ['azurefd.net', 'azurewebsites.net', 'azureedge.net'],
  },
  { name: 'Fastly', category: 'Content delivery', website: ['fastly.net'] },
  {
    name: 'Vercel',
    category: 'Hosting',
    nameServers: [/\.vercel-dns\.com$/],
    website: ['vercel-dns.com', 'vercel-dns-016.com', 'vercel-dns-017.com'],
  },
  { name: 'Netlify', category: 'Hosting', website: ['netlify.app', 'netlifyglobalcdn.com'] },
  { name: 'WP Engine', category: 'Hosting', website: ['wpengine.com', 'wpeproxy.com'] },
  {
    name: 'Shopify',
    category: 'E-commerce',
    website: ['shops.myshopify.com', 'myshopify.com'],
  },
  { name: 'Webflow', category: 'Content management', website: ['webflow.com'] },
  { name: 'Wix', category: 'Content management', website: ['wixdns.net'] },
  { name: 'Squarespace', category: 'Content management', website: ['squarespace.com'] },
];

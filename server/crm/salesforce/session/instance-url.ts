/**
 * Whether an address may be sent an org's token: Salesforce's own, and not the host of pages
 * (`….lightning.force.com`), which has no API; or where the token came from, as with an org's own login
 * address.
 */
export function isInstanceUrl(address: string, loginUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (origin === new URL(loginUrl).origin) return true;
  return (
    protocol === 'https:' &&
    /\.(?:salesforce|force|cloudforce)\.com$|\.salesforce\.mil$/.test(hostname) &&
    !/(?:^|\.)lightning\./.test(hostname)
  );
}

/** Where an org logs in. Nothing but Salesforce is ever sent a code, a secret or a token. */
import { AppError } from '../../../errors.ts';

export const productionLogin = 'https://login.salesforce.com';
const sandboxLogin = 'https://test.salesforce.com';

/** A My Domain: of production, or of a sandbox, developer or scratch org with a word between. */
const myDomainHost =
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z]{2,20})?\.my\.salesforce(?:-setup)?\.com$/;

export interface LoginChoice {
  readonly environment: 'production' | 'sandbox';
  /** The org's own address; goes before the environment. */
  readonly myDomain?: string | undefined;
}

/**
 * The origin where the org's users log in.
 * @param configured where orgs log in unless a connection says otherwise; a stand-in's is its only one
 * @throws AppError `invalid_login_url` for an address that is not Salesforce's
 * @see https://help.salesforce.com/s/articleView?id=xcloud.domain_name_url_formats.htm
 */
export function salesforceLoginUrl(
  { environment, myDomain }: LoginChoice,
  configured: string,
): string {
  if (myDomain !== undefined) return requireLoginUrl(myDomain, configured);
  const isStandard = [productionLogin, sandboxLogin].includes(new URL(configured).origin);
  return environment === 'sandbox' && isStandard ? sandboxLogin : new URL(configured).origin;
}

/**
 * The origin of an address at which an org logs in.
 * @throws AppError `invalid_login_url` for any other
 */
export function requireLoginUrl(address: string, configured: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.origin === new URL(configured).origin && isBare(url)) return url.origin;
  if (url?.protocol !== 'https:' || url.port !== '' || !isBare(url)) throw notALogin();
  if (url.origin === productionLogin || url.origin === sandboxLogin) return url.origin;
  if (!myDomainHost.test(url.hostname)) throw notALogin();
  // Setup pages have a host of their own, at which nobody logs in.
  return `https://${url.hostname.replace('salesforce-setup', 'salesforce')}`;
}

/** Nothing but an origin, so that it means to everybody what it means here. */
function isBare({ username, password, pathname, search, hash }: URL): boolean {
  return `${username}${password}${search}${hash}` === '' && pathname === '/';
}

const notALogin = () =>
  new AppError(
    'This is not an address at which a Salesforce org logs in. Enter the org’s My Domain, such as https://your-domain.my.salesforce.com.',
    { code: 'invalid_login_url', status: 400, field: 'myDomain' },
  );

import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';

/** The registrable domain of what stands in a record as domain or website, in ASCII; null for none. */
export function domainIn(text: string | null): string | null {
  const domain = text && getDomain(text.trim().toLowerCase(), { allowPrivateDomains: true });
  return domain ? domainToASCII(domain) || null : null;
}

/** Records that must not be researched at all: decided before anything leaves the house. */
import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { getHostname } from 'tldts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { AppError } from '../errors.ts';
import type { CompanyPick } from '../research/subject.ts';
import { optedOut, suppressed } from './errors.ts';

/**
 * Why a record is refused; null when it may be researched.
 * @param pick the company a person chose for it
 */
export function refusalOf(
  settings: Pick<TenantSettings, 'suppression'>,
  record: CrmRecord,
  pick: CompanyPick | null,
): AppError | null {
  const { suppression } = settings;
  const email = record.person?.email?.trim().toLowerCase() ?? null;
  const hosts = [email, record.company?.domain, pick?.domain].map(hostOf);
  const isSuppressed =
    suppression.recordIds.includes(record.ref.id) ||
    (email !== null && suppression.emailHashes.includes(emailHash(email))) ||
    suppression.domains
      .map(hostOf)
      .some((domain) => domain !== null && hosts.some((host) => isWithin(host, domain)));
  if (isSuppressed) return suppressed();
  return record.person?.optedOut ? optedOut() : null;
}

/** What the suppression list keeps of an e-mail address. */
export function emailHash(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/** The host of a domain, URL or e-mail address as somebody typed it, in ASCII form. */
export function hostOf(typed: string | null | undefined): string | null {
  const host = getHostname(typed?.trim().toLowerCase() ?? '');
  if (!host) return null;
  return (domainToASCII(host) || host).replace(/^www\./, '');
}

function isWithin(host: string | null, domain: string): boolean {
  return host === domain || (host?.endsWith(`.${domain}`) ?? false);
}

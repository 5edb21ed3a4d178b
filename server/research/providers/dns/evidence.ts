/**
 * What a domain's records say, as evidence. They show that somebody set a service up or proved the
 * domain to it, at some time: never a contract, and never that it is in use today.
 */
import type { EvidenceOf } from '../../../../shared/evidence/evidence.ts';
import type { DnsRecords } from './records.ts';
import { type DnsVendor, dnsVendors } from './vendors.ts';

/** One for each service, worded by the plainest trace. */
export function dnsEvidence(records: DnsRecords): EvidenceOf<'technology'>[] {
  const senders = sendersIn(records.text);
  return dnsVendors.flatMap((vendor): EvidenceOf<'technology'>[] => {
    const how = trace(vendor, records, senders);
    if (how === null) return [];
    const { name, category } = vendor;
    const { domain, retrievedAt } = records;
    return [
      {
        id: `dns:technology:${domain}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
        kind: 'technology',
        value: { name, category },
        source: {
          type: 'public',
          provider: 'dns',
          label: 'DNS records',
          // Where a person can look the records up.
          url: `https://dns.google/query?name=${encodeURIComponent(domain)}`,
        },
        observedAt: retrievedAt,
        retrievedAt,
        text: `${domain} ${how}.`,
      },
    ];
  });
}

function trace(vendor: DnsVendor, records: DnsRecords, senders: readonly string[]): string | null {
  const { name } = vendor;
  if (lies(records.mail, vendor.mail)) return `has set up ${name} for its mail`;
  if (records.text.some((text) => vendor.proof?.some((pattern) => pattern.test(text)))) {
    return `has verified itself with ${name}`;
  }
  if (lies(senders, vendor.sender)) return `has set up ${name} to send mail in its name`;
  if (lies(records.website, vendor.website)) return `has set up its website with ${name}`;
  if (records.nameServers.some((host) => vendor.nameServers?.some((one) => one.test(host)))) {
    return `has set up its name servers with ${name}`;
  }
  return null;
}

const lies = (seen: readonly string[], under: readonly string[] = []) =>
  seen.some((host) => under.some((zone) => host === zone || host.endsWith(`.${zone}`)));

/** The hosts a sender policy names: https://www.rfc-editor.org/rfc/rfc7208#section-5 */
function sendersIn(texts: readonly string[]): string[] {
  return texts
    .filter((text) => /^v=spf1(\s|$)/i.test(text))
    .flatMap((text) =>
      [...text.matchAll(/(?:^|\s)[+?~]?(?:include:|redirect=)([^\s]+)/gi)].map(([, host = '']) =>
        host.toLowerCase().replace(/\.$/, ''),
      ),
    );
}

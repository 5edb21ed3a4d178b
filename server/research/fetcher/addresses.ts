/** Which internet addresses a request to an outside host may go to. */
import ipaddr from 'ipaddr.js';

/** Only addresses IANA hands out for the open IPv6 internet; everything else is special. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Reachable from inside one cloud only, although it is written like a public address (Azure). */
const cloudInternal = new Set(['168.63.129.16']);

/**
 * Whether the address belongs to the public internet.
 *
 * Private, loopback, link-local (with the cloud metadata addresses), carrier-grade NAT, multicast,
 * unspecified, documentation and reserved ranges are not public. An IPv6 form that carries an IPv4
 * address (mapped, NAT64) is judged by the address it carries; 6to4, Teredo and IPv4-compatible
 * forms are never public. Ranges: https://www.iana.org/assignments/iana-ipv4-special-registry and
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.split('%', 1)[0] ?? '';
  if (!ipaddr.isValid(bare)) return false;
  const parsed = ipaddr.parse(bare);
  if (parsed instanceof ipaddr.IPv4) return isPublicIPv4(parsed);
  if (!(parsed instanceof ipaddr.IPv6)) return false;
  if (parsed.isIPv4MappedAddress()) return isPublicIPv4(parsed.toIPv4Address());
  const range = parsed.range();
  if (range === 'rfc6052') return isPublicIPv4(lastFourBytes(parsed));
  return range === 'unicast' && parsed.match(globalUnicast);
}

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !cloudInternal.has(address.toString());
}

function lastFourBytes(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

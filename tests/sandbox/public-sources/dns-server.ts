/** A name server on loopback: answers over UDP for the zones it has, and for no others. */
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { type Answer, decode, encode, type Packet } from 'dns-packet';

export interface DnsZone {
  readonly mx?: readonly string[];
  /** A text of several pieces is a list. */
  readonly txt?: readonly (string | readonly string[])[];
  readonly ns?: readonly string[];
  readonly cname?: string;
  readonly fails?: 'SERVFAIL' | 'silent';
}

export interface DnsServer {
  /** `address:port`. */
  readonly address: string;
  close(): Promise<void>;
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
const rcode = { SERVFAIL: 2, NXDOMAIN: 3 } as const;
const authoritativeAnswer = 1 << 10;

export async function startDnsServer(zones: ReadonlyMap<string, DnsZone>): Promise<DnsServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const query = decode(message);
    const question = query.questions?.[0];
    if (!question) return;
    const zone = zones.get(question.name.toLowerCase());
    if (zone?.fails === 'silent') return;
    const known = zone !== undefined || isParent(question.name, zones);
    const packet: Packet = {
      type: 'response',
      id: query.id ?? 0,
      flags: authoritativeAnswer | (zone?.fails ? rcode.SERVFAIL : known ? 0 : rcode.NXDOMAIN),
      questions: query.questions ?? [],
      answers: zone ? answers(question.name, question.type, zone) : [],
    };
    socket.send(encode(packet), from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', resolve);
  });
  let closed: Promise<void> | null = null;
  const { address, port } = socket.address() as AddressInfo;
  return {
    address: `${address}:${port}`,
    close() {
      closed ??= new Promise((resolve) => socket.close(() => resolve()));
      return closed;
    },
  };
}

/** A name above one that exists, exists too. */
const isParent = (name: string, zones: ReadonlyMap<string, DnsZone>) =>
  [...zones.keys()].some((zone) => zone.endsWith(`.${name.toLowerCase()}`));

function answers(name: string, type: string, zone: DnsZone): Answer[] {
  const ttl = 300;
  if (zone.cname) return [{ name, ttl, type: 'CNAME', data: zone.cname }];
  switch (type) {
    case 'MX':
      return (zone.mx ?? []).map((exchange, index) => ({
        name,
        ttl,
        type: 'MX',
        data: { preference: 10 * (index + 1), exchange },
      }));
    case 'TXT':
      return (zone.txt ?? []).map((text) => ({
        name,
        ttl,
        type: 'TXT',
        data: typeof text === 'string' ? text : [...text],
      }));
    case 'NS':
      return (zone.ns ?? []).map((data) => ({ name, ttl, type: 'NS', data }));
    default:
      return [];
  }
}

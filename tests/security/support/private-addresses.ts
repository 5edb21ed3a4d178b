/** Addresses that are nobody else's business, in every way an address can be written. */

const inside = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
  '0.0.0.0',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
];

type Bytes = readonly [number, number, number, number];

const hex = (value: number, digits = 0) => value.toString(16).padStart(digits, '0');
const octal = (value: number) => `0${value.toString(8)}`;
const whole = ([a, b, c, d]: Bytes) => ((a * 256 + b) * 256 + c) * 256 + d;
const groups = ([a, b, c, d]: Bytes) => `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
const wide = (text: string) =>
  text.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

/** By name of the notation: the host as it stands in an address. */
const notations: Readonly<Record<string, (bytes: Bytes) => string>> = {
  dotted: (bytes) => bytes.join('.'),
  'dotted, with a dot at the end': (bytes) => `${bytes.join('.')}.`,
  'one decimal number': (bytes) => String(whole(bytes)),
  'one hexadecimal number': (bytes) => `0x${hex(whole(bytes))}`,
  'one octal number': (bytes) => octal(whole(bytes)),
  'hexadecimal parts': (bytes) => bytes.map((byte) => `0x${hex(byte)}`).join('.'),
  'octal parts': (bytes) => bytes.map(octal).join('.'),
  'octal parts with zeros': (bytes) => bytes.map((byte) => `000${byte.toString(8)}`).join('.'),
  'mixed parts': ([a, b, c, d]) => `${a}.0x${hex(b)}.${octal(c)}.${d}`,
  'two parts': ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  'three parts': ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  'wide digits': (bytes) => wide(bytes.join('.')),
  'ideographic dots': (bytes) => bytes.join('\u3002'),
  'escaped digits': (bytes) => bytes.join('.').replaceAll('1', '%31').replaceAll('0', '%30'),
  'mapped, dotted': (bytes) => `[::ffff:${bytes.join('.')}]`,
  'mapped, hexadecimal': (bytes) => `[::ffff:${groups(bytes)}]`,
  'mapped, written out': (bytes) => `[0000:0000:0000:0000:0000:ffff:${groups(bytes)}]`,
  compatible: (bytes) => `[::${groups(bytes)}]`,
  translated: (bytes) => `[::ffff:0:${groups(bytes)}]`,
  NAT64: (bytes) => `[64:ff9b::${groups(bytes)}]`,
  'local NAT64': (bytes) => `[64:ff9b:1::${groups(bytes)}]`,
  '6to4': (bytes) => `[2002:${groups(bytes)}::1]`,
  Teredo: (bytes) => `[2001:0:${groups(bytes)}::1]`,
};

const frames: Readonly<Record<string, (host: string) => string>> = {
  plain: (host) => `http://${host}/`,
  'behind a user': (host) => `http://pumps.com@${host}/`,
  'behind a user with a password': (host) => `http://pumps.com:80@${host}/`,
  'behind a backslash': (host) => `http:\\\\${host}/`,
  'with its port': (host) => `https://${host}:443/`,
  'without its scheme': (host) => `//${host}/`,
};

const six = ['[::1]', '[::]', '[fe80::1]', '[fec0::1]', '[fd00:ec2::254]', '[ff02::1]', '[100::1]'];

export interface PrivateAddress {
  readonly notation: string;
  readonly url: string;
}

export const privateAddresses: readonly PrivateAddress[] = [
  ...inside.flatMap((address) => {
    const bytes = address.split('.').map(Number) as unknown as Bytes;
    return Object.entries(notations).map(([notation, write]) => ({ notation, host: write(bytes) }));
  }),
  ...six.map((host) => ({ notation: 'IPv6', host })),
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ip6-localhost'].map((host) => ({
    notation: 'by name',
    host,
  })),
].flatMap(({ notation, host }) =>
  Object.entries(frames).map(([frame, write]) => ({
    notation: `${notation}, ${frame}`,
    url: write(host),
  })),
);

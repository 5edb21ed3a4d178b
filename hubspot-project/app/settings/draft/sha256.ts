/**
 * SHA-256 in plain script: HubSpot does not say whether its workers have the browser's own.
 * https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */

const primes: number[] = [];
for (let number = 2; primes.length < 64; number += 1) {
  if (primes.every((prime) => number % prime !== 0)) primes.push(number);
}
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;
const startState = primes.slice(0, 8).map((prime) => fraction(prime ** (1 / 2)));
const roundConstants = primes.map((prime) => fraction(prime ** (1 / 3)));

/** Lower-case hex digest of the text's UTF-8 bytes. */
export function sha256Hex(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  let state = startState;
  for (let block = 0; block < words.length; block += 16) {
    state = compress(state, words.slice(block, block + 16));
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Big-endian words: the message, a one bit, zeros, and the length in bits. */
function padded(bytes: Uint8Array): number[] {
  const words = new Array<number>(Math.ceil((bytes.length + 9) / 64) * 16).fill(0);
  const put = (byte: number, at: number) => {
    words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - 8 * (at % 4)));
  };
  bytes.forEach(put);
  put(0x80, bytes.length);
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function compress(state: readonly number[], block: readonly number[]): number[] {
  const schedule = [...block];
  const at = (index: number) => schedule[index] ?? 0;
  for (let index = 16; index < 64; index += 1) {
    const near = at(index - 2);
    const far = at(index - 15);
    const mixNear = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    const mixFar = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    schedule.push((mixNear + at(index - 7) + mixFar + at(index - 16)) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const mixE = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const chosen = (e & f) ^ (~e & g);
    const first = (h + mixE + chosen + (roundConstants[index] ?? 0) + at(index)) | 0;
    const mixA = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + mixA + majority) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** Record ids: 15 characters that tell case, or 18 with a checksum of the case. */

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksums = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15- or 18-character id; undefined when it is neither. */
export function toId18(text: string): string | undefined {
  if (!/^(?:[a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})$/.test(text)) return undefined;
  const id = withChecksum(text.slice(0, 15));
  return text.length === 15 || text === id ? id : undefined;
}

/** The n-th id of an object with this key prefix. */
export function recordId(keyPrefix: string, n: number): string {
  let rest = '';
  for (let left = n; left > 0; left = Math.floor(left / 62)) {
    rest = alphabet.charAt(left % 62) + rest;
  }
  return withChecksum(`${keyPrefix}Op00${rest.padStart(8, '0')}`);
}

function withChecksum(id15: string): string {
  const chunks = [id15.slice(0, 5), id15.slice(5, 10), id15.slice(10, 15)];
  const sums = chunks.map((chunk) =>
    [...chunk].reduce((sum, char, bit) => sum + (/[A-Z]/.test(char) ? 2 ** bit : 0), 0),
  );
  return id15 + sums.map((sum) => checksums.charAt(sum)).join('');
}

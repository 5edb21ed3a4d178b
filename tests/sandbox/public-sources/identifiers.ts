/** Identifiers in the sources' own forms, always the same for the same thing. */
import { createHash } from 'node:crypto';

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** A positive whole number with exactly so many digits (at most 12). */
export function numericId(text: string, digits: number): number {
  const low = 10 ** (digits - 1);
  return low + (Number.parseInt(sha1(text).slice(0, 12), 16) % (9 * low));
}

/** A version 4 UUID by form. */
export function uuid(text: string): string {
  const hex = sha1(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Register filings are called ten digits and a fixed suffix, in base64. */
export function transactionId(text: string): string {
  return Buffer.from(`${numericId(text, 10)}adiqzkcx`).toString('base64');
}

/** Eight characters, `X` for filed online and `A` for on paper. */
export function barcode(text: string, onPaper: boolean): string {
  return `${onPaper ? 'A' : 'X'}${numericId(text, 12).toString(36).toUpperCase().slice(-7)}`;
}

/** An address part of unguessable look, as the register gives appointments and charges. */
export function token(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}

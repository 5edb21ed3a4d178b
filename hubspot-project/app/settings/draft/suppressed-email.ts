import { sha256Hex } from './sha256.ts';

/** The hashes without that of an address, or null when the address is not among them. */
export function withoutEmail(hashes: readonly string[], email: string): string[] | null {
  // As the server spells an address before it hashes it.
  const hash = sha256Hex(email.trim().toLowerCase());
  return hashes.includes(hash) ? hashes.filter((one) => one !== hash) : null;
}

/** What is shaped like an e-mail address; the server has the last word. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
}

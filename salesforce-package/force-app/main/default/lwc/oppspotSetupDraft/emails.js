/** E-mail addresses on the suppression list, of which only hashes are kept. */

/** What is shaped like an e-mail address; the server has the last word. */
export function looksLikeEmail(text) {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
}

/**
 * @param {string[]} hashes lower-case hexadecimal SHA-256 of each address
 * @returns {Promise<string[]|null>} the others, or null when the address is not among them
 */
export async function withoutEmail(hashes, email) {
  // As the server spells an address before it hashes it.
  const bytes = new TextEncoder().encode(email.trim().toLowerCase());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hashes.includes(hash) ? hashes.filter((one) => one !== hash) : null;
}

/** Parts of sentences that every connector's errors are made of. */
import type { RejectedField } from './errors.ts';

/** Which fields were refused and why, at most three of them by name. */
export function refusals(fields: readonly RejectedField[]): string {
  const shown = fields.slice(0, 3).map((one) => `${one.field} (${shorten(one.message)})`);
  const more = fields.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What a CRM said, at a length people read. */
export function shorten(said: string): string {
  return said.length > 300 ? `${said.slice(0, 299)}…` : said;
}

import { createHash } from 'node:crypto';

/** A short name for an address, always the same for the same. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

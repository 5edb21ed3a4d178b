/** Random secrets of a consent: only their digests are kept. PKCE: https://www.rfc-editor.org/rfc/rfc7636 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits in 43 characters that stand in an address and a cookie as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What `newSecret` gives; anything else was made by somebody else. */
export const isSecretText = (text: string | null): text is string =>
  text !== null && /^[A-Za-z0-9_-]{43}$/.test(text);

export function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The S256 challenge of a verifier. */
export const challengeOf = (verifier: string): string => digest(verifier).toString('base64url');

export function matches(secret: string | null, hash: Buffer | null): boolean {
  return isSecretText(secret) && hash !== null && timingSafeEqual(digest(secret), hash);
}

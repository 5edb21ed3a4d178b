/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). Layout: nonce, ciphertext, tag. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const authTagLength = 16;

export const keyLength = 32;

export function encrypt(key: Buffer, plaintext: Buffer, additionalData: Buffer): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength });
  cipher.setAAD(additionalData);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when anything was altered or the key or additional data are others */
export function decrypt(key: Buffer, sealed: Buffer, additionalData: Buffer): Buffer {
  if (sealed.length < nonceLength + authTagLength) throw new Error('Too short to be a ciphertext.');
  const nonce = sealed.subarray(0, nonceLength);
  const ciphertext = sealed.subarray(nonceLength, -authTagLength);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength });
  decipher.setAAD(additionalData);
  decipher.setAuthTag(sealed.subarray(-authTagLength));
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** Keys that wrap data keys. Asynchronous so that a key management service can stand in. */
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, keyLength } from './aead.ts';
import { SecretError } from './errors.ts';

export interface KeyRing {
  /** The key that wraps from now on; others only unwrap. */
  readonly currentKeyId: string;
  /** Of every key it holds, the current one first. */
  readonly keyIds: readonly string[];
  /** Encrypts a data key with the current key, bound to `context`. */
  wrap(dataKey: Buffer, context: Buffer): Promise<{ keyId: string; wrapped: Buffer }>;
  /** @throws SecretError `unknown_key`, or `cannot_open` when altered or of another context */
  unwrap(keyId: string, wrapped: Buffer, context: Buffer): Promise<Buffer>;
}

/** Of an id: it stands in sealed records and in the environment between commas and colons. */
const idPattern = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * A key ring from `id:base64,id2:base64`, keys of 32 bytes, the current one first. To rotate, put a
 * new key first and keep the old ones until every record was sealed again with `reseal`.
 * @throws SecretError `invalid_key_ring`
 */
export function createKeyRing(text: string): KeyRing {
  const keys = parseKeys(text);
  const [currentKeyId] = keys.keys();
  const current = currentKeyId === undefined ? undefined : keys.get(currentKeyId);
  if (currentKeyId === undefined || !current) throw invalid('it holds no key');
  return {
    currentKeyId,
    keyIds: [...keys.keys()],
    async wrap(dataKey, context) {
      return { keyId: currentKeyId, wrapped: encrypt(current, dataKey, context) };
    },
    async unwrap(keyId, wrapped, context) {
      const key = keys.get(keyId);
      if (!key) {
        throw new SecretError(
          'unknown_key',
          `The key ring has no key "${keyId}", which sealed this record; put it back.`,
        );
      }
      try {
        return decrypt(key, wrapped, context);
      } catch (cause) {
        throw new SecretError('cannot_open', `Key "${keyId}" does not open this record.`, cause);
      }
    },
  };
}

/** A new random key in the form a key ring takes. */
export function generateKey(id: string): string {
  if (!idPattern.test(id)) throw invalid(`"${id}" is no key id`);
  return `${id}:${randomBytes(keyLength).toString('base64')}`;
}

/** In the order given. Faults are told by position: the text itself is secret. */
function parseKeys(text: string): Map<string, Buffer> {
  const keys = new Map<string, Buffer>();
  for (const [index, part] of text.split(',').entries()) {
    const [id = '', encoded = '', ...rest] = part.trim().split(':');
    if (!idPattern.test(id) || rest.length > 0) {
      throw invalid(`entry ${index + 1} is not of the form id:base64`);
    }
    const key = Buffer.from(encoded, 'base64');
    // Node skips what is not base64, so the length alone would accept a mistyped key.
    if (key.length !== keyLength || key.toString('base64') !== encoded) {
      throw invalid(`entry ${index + 1} is not ${keyLength} bytes in base64`);
    }
    if (keys.has(id)) throw invalid(`entry ${index + 1} repeats an earlier id`);
    keys.set(id, key);
  }
  return keys;
}

function invalid(why: string): SecretError {
  return new SecretError('invalid_key_ring', `The key ring cannot be used: ${why}.`);
}

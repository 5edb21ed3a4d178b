/**
 * Envelope encryption of one column of one row. Every record has a data key of its own, wrapped by a
 * key of the ring; both are bound to the record's place, so a ciphertext copied to another row,
 * column or tenant does not open.
 *
 * Format 1: version (1 byte), key id (1-byte length, UTF-8), wrapped data key (2-byte big-endian
 * length), then nonce, ciphertext and tag of the content.
 */
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, keyLength } from './aead.ts';
import { SecretError } from './errors.ts';
import type { KeyRing } from './key-ring.ts';

export interface Place {
  readonly table: string;
  /** Primary key with the organisation's id. */
  readonly row: string;
  readonly column: string;
}

const version = 1;

interface Envelope {
  readonly keyId: string;
  readonly wrapped: Buffer;
  readonly content: Buffer;
}

/** Encrypts text so that only this key ring opens it, only at this place. */
export async function seal(ring: KeyRing, plaintext: string, place: Place): Promise<Buffer> {
  const context = contextOf(place);
  const dataKey = randomBytes(keyLength);
  const { keyId, wrapped } = await ring.wrap(dataKey, context);
  const content = encrypt(dataKey, Buffer.from(plaintext, 'utf8'), context);
  return pack({ keyId, wrapped, content });
}

/** @throws SecretError when it was altered, sealed for another place, or its key is missing */
export async function open(ring: KeyRing, sealed: Buffer, place: Place): Promise<string> {
  const context = contextOf(place);
  const envelope = unpack(sealed);
  const dataKey = await ring.unwrap(envelope.keyId, envelope.wrapped, context);
  try {
    return decrypt(dataKey, envelope.content, context).toString('utf8');
  } catch (cause) {
    throw new SecretError('cannot_open', 'The sealed record was altered.', cause);
  }
}

/**
 * The same record under the ring's current key, or null when it is already. The content is not
 * decrypted.
 * @throws SecretError as `open`
 */
export async function reseal(ring: KeyRing, sealed: Buffer, place: Place): Promise<Buffer | null> {
  const { keyId, wrapped, content } = unpack(sealed);
  if (keyId === ring.currentKeyId) return null;
  const context = contextOf(place);
  const dataKey = await ring.unwrap(keyId, wrapped, context);
  return pack({ ...(await ring.wrap(dataKey, context)), content });
}

/** The key of the ring that a record needs. @throws SecretError when it is no sealed record */
export function keyIdOf(sealed: Buffer): string {
  return unpack(sealed).keyId;
}

/** JSON, because joining the parts with a separator could make two places look alike. */
function contextOf(place: Place): Buffer {
  return Buffer.from(JSON.stringify([version, place.table, place.row, place.column]), 'utf8');
}

function pack({ keyId, wrapped, content }: Envelope): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  const wrappedLength = Buffer.alloc(2);
  wrappedLength.writeUInt16BE(wrapped.length);
  return Buffer.concat([Buffer.from([version, id.length]), id, wrappedLength, wrapped, content]);
}

function unpack(sealed: Buffer): Envelope {
  if (sealed[0] !== version) {
    throw new SecretError('unknown_format', 'The sealed record has a format this version lacks.');
  }
  const idEnd = 2 + (sealed[1] ?? 0);
  if (sealed.length < idEnd + 2) {
    throw new SecretError('cannot_open', 'The sealed record is cut short.');
  }
  const wrappedEnd = idEnd + 2 + sealed.readUInt16BE(idEnd);
  return {
    keyId: sealed.toString('utf8', 2, idEnd),
    wrapped: sealed.subarray(idEnd + 2, wrappedEnd),
    content: sealed.subarray(wrappedEnd),
  };
}

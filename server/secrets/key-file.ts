/** A key ring in a file, which may change while the program runs: nobody restarts to rotate. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { isSecretError, SecretError } from './errors.ts';
import { createKeyRing, generateKey, type KeyRing } from './key-ring.ts';

/** How long a key that was put first in the file may go unnoticed. */
export const keyFileCheckMs = 1_000;

/**
 * The ring that the file holds at the moment: a change is noticed within `keyFileCheckMs`, and at once
 * when a record names a key that is not known. A file that cannot be used leaves the ring as it was.
 * @throws SecretError `invalid_key_ring`, or the system's error, when it cannot be used at first
 */
export function openKeyFile(file: string, logger?: Pick<Logger, 'info' | 'warn'>): KeyRing {
  let ring = read(file);
  let version = versionOf(file);
  let checkedAt = performance.now();

  function reload(): void {
    checkedAt = performance.now();
    const found = versionOf(file);
    if (found === version) return;
    version = found;
    try {
      ring = read(file);
      logger?.info({ keyIds: ring.keyIds }, 'the encryption keys were read again');
    } catch (error) {
      // The error names positions and ids, never keys.
      logger?.warn({ err: error, file }, 'the changed encryption keys cannot be used');
    }
  }
  function current(): KeyRing {
    if (performance.now() - checkedAt >= keyFileCheckMs) reload();
    return ring;
  }

  return {
    get currentKeyId() {
      return current().currentKeyId;
    },
    get keyIds() {
      return current().keyIds;
    },
    wrap: (dataKey, context) => current().wrap(dataKey, context),
    async unwrap(keyId, wrapped, context) {
      if (!current().keyIds.includes(keyId)) reload();
      return ring.unwrap(keyId, wrapped, context);
    },
  };
}

/**
 * Puts a new key first in the file, in one step: a reader sees the old text or the new one.
 * @returns the id of the new key
 * @throws SecretError when the file holds no key ring, or somebody else is changing it
 */
export function addKey(file: string, id: string): string {
  const draft = `${file}.new`;
  const text = readText(file);
  const extended = `${generateKey(id)},${text}`;
  createKeyRing(extended);
  try {
    writeFileSync(draft, `${extended}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new SecretError(
      'invalid_key_ring',
      `${draft} is there already: somebody else changes the keys, or was stopped while doing so. Remove that file and try again.`,
      cause,
    );
  }
  try {
    // Between reading and claiming the draft somebody else may have come and gone.
    if (readText(file) !== text) {
      throw new SecretError('invalid_key_ring', `${file} has just been changed. Try again.`);
    }
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return id;
}

function read(file: string): KeyRing {
  try {
    return createKeyRing(readText(file));
  } catch (error) {
    if (!isSecretError(error)) throw error;
    throw new SecretError(error.code, `${file}: ${error.message}`, error);
  }
}

function readText(file: string): string {
  return readFileSync(file, 'utf8').trim();
}

/** Null while there is none. */
function versionOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.ino}/${found.size}/${found.mtimeMs}` : null;
}

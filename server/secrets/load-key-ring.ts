import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createKeyRing, generateKey, type KeyRing } from './key-ring.ts';
import type { Secret } from './secret.ts';

/**
 * The key ring from the configuration; without one, from `DATA_DIR/keys/encryption.keys`, made on
 * first use and readable by the owner alone. Whoever backs up the embedded database must keep that
 * file too, elsewhere: without it the stored CRM credentials cannot be opened.
 * @throws SecretError `invalid_key_ring`
 */
export function loadKeyRing(
  settings: { readonly encryptionKeys: Secret | null; readonly dataDir: string },
  logger?: Pick<Logger, 'info'>,
): KeyRing {
  if (settings.encryptionKeys) return createKeyRing(settings.encryptionKeys.reveal());
  const directory = join(settings.dataDir, 'keys');
  const file = join(directory, 'encryption.keys');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const existing = readIfThere(file);
  if (existing !== null) return createKeyRing(existing);

  // Linked into place complete, so that a process starting beside this one never reads half a key
  // and never replaces one that is in use.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${generateKey('local-1')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    logger?.info({ file }, 'made an encryption key for CRM credentials; keep a copy of it');
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return createKeyRing(readFileSync(file, 'utf8').trim());
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

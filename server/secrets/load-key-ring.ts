import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { openKeyFile } from './key-file.ts';
import { createKeyRing, generateKey, type KeyRing } from './key-ring.ts';
import type { Secret } from './secret.ts';

export interface KeySettings {
  readonly encryptionKeys: Secret | null;
  readonly encryptionKeysFile?: string | null;
  readonly dataDir: string;
}

/**
 * The key ring from the configuration, or from the file that it names; without either, from
 * `DATA_DIR/keys/encryption.keys`, made on first use and readable by the owner alone. Whoever backs up
 * the embedded database must keep that file too, elsewhere: without it the stored CRM credentials
 * cannot be opened.
 * @throws SecretError `invalid_key_ring`
 */
export function loadKeyRing(
  settings: KeySettings,
  logger?: Pick<Logger, 'info' | 'warn'>,
): KeyRing {
  if (settings.encryptionKeys) return createKeyRing(settings.encryptionKeys.reveal());
  if (settings.encryptionKeysFile) return openKeyFile(settings.encryptionKeysFile, logger);
  const file = join(keyDirectory(settings.dataDir), 'encryption.keys');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) makeKeyFile(file, logger);
  return openKeyFile(file, logger);
}

/** Where the embedded database's own key is, and where its rotation is asked for. */
export function keyDirectory(dataDir: string): string {
  return join(dataDir, 'keys');
}

/** The file that holds the keys; null where the environment does. */
export function keyFileOf(settings: KeySettings): string | null {
  if (settings.encryptionKeys) return null;
  return settings.encryptionKeysFile ?? join(keyDirectory(settings.dataDir), 'encryption.keys');
}

/**
 * Linked into place complete, so that a process starting beside this one never reads half a key and
 * never replaces one that is in use.
 */
function makeKeyFile(file: string, logger?: Pick<Logger, 'info'>): void {
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
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

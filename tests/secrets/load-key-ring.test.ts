import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { open, seal } from '../../server/secrets/envelope.ts';
import { generateKey } from '../../server/secrets/key-ring.ts';
import { loadKeyRing } from '../../server/secrets/load-key-ring.ts';
import { Secret } from '../../server/secrets/secret.ts';

const place = { table: 't', row: 'r', column: 'c' };

describe('the key ring of an installation', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'smartsync-keys-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('is the configured one, and then no file is made', () => {
    const ring = loadKeyRing({ encryptionKeys: new Secret(generateKey('from-env')), dataDir });
    expect(ring.currentKeyId).toBe('from-env');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is made once when none is configured, for the owner alone', async () => {
    const said: string[] = [];
    const say = (_details: object, message?: string) => said.push(message ?? '');
    const logger = { info: say, warn: say };
    const first = loadKeyRing({ encryptionKeys: null, dataDir }, logger);
    const again = loadKeyRing({ encryptionKeys: null, dataDir }, logger);
    expect(await open(again, await seal(first, 'kept', place), place)).toBe('kept');
    expect(said).toEqual(['made an encryption key for CRM credentials; keep a copy of it']);
    expect(readdirSync(join(dataDir, 'keys'))).toEqual(['encryption.keys']);
    expect(statSync(join(dataDir, 'keys/encryption.keys')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700);
  });
});

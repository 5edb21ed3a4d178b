import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyIdOf, open, seal } from '../../server/secrets/envelope.ts';
import { addKey, keyFileCheckMs, openKeyFile } from '../../server/secrets/key-file.ts';
import { createKeyRing, generateKey } from '../../server/secrets/key-ring.ts';

const place = { table: 't', row: 'r', column: 'c' };

describe('a key ring in a file', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'smartsync-key-file-'));
    file = join(directory, 'keys');
    writeFileSync(file, `${generateKey('old')}\n`);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('opens at once what another process sealed with a key that was added meanwhile', async () => {
    const ring = openKeyFile(file);
    addKey(file, 'new');
    const elsewhere = createKeyRing(readFileSync(file, 'utf8').trim());
    const sealed = await seal(elsewhere, 'kept', place);
    expect(keyIdOf(sealed)).toBe('new');
    expect(await open(ring, sealed, place)).toBe('kept');
  });

  it('seals with the key that was put first, a little later, and still opens the older records', async () => {
    const ring = openKeyFile(file);
    const before = await seal(ring, 'kept', place);
    addKey(file, 'new');
    await delay(keyFileCheckMs + 50);
    expect(ring.currentKeyId).toBe('new');
    expect(ring.keyIds).toEqual(['new', 'old']);
    expect(keyIdOf(await seal(ring, 'kept', place))).toBe('new');
    expect(await open(ring, before, place)).toBe('kept');
  });

  it.each(['', 'nonsense', 'a:b', 'old:AAAA'])(
    'goes on with the keys it has when the file becomes %j',
    async (text) => {
      const warnings: unknown[] = [];
      const note = (details: unknown) => warnings.push(details);
      const ring = openKeyFile(file, { info: note, warn: note });
      const sealed = await seal(ring, 'kept', place);
      writeFileSync(file, text);
      await delay(keyFileCheckMs + 50);
      expect(ring.currentKeyId).toBe('old');
      expect(await open(ring, sealed, place)).toBe('kept');
      expect(warnings).toHaveLength(1);
    },
  );

  it('goes on when the file is gone, and takes it up again when it is back', async () => {
    const ring = openKeyFile(file);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    await delay(keyFileCheckMs + 50);
    expect(ring.currentKeyId).toBe('old');
    writeFileSync(file, `${generateKey('new')},${text}`);
    await delay(keyFileCheckMs + 50);
    expect(ring.currentKeyId).toBe('new');
  });

  it('is refused at the start when it holds no keys, naming the file and none of its text', () => {
    writeFileSync(file, 'key-1:c2VjcmV0');
    expect(() => openKeyFile(file)).toThrow(file);
    expect(() => openKeyFile(file)).not.toThrow('c2VjcmV0');
  });

  it('takes one change at a time', () => {
    writeFileSync(`${file}.new`, '');
    expect(() => addKey(file, 'new')).toThrow('is there already');
    expect(openKeyFile(file).keyIds).toEqual(['old']);
  });
});

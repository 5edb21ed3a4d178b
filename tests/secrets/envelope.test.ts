import { describe, expect, it } from 'vitest';
import { open, reseal, seal } from '../../server/secrets/envelope.ts';
import { isSecretError, type SecretErrorCode } from '../../server/secrets/errors.ts';
import { createKeyRing, generateKey } from '../../server/secrets/key-ring.ts';

const key = generateKey('a');
const ring = createKeyRing(key);
const place = { table: 'crm_integrations', row: 'org/1', column: 'credentials' };
const content = 'pat-na1-ünïcode-🔑';

async function codeOf(promise: Promise<unknown>): Promise<SecretErrorCode | 'opened'> {
  try {
    await promise;
    return 'opened';
  } catch (error) {
    if (isSecretError(error)) return error.code;
    throw error;
  }
}

describe('a sealed record', () => {
  it('opens at its place with the same text', async () => {
    expect(await open(ring, await seal(ring, content, place), place)).toBe(content);
    expect(await open(ring, await seal(ring, '', place), place)).toBe('');
  });

  it('shows nothing of its content and differs every time', async () => {
    const first = await seal(ring, content, place);
    const second = await seal(ring, content, place);
    expect(first.includes(Buffer.from('pat-na1'))).toBe(false);
    expect(first.equals(second)).toBe(false);
  });

  it.each([
    ['row', { ...place, row: 'org/2' }],
    ['column', { ...place, column: 'other' }],
    ['table', { ...place, table: 'other' }],
    ['tenant', { ...place, row: 'org2/1' }],
  ])('does not open after a copy to another %s', async (_what, elsewhere) => {
    const sealed = await seal(ring, content, place);
    expect(await codeOf(open(ring, sealed, elsewhere))).toBe('cannot_open');
  });

  it('does not open at a place whose parts only read alike when joined', async () => {
    const sealed = await seal(ring, content, { table: 't', row: 'a","b', column: 'c' });
    expect(await codeOf(open(ring, sealed, { table: 't', row: 'a', column: 'b","c' }))).toBe(
      'cannot_open',
    );
  });

  it('does not open with any byte changed or cut off', async () => {
    const sealed = await seal(ring, 'x', place);
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(await codeOf(open(ring, altered, place))).not.toBe('opened');
      expect(await codeOf(open(ring, sealed.subarray(0, index), place))).not.toBe('opened');
    }
  });

  it('of a format to come is refused as such', async () => {
    const sealed = await seal(ring, content, place);
    sealed[0] = 2;
    expect(await codeOf(open(ring, sealed, place))).toBe('unknown_format');
  });
});

describe('rotation', () => {
  const newer = generateKey('b');
  const both = createKeyRing(`${newer},${key}`);

  it('opens old records and seals new ones with the first key', async () => {
    const old = await seal(ring, content, place);
    expect(await open(both, old, place)).toBe(content);
    const fresh = await seal(both, content, place);
    expect(await open(createKeyRing(newer), fresh, place)).toBe(content);
  });

  it('reseals an old record so that the old key can go', async () => {
    const resealed = await reseal(both, await seal(ring, content, place), place);
    expect(resealed).not.toBeNull();
    expect(await open(createKeyRing(newer), resealed ?? Buffer.alloc(0), place)).toBe(content);
  });

  it('leaves a current record alone', async () => {
    expect(await reseal(both, await seal(both, content, place), place)).toBeNull();
  });

  it('names the key that is missing', async () => {
    const old = await seal(ring, content, place);
    await expect(open(createKeyRing(newer), old, place)).rejects.toThrow(/no key "a"/);
  });
});

describe('a key ring', () => {
  it.each([
    ['nothing', ''],
    ['a key without id', Buffer.alloc(32).toString('base64')],
    ['a short key', `a:${Buffer.alloc(16).toString('base64')}`],
    ['a mistyped key', `${key.slice(0, 10)}*${key.slice(10)}`],
    ['the same id twice', `${key},${generateKey('a')}`],
    ['a trailing comma', `${key},`],
  ])('refuses %s without repeating it', (_what, text) => {
    expect(() => createKeyRing(text)).toThrow(/^The key ring cannot be used: /);
    try {
      createKeyRing(text);
    } catch (error) {
      expect(String(error)).not.toContain(key.split(':')[1]);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toJsonb, toText } from '../../server/store/json.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe.each(databases)('odd text on $name', ({ openEmpty }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openEmpty();
  });
  afterAll(() => database.close());

  const odd = [
    'NUL \0 inside',
    'half a pair \ud83d alone',
    'the other half \udc00 alone',
    'written out \\u0000 and \\\\u0000',
    '🙂 שלום',
    'x'.repeat(10_000),
  ];

  it.each(odd)('is stored in jsonb, as value and as key: %j', async (text) => {
    const value = { list: [text], [text]: { nested: text }, none: null };
    const [row] = await database.asOwner<{ value: unknown }>('select $1::jsonb as value', [
      toJsonb(value),
    ]);
    const stored = toText(text);
    expect(row?.value).toEqual({ list: [stored], [stored]: { nested: stored }, none: null });
  });

  it.each(odd)('is stored as text: %j', async (text) => {
    const [row] = await database.asOwner<{ value: string }>('select $1::text as value', [
      toText(text),
    ]);
    expect(row?.value).toBe(toText(text));
  });

  it('that Postgres can store stays as it is', () => {
    expect(toText('a\u0001\n🙂')).toBe('a\u0001\n🙂');
    expect(toText('a\0b\ud83d')).toBe('a\ufffdb\ufffd');
  });
});

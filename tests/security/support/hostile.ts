/** Values that break parsers, databases, look-up tables and paths. */
import fc from 'fast-check';

const texts = [
  '',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\u202e',
  '\u200b',
  '__proto__',
  'constructor',
  'valueOf',
  '..',
  '../..',
  '%00',
  '%',
  '\r\nX: y',
  '9'.repeat(400),
  '1e999',
  'x'.repeat(5_000),
  "' or 1=1 --",
  'http://127.0.0.1/',
  '1001',
];

export const hostileText = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

export const hostileValue = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 0, 1.5, 1e21, 2 ** 53 + 2, -(2 ** 53) - 2, 1e308),
  fc.jsonValue({ maxDepth: 2 }),
);

/** What is right four times of five, so that the attack gets past the first check. */
export const orHostile = <T>(good: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: good as fc.Arbitrary<unknown>, weight: 4 }, hostileValue);

/** Whole bodies that no schema sees, or that sees something odd. */
export const hostileBody = fc.constantFrom(
  '',
  ' ',
  '{',
  'null',
  '0',
  '"text"',
  '[]',
  '[null]',
  '{}',
  '\ufeff{}',
  '['.repeat(400_000),
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  '1'.repeat(900_000),
  '{"__proto__":{"mode":"write"},"idempotencyKey":"12345678"}',
  '{"constructor":{"prototype":{"mode":"write"}}}',
  '{"a":1e400}',
);

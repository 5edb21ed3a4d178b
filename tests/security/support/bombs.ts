/** Bodies that are small on the wire and large in memory, or never come to an end. */
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';

const zeros = Buffer.alloc(40_000_000);
const json = Buffer.from(`{"a":"${'x'.repeat(20_000_000)}"}`);

export interface Bomb {
  readonly name: string;
  readonly encoding: string | null;
  readonly body: Buffer;
}

const quick = { level: 1 };

export const compressionBombs: readonly Bomb[] = [
  { name: 'zeros in gzip', encoding: 'gzip', body: gzipSync(zeros, quick) },
  { name: 'JSON in gzip', encoding: 'gzip', body: gzipSync(json, quick) },
  { name: 'gzip in gzip', encoding: 'gzip, gzip', body: gzipSync(gzipSync(zeros, quick)) },
  { name: 'gzip under its old name', encoding: 'x-gzip', body: gzipSync(zeros, quick) },
  { name: 'deflate', encoding: 'deflate', body: deflateSync(zeros, quick) },
  { name: 'deflate without a head', encoding: 'deflate', body: deflateRawSync(zeros, quick) },
  {
    name: 'brotli',
    encoding: 'br',
    body: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  },
  { name: 'zstd', encoding: 'zstd', body: zstdCompressSync(zeros) },
  { name: 'gzip cut short', encoding: 'gzip', body: gzipSync(zeros, quick).subarray(0, 5_000) },
  { name: 'gzip that is none', encoding: 'gzip', body: Buffer.from('no gzip at all') },
];

/** JSON that costs more to read than it says. */
export const jsonBombs: readonly Bomb[] = (
  [
    ['lists nested deep', '['.repeat(90_000)],
    ['lists nested and closed', `${'['.repeat(45_000)}${']'.repeat(45_000)}`],
    ['objects nested deep', `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`],
    ['a number without end', '9'.repeat(90_000)],
    ['an exponent without end', `1e${'9'.repeat(90_000)}`],
    ['names without end', `{${Array.from({ length: 9_000 }, (_, n) => `"k${n}":1`).join()}}`],
    ['one name again and again', `{${'"a":1,'.repeat(14_000)}"a":1}`],
    ['a body above the limit', `{"a":"${'x'.repeat(2_000_000)}"}`],
  ] as const
).map(([name, text]) => ({ name, encoding: null, body: Buffer.from(text) }));

/** Reading an answer's body: decompressed, within a cap, decoded to text. */
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { FetchFailed, FetchTooLarge } from './errors.ts';

/** What we can undo; sent as `Accept-Encoding`. */
export const acceptedEncodings = 'gzip, br';

function decompressor(encoding: string): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new FetchFailed(
        `The answer is encoded as ${encoding}, which we did not ask for.`,
        'answer',
      );
  }
}

export interface BodyLimit {
  /** Decoded bytes: what counts is what ends up in memory, so a compressed bomb gains nothing. */
  readonly maxBytes: number;
  /** Keep the first `maxBytes` instead of failing. */
  readonly truncate: boolean;
}

/**
 * The decoded bytes of the body. The source is destroyed as soon as the cap is passed.
 * @throws FetchTooLarge above the cap, unless `truncate`
 * @throws FetchFailed when the encoding is unknown or corrupt
 */
export async function readBody(
  source: Readable,
  contentEncoding: string,
  limit: BodyLimit,
): Promise<Buffer> {
  let decoded: Readable = source;
  try {
    const transform = decompressor(contentEncoding);
    // Errors of either stream surface in the iteration below.
    if (transform) decoded = pipeline(source, transform, () => undefined);
  } catch (error) {
    source.on('error', () => undefined).destroy();
    throw error;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decoded) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > limit.maxBytes) {
        if (!limit.truncate) {
          throw new FetchTooLarge(`The answer is larger than ${limit.maxBytes} bytes.`);
        }
        chunks.push(bytes.subarray(0, bytes.length - (size - limit.maxBytes)));
        break;
      }
      chunks.push(bytes);
    }
  } catch (error) {
    if (isZlibError(error)) {
      throw new FetchFailed('The answer is compressed and broken.', 'answer', { cause: error });
    }
    throw error;
  } finally {
    source.on('error', () => undefined).destroy();
  }
  return Buffer.concat(chunks);
}

function isZlibError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR');
}

/**
 * Text of an HTML or JSON body. Charset from the header, else a byte order mark, else the document's
 * own `<meta charset>` in its first kilobyte, else UTF-8: the order of the HTML standard,
 * https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
 */
export function decodeText(bytes: Buffer, contentType: string): string {
  const declared =
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ??
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(
      bytes.subarray(0, 1024).toString('latin1'),
    )?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8').decode(bytes);
  } catch {
    // A charset nobody knows: UTF-8 loses at most some characters.
    return new TextDecoder('utf-8').decode(bytes);
  }
}

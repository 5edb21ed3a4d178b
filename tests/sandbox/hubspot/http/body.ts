import type { IncomingMessage } from 'node:http';
import { HubSpotError, invalidJson } from './errors.ts';

/** The body as sent. Throws HubSpot's 413 above the limit. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped: a caller still sending would not see the answer otherwise.
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) {
    throw new HubSpotError(413, {
      message: `The request body has ${size} bytes; at most ${maxBytes} are allowed.`,
      category: 'VALIDATION_ERROR',
    });
  }
  return Buffer.concat(chunks);
}

/** Throws 415 for another content type and 400 for text that is not JSON. */
export function parseJson(raw: Buffer, contentType: string | undefined): unknown {
  if (raw.length === 0) return undefined;
  requireContentType('application/json', contentType);
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch (error) {
    throw invalidJson(error instanceof Error ? error.message : 'unreadable');
  }
}

/** Throws 415 for anything but form fields: the token endpoints take no JSON. */
export function parseForm(raw: Buffer, contentType: string | undefined): URLSearchParams {
  requireContentType('application/x-www-form-urlencoded', contentType);
  return new URLSearchParams(raw.toString('utf8'));
}

function requireContentType(wanted: string, contentType: string | undefined): void {
  if (contentType?.split(';')[0]?.trim().toLowerCase() === wanted) return;
  throw new HubSpotError(415, {
    message: `HTTP 415 Unsupported Media Type. Expected ${wanted}`,
    category: 'VALIDATION_ERROR',
  });
}

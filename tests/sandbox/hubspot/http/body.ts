import { HubSpotError, invalidJson } from './errors.ts';

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

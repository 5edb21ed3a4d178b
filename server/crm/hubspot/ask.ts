import { hubspotError } from './errors.ts';

interface Question {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly accessToken?: string;
  /** One of the two at most. */
  readonly json?: object;
  readonly form?: Readonly<Record<string, string>>;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; null where it is no JSON. */
  readonly body: unknown;
}

/**
 * One call outside the official client, which has no deadline on these paths and drops half of what
 * they answer. No token follows a redirect.
 * @throws CrmError `transient` when there is no answer within `timeoutMs` milliseconds
 */
export async function ask(
  address: URL,
  { method = 'GET', accessToken, json, form }: Question,
  timeoutMs: number,
): Promise<PlainAnswer> {
  try {
    const response = await fetch(address, {
      method,
      headers: {
        ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
        ...(json && { 'content-type': 'application/json' }),
      },
      body: json ? JSON.stringify(json) : form && new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: parsed(text),
    };
  } catch (error) {
    throw hubspotError({ status: 503, body: null, cause: error });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

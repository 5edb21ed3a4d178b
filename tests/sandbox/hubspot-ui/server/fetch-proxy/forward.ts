/** One try at the app's server. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { maxBodyBytes } from './call.ts';
import { type FetchAnswer, FetchRefusal } from './envelope.ts';

/** Hop by hop, or not given to cards. */
const withheld = new Set(['connection', 'keep-alive', 'set-cookie', 'transfer-encoding']);

export interface Outgoing {
  /** Where the app's server listens on this machine: an http origin. */
  readonly target: string;
  /** As the app knows itself; its path and query are asked, its host is named in the Host header. */
  readonly url: URL;
  readonly method: string;
  readonly rawBody: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends a call and reads the whole answer. Redirects are not followed, cookies neither sent nor kept.
 * @throws FetchRefusal for an answer beyond the limit, else what the socket or `signal` threw
 */
export function forward(outgoing: Outgoing, signal: AbortSignal): Promise<FetchAnswer> {
  const { target, url, method, rawBody, headers } = outgoing;
  const body = Buffer.from(rawBody);
  const bodyHeaders =
    body.length > 0
      ? { 'Content-Type': 'application/json', 'Content-Length': String(body.length) }
      : {};
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${target}${url.pathname}${url.search}`, {
      method,
      headers: { ...headers, ...bodyHeaders, Host: url.host, Accept: 'application/json, */*' },
      signal,
    });
    request.on('error', reject);
    request.on('response', (response) => read(response).then(resolve, reject));
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<FetchAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBodyBytes) {
      response.destroy();
      throw new FetchRefusal(
        502,
        'BAD_GATEWAY',
        `The response body is larger than ${maxBodyBytes} bytes`,
      );
    }
    parts.push(part);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && !withheld.has(name)) headers[name] = String(value);
  }
  return {
    status: response.statusCode ?? 0,
    headers,
    body: Buffer.concat(parts).toString('utf8'),
  };
}

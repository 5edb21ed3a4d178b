/**
 * The only way this server asks the outside world about a company. It asks and changes nothing: GET,
 * and POST for searches that are put in a body. Refuses everything that is not a public web address,
 * before connecting and again on every redirect.
 */
import ipaddr from 'ipaddr.js';
import { Agent, type Dispatcher, request } from 'undici';
import { isPublicAddress } from './addresses.ts';
import { acceptedEncodings, decodeText, readBody } from './body.ts';
import { FetchFailed, FetchRefused, FetchTimeout, isFetchError } from './errors.ts';
import { guardedLookup, type Resolver, systemResolver } from './lookup.ts';

export interface FetcherOptions {
  readonly userAgent?: string;
  /** Decoded bytes per answer. */
  readonly maxBytes?: number;
  /** Milliseconds for one `get`, redirects included. */
  readonly timeoutMs?: number;
  /**
   * Origins named by the operator's own configuration (an API base, perhaps a stand-in on loopback).
   * Only these skip the address and port check.
   */
  readonly trustedOrigins?: Iterable<string>;
  /**
   * Sandbox only: where company websites under a reserved name (.example, .test, .invalid; RFC 2606)
   * are served. The original host travels in the `Host` header. All other hosts keep the guard.
   */
  readonly siteOrigin?: string | null;
  readonly resolve?: Resolver;
}

export interface GetOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Keep what fits instead of failing with FetchTooLarge. */
  readonly truncate?: boolean;
  /** Refuse a successful answer of any other type. */
  readonly accept?: 'html' | 'json' | 'text' | 'xml';
  /** A question that the source takes in the body of a POST; a redirect of it is not followed. */
  readonly json?: unknown;
  /** Asked before each redirect is followed; what it throws ends the request. */
  readonly beforeRedirect?: (to: string) => Promise<void>;
}

export interface FetchedText {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Fetcher {
  /** Whom we say we are. */
  readonly userAgent: string;
  /**
   * Any HTTP status is an answer; only getting none is an error.
   * @throws FetchRefused, FetchTooLarge, FetchTimeout, FetchFailed
   */
  get(url: string, options?: GetOptions): Promise<FetchedText>;
  close(): Promise<void>;
}

const defaultUserAgent = 'oppSpotBot/1.0 (+https://oppspot.example/bot)';
const maxRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

const acceptHeader = {
  html: 'text/html, application/xhtml+xml;q=0.9',
  json: 'application/json',
  text: 'text/plain, */*;q=0.1',
  xml: 'application/xhtml+xml, application/xml;q=0.9, text/xml;q=0.9',
} as const;
const acceptedType = {
  html: /^(text\/html|application\/xhtml\+xml)\b/i,
  json: /^application\/([\w.+-]+\+)?json\b|^text\/json\b/i,
  text: /^text\//i,
  xml: /^(application|text)\/([\w.+-]+\+)?xml\b|^text\/html\b/i,
} as const;

/** @throws TypeError when `siteOrigin` or a trusted origin is not a URL */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const userAgent = options.userAgent ?? defaultUserAgent;
  const trusted = new Set([...(options.trustedOrigins ?? [])].map((url) => new URL(url).origin));
  const siteOrigin = options.siteOrigin ? new URL(options.siteOrigin).origin : null;
  // HTTP/2 would hide the Host header that the sandbox needs and buys nothing for single requests.
  const shared: Agent.Options = { allowH2: false, maxHeaderSize: 32_768, keepAliveTimeout: 4_000 };
  const plain = new Agent(shared);
  const guarded = new Agent({
    ...shared,
    connect: { lookup: guardedLookup(options.resolve ?? systemResolver) },
  });

  /** Which URL to ask, over which agent. @throws FetchRefused */
  function target(url: URL): { url: URL; host: string | null; dispatcher: Dispatcher } {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new FetchRefused(`Only web addresses are asked, not ${url.protocol}`);
    }
    if (url.username !== '' || url.password !== '') {
      throw new FetchRefused('An address with a user name or password in it is not asked.');
    }
    if (trusted.has(url.origin)) return { url, host: null, dispatcher: plain };
    // The URL parser drops the default port of the scheme, so only the crossed pair is named here.
    if (url.port !== '' && url.port !== '80' && url.port !== '443') {
      throw new FetchRefused(`Port ${url.port} of an outside host is not asked.`);
    }
    if (siteOrigin && isReservedName(url.hostname)) {
      const local = new URL(url.pathname + url.search, siteOrigin);
      return { url: local, host: url.host, dispatcher: plain };
    }
    // Sockets do not look up a literal address, so it is checked here.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(literal) && !isPublicAddress(literal)) {
      throw new FetchRefused(`${url.hostname} is not an address on the public internet.`);
    }
    return { url, host: null, dispatcher: guarded };
  }

  async function get(start: string, get: GetOptions = {}): Promise<FetchedText> {
    const deadline = AbortSignal.timeout(get.timeoutMs ?? options.timeoutMs ?? 4_000);
    const signal = get.signal ? AbortSignal.any([deadline, get.signal]) : deadline;
    let url = parse(start);
    try {
      for (let hop = 0; hop <= maxRedirects; hop++) {
        const { url: asked, host, dispatcher } = target(url);
        const answer = await untilAborted(
          request(asked, {
            dispatcher,
            signal,
            ...(get.json !== undefined && { method: 'POST', body: JSON.stringify(get.json) }),
            headers: {
              'user-agent': userAgent,
              accept: acceptHeader[get.accept ?? 'text'],
              'accept-encoding': acceptedEncodings,
              ...(get.json !== undefined && { 'content-type': 'application/json' }),
              // Credentials go to the origin they were meant for, never along a redirect.
              ...(url.origin === new URL(start).origin ? get.headers : {}),
              ...(host ? { host } : {}),
            },
          }),
          signal,
        );
        const headers = flat(answer.headers);
        if (redirectStatuses.has(answer.statusCode)) {
          answer.body.on('error', () => undefined).destroy();
          if (get.json !== undefined) {
            throw new FetchFailed('A redirect of a posted question is not followed.', 'answer');
          }
          url = redirectTarget(url, headers.location);
          await get.beforeRedirect?.(url.href);
          continue;
        }
        const contentType = headers['content-type'] ?? '';
        const wanted = get.accept && acceptedType[get.accept];
        if (wanted && answer.statusCode < 300 && !wanted.test(contentType)) {
          answer.body.on('error', () => undefined).destroy();
          const type = contentType.split(';', 1)[0] || 'an unnamed type';
          throw new FetchFailed(`The answer is ${type}, not ${get.accept}.`, 'answer');
        }
        const bytes = await readBody(answer.body, headers['content-encoding'] ?? '', {
          maxBytes: get.maxBytes ?? options.maxBytes ?? 2_000_000,
          truncate: get.truncate ?? false,
        });
        return {
          status: answer.statusCode,
          url: url.href,
          headers,
          text: decodeText(bytes, contentType),
        };
      }
      throw new FetchFailed(`More than ${maxRedirects} redirects.`, 'answer');
    } catch (error) {
      throw typed(error, url, signal);
    }
  }

  return {
    userAgent,
    get,
    close: async () => {
      await Promise.all([plain.destroy(), guarded.destroy()]);
    },
  };
}

/** Names that can never belong to a real company: https://www.rfc-editor.org/rfc/rfc2606 */
function isReservedName(hostname: string): boolean {
  return /\.(example|test|invalid)\.?$/.test(hostname);
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new FetchRefused('That is not a web address.', { cause });
  }
}

function redirectTarget(from: URL, location: string | undefined): URL {
  if (!location || !URL.canParse(location, from.href)) {
    throw new FetchFailed('A redirect leads nowhere.', 'answer');
  }
  const to = new URL(location, from);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new FetchRefused('A redirect from a secure to an insecure address is not followed.');
  }
  return to;
}

/** Header names are lower case already; of a repeated header the values are joined. */
function flat(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}

/** A name resolution in progress does not hear the signal, so the wait for it is cut here. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function typed(error: unknown, url: URL, signal: AbortSignal): Error {
  if (isFetchError(error)) return error;
  if (signal.aborted) {
    return new FetchTimeout(`${url.host} did not answer in time.`, { cause: error });
  }
  return new FetchFailed(`${url.host} could not be reached.`, 'network', { cause: error });
}

/** The card routes as a script: each question takes the next answer written for it. */
import { onTestFinished, vi } from 'vitest';
import type { CardError } from '../../../shared/contract/answer.ts';
import type { CardOwners, CardState, RunAnswer } from '../../../shared/contract/card.ts';

export interface Question {
  /** `owners`, `state`, `enrich`, `watch`, `apply`, `discard`, `undo` or `tasks`. */
  readonly about: string;
  readonly method: string;
  /** With the query. */
  /** Without the language, which every question carries. */
  readonly path: string;
  readonly language: string | null;
  readonly body: unknown;
  readonly timeout: number | undefined;
}

/** What HubSpot hands the card: an answer, an answer that never comes, or a rejection. */
export type Reply = () => Response | Promise<Response>;

export interface CardServer {
  readonly asked: Question[];
  /** Asked without an answer in the script. */
  readonly unexpected: Question[];
  /** The next answers to questions of this kind, in order. */
  on(about: string, ...replies: Reply[]): CardServer;
  /** Questions of this kind so far. */
  about(kind: string): Question[];
}

const kinds: readonly (readonly [about: string, method: string, path: RegExp])[] = [
  ['owners', 'GET', /^\/hubspot\/cards\/owners$/],
  ['state', 'GET', /^\/hubspot\/cards\/(contact|company)\/\d+$/],
  ['enrich', 'POST', /^\/hubspot\/cards\/(contact|company)\/\d+\/enrich$/],
  ['watch', 'GET', /^\/hubspot\/cards\/contact\/\d+\/runs\/[^/]+\?seen=\d+$/],
  ['apply', 'POST', /\/runs\/[^/]+\/apply$/],
  ['discard', 'POST', /\/runs\/[^/]+\/discard$/],
  ['undo', 'POST', /\/runs\/[^/]+\/undo$/],
  ['tasks', 'POST', /\/runs\/[^/]+\/tasks$/],
];

/** In place until the test ends, which fails when the card asked for more than the script says. */
export function cardServer(): CardServer {
  const script = new Map<string, Reply[]>();
  const server: CardServer = {
    asked: [],
    unexpected: [],
    on(about, ...replies) {
      script.set(about, [...(script.get(about) ?? []), ...replies]);
      return server;
    },
    about: (kind) => server.asked.filter(({ about }) => about === kind),
  };

  async function hsFetch(url: string, options: Record<string, unknown> = {}): Promise<Response> {
    const address = new URL(url);
    const method = String(options.method ?? 'GET');
    const language = address.searchParams.get('language');
    address.searchParams.delete('language');
    const path = `${address.pathname}${address.search}`;
    const about =
      address.origin === appOrigin && options.headers === undefined
        ? kinds.find(([, verb, shape]) => verb === method && shape.test(path))?.[0]
        : undefined;
    const question: Question = {
      about: about ?? 'nothing the server knows',
      method,
      path,
      language,
      // What crosses HubSpot is JSON.
      body: options.body === undefined ? undefined : JSON.parse(JSON.stringify(options.body)),
      timeout: options.timeout as number | undefined,
    };
    server.asked.push(question);
    const reply = script.get(question.about)?.shift();
    if (reply) return reply();
    // Names are a nicety: a card does without them.
    if (question.about === 'owners') return never();
    server.unexpected.push(question);
    return never();
  }

  vi.stubGlobal('self', { ...globalThis, hsFetch });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    if (server.unexpected.length > 0) {
      throw new Error(`Not in the script: ${JSON.stringify(server.unexpected)}`);
    }
  });
  return server;
}

export const appOrigin = 'https://smartsync.oppspot.example';

export const ok =
  (data: CardState | RunAnswer | CardOwners): Reply =>
  () =>
    Response.json({ ok: true, data });

export const refused =
  (error: CardError): Reply =>
  () =>
    Response.json({ ok: false, error });

export const status =
  (code: number, body = 'Bad gateway', headers: Record<string, string> = {}): Reply =>
  () =>
    new Response(body, { status: code, headers });

/** The connection is cut. */
export const cut: Reply = () => Promise.reject(new Error('Failed to fetch'));

/** Under way until the test ends. */
export const never = () => new Promise<Response>(() => {});

export interface HeldReply {
  readonly reply: Reply;
  /** Lets it arrive. */
  release(data: CardState | RunAnswer): void;
}

/** An answer that arrives when the test says so. */
export function held(): HeldReply {
  let arrive: (response: Response) => void = () => {};
  const response = new Promise<Response>((resolve) => {
    arrive = resolve;
  });
  return {
    reply: () => response,
    release: (data) => arrive(Response.json({ ok: true, data })),
  };
}

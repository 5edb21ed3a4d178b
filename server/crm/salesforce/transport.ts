import { PassThrough } from 'node:stream';
import promises from 'jsforce/lib/util/promise.js';

const { StreamPromise } = promises;

export interface HttpQuestion {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}

export interface HttpAnswer {
  readonly statusCode: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * One exchange: the whole answer in memory, one deadline in milliseconds over all of it, sent once.
 * Redirects are answers like others, so that no token follows one to another host.
 * @throws TimeoutError, or TypeError whose cause says why there is no answer
 */
export async function exchange(question: HttpQuestion, timeoutMs: number): Promise<HttpAnswer> {
  const { 'content-length': _computed, ...headers } = question.headers ?? {};
  const answer = await fetch(question.url, {
    method: question.method,
    headers,
    body: question.body ?? undefined,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  return {
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.text(),
  };
}

/**
 * jsforce's way to the network, replaced: its own ends the process when an answer breaks off, has no
 * deadline, and repeats on its own what we count. `note` sees every answer before jsforce reads it.
 */
export class BufferedTransport {
  readonly #timeoutMs: number;
  readonly #note: (answer: HttpAnswer) => void;

  constructor(timeoutMs: number, note: (answer: HttpAnswer) => void) {
    this.#timeoutMs = timeoutMs;
    this.#note = note;
  }

  httpRequest(question: HttpQuestion) {
    return StreamPromise.create(() => ({
      stream: new PassThrough(),
      promise: exchange(question, this.#timeoutMs).then((answer) => {
        this.#note(answer);
        return answer;
      }),
    }));
  }
}

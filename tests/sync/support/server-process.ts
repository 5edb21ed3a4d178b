/** The real server in a process of its own, which can be killed and started again on the same data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type EnrichmentSummary, enrichmentList } from '../../../shared/contract/api.ts';
import { type Enrichment, enrichment, undoReport } from '../../../shared/contract/v1.ts';

const program = join(import.meta.dirname, '../../../server/main.ts');

export class ServerProcess {
  readonly #environment: Record<string, string>;
  readonly #token: string;
  #child: ChildProcess | null = null;
  #url = '';

  constructor(environment: Record<string, string>, token: string) {
    this.#environment = environment;
    this.#token = token;
  }

  /** Where it listens; another address after each start. */
  get url(): string {
    return this.#url;
  }

  /** Resolves when it listens, and so has finished what it found interrupted. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [program], {
      env: { PATH: process.env.PATH, NODE_ENV: 'test', PORT: '0', ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const said: string[] = [];
    child.stderr?.on('data', (text) => said.push(String(text)));
    if (!child.stdout) throw new Error('The server has no output.');
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      const { msg, url } = parsed(line);
      if (msg !== 'ready' || typeof url !== 'string') continue;
      this.#url = url;
      // Whatever else it says is of no interest, and must not fill the pipe.
      child.stdout.resume();
      return;
    }
    throw new Error(`The server ended before it listened:\n${said.join('\n')}`);
  }

  /** Ends it at once, as a crash does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Asks for an enrichment and hears of its progress; ends without an answer when the server dies. */
  async enrich(recordId: string, onProgress: (step: string) => unknown = () => {}): Promise<void> {
    try {
      const response = await this.#fetch('POST', '', { object: 'contact', recordId });
      const text = response.body?.pipeThrough(new TextDecoderStream());
      for await (const part of text ?? []) {
        for (const [, step, state] of part.matchAll(/"step":"(\w+)".*?"state":"(\w+)"/g)) {
          await onProgress(`${step} ${state}`);
        }
      }
    } catch {
      // The connection died with the server.
    }
  }

  /** A request as somebody else made it. */
  send(method: string, target: string, headers: Record<string, string>, body?: string) {
    return fetch(`${this.#url}${target}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
  }

  async undo(id: string) {
    const response = await this.#fetch('POST', `/${id}/undo`);
    return undoReport.parse(await response.json());
  }

  async get(id: string): Promise<Enrichment> {
    return enrichment.parse(await (await this.#fetch('GET', `/${id}`)).json());
  }

  async enrichmentsOf(recordId: string): Promise<EnrichmentSummary[]> {
    const response = await this.#fetch('GET', `?object=contact&recordId=${recordId}`);
    return enrichmentList.parse(await response.json()).items;
  }

  #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#url}/api/v1/enrichments${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && {
          'content-type': 'application/json',
          accept: 'text/event-stream',
        }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }
}

function parsed(line: string): { msg?: unknown; url?: unknown } {
  try {
    return JSON.parse(line) as { msg?: unknown; url?: unknown };
  } catch {
    return {};
  }
}

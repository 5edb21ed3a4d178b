/** A HubSpot that answers only what a test has scripted; any other request gets 500 and is reported. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { CrmConnector } from '../../server/crm/connector.ts';
import {
  createHubSpotAgent,
  createHubSpotConnector,
  type HubSpotConnectorOptions,
} from '../../server/crm/hubspot/index.ts';
import { testBudget } from '../support/limits.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  readonly body: any;
  /** Null for a body of another kind. */
  readonly form: URLSearchParams | null;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Takes the connection away instead of answering, or never answers. */
  readonly instead?: 'cut' | 'silence' | 'stall';
}

type Reply = Answer | ((request: SeenRequest) => Answer);

interface Step {
  readonly method: string;
  readonly path: string | RegExp;
  readonly reply: Reply;
  left: number;
}

export interface ScriptedHubSpot {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Requests that no step matched, as "METHOD path". */
  readonly unexpected: string[];
  /** Steps are tried in order; each serves once unless `times` says otherwise. */
  on(method: string, path: string | RegExp, reply: Reply, times?: number): ScriptedHubSpot;
  paths(): string[];
}

export async function scriptedHubSpot(): Promise<ScriptedHubSpot> {
  const steps: Step[] = [];
  const requests: SeenRequest[] = [];
  const unexpected: string[] = [];

  const server = createServer(async (incoming, response) => {
    const seen = await read(incoming);
    requests.push(seen);
    const step = steps.find(
      (one) => one.left > 0 && one.method === seen.method && matches(one.path, seen.path),
    );
    if (!step) {
      unexpected.push(`${seen.method} ${seen.path}`);
      send(response, { status: 500, body: { status: 'error', message: 'not in the script' } });
      return;
    }
    step.left -= 1;
    send(response, typeof step.reply === 'function' ? step.reply(seen) : step.reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const script: ScriptedHubSpot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    unexpected,
    on(method, path, reply, times = 1) {
      steps.push({ method, path, reply, left: times });
      return script;
    },
    paths: () => requests.map((one) => `${one.method} ${one.path}`),
  };
  return script;
}

function matches(path: string | RegExp, actual: string): boolean {
  return typeof path === 'string' ? path === actual : path.test(actual);
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  const url = new URL(incoming.url ?? '/', 'http://hubspot.test');
  const isForm = incoming.headers['content-type']?.includes('x-www-form-urlencoded') ?? false;
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: text && !isForm ? JSON.parse(text) : null,
    form: isForm ? new URLSearchParams(text) : null,
  };
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.instead === 'silence') return;
  if (answer.instead === 'cut') {
    response.socket?.destroy();
    return;
  }
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
  response.writeHead(answer.status ?? 200, {
    'content-type': typeof answer.body === 'string' ? 'text/html' : 'application/json',
    ...answer.headers,
  });
  if (answer.instead === 'stall') {
    response.write(text.slice(0, 5));
    return;
  }
  response.end(answer.status === 204 ? undefined : text);
}

export interface TestConnector {
  readonly connector: CrmConnector;
  /** How long each retry would have waited, in milliseconds. */
  readonly pauses: number[];
}

/** A connector to the script that never really waits; half-way jitter. */
export function connectTo(
  script: ScriptedHubSpot,
  options: Partial<HubSpotConnectorOptions> = {},
): TestConnector {
  const pauses: number[] = [];
  const agent = createHubSpotAgent(script.url, options.timeoutMs ?? 5_000);
  onTestFinished(() => agent.destroy());
  const connector = createHubSpotConnector({
    accessToken: async () => 'token-1',
    baseUrl: script.url,
    portalId: '4711',
    budget: testBudget('hubspot'),
    runtime: { random: () => 0.5 },
    agent,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    ...options,
  });
  return { connector, pauses };
}

const moment = '2026-11-21T09:00:00.000Z';

/** A record as HubSpot answers it. */
export function record(id: string, properties: Record<string, string | null> = {}) {
  return { id, properties, createdAt: moment, updatedAt: moment, archived: false };
}

/** A batch as HubSpot answers it; with errors it is a 207. */
export function batch(results: readonly unknown[], errors: readonly unknown[] = []) {
  const failed = errors.length > 0 ? { numErrors: errors.length, errors } : {};
  return { status: 'COMPLETE', startedAt: moment, completedAt: moment, results, ...failed };
}

export function refusedProperty(name: string, code: string, message = 'It is not valid') {
  const list = JSON.stringify([{ isValid: false, message, error: code, name }]);
  return {
    status: 400,
    body: {
      status: 'error',
      message: `Property values were not valid: ${list}`,
      correlationId: '00000000-0000-4000-8000-0000000000aa',
      errors: [{ message, code, context: { propertyName: [name] } }],
      category: 'VALIDATION_ERROR',
    },
  };
}

export const objects = '/crm/objects/2026-09';

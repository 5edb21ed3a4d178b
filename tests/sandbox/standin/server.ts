import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { administer, adminPrefix, type Controls } from './admin.ts';
import type { Fault, FaultPlan, StatusFault } from './faults.ts';
import type { LoggedCall, RequestLog } from './log.ts';

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  /** Sent as JSON; no body when undefined. */
  readonly body?: unknown;
  /** Sent as it stands, as a web page, instead of JSON. */
  readonly page?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Called for every API call; a test may wait or kill a process in them. */
export interface CallHooks<Logged> {
  /** Before anything is done. */
  onRequest?: (request: Logged) => void | Promise<void>;
  /** The work is done, the caller does not know it yet. */
  onBeforeAnswer?: (request: Logged) => void | Promise<void>;
}

/** What the order of events needs of a running stand-in. */
export interface ServedState<Noted extends object, Status extends StatusFault> {
  readonly log: RequestLog<Noted>;
  readonly faults: FaultPlan<Status>;
  readonly hooks: CallHooks<LoggedCall & Noted>;
  readonly maxBodyBytes: number;
  /** Milliseconds before every answer. */
  latencyMs: number;
  now(): Date;
  reset(): void;
}

/** What one API answers. */
export interface Api<Noted extends object, Status extends StatusFault> {
  readonly controls: Controls<Status>;
  /** Never throws for a caller's mistake. */
  dispatch(request: WireRequest, logged: LoggedCall & Noted): WireAnswer;
  /** A body above the limit. */
  tooLarge(size: number): WireAnswer;
  faultAnswer(fault: Status): WireAnswer;
  /** The stand-in itself failed. */
  failure(error: unknown): WireAnswer;
  /** How an answer that breaks off begins. */
  readonly malformed: string;
}

/**
 * A stand-in's HTTP side: order of events of one call, with the faults that strike it.
 * @param stopped aborts waits when the stand-in closes
 */
export function createStandinServer<Noted extends object, Status extends StatusFault>(
  state: ServedState<Noted, Status>,
  api: Api<Noted, Status>,
  stopped: AbortSignal,
): Server {
  type Action = Fault<Status>['action'];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    if (url.pathname.startsWith(adminPrefix)) {
      const { body } = await readBody(request, state.maxBodyBytes);
      const wire = { method, url, headers: request.headers, body };
      return send(response, administer(state, api.controls, wire, request.socket.remoteAddress));
    }
    const logged = state.log.start(method, url, state.now());
    try {
      await answer(request, response, { method, url, headers: request.headers }, logged);
    } finally {
      logged.endedAt = state.now().toISOString();
    }
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    head: Omit<WireRequest, 'body'>,
    logged: LoggedCall & Noted,
  ): Promise<void> {
    const faults = state.faults.take(head.method, head.url.pathname);
    const { body, size } = await readBody(request, state.maxBodyBytes);
    logged.body = readable(body);
    await state.hooks.onRequest?.(logged);
    await wait(state.latencyMs + delayOf(faults));
    const strike = faults.find(({ kind }) => kind !== 'delay');
    if (strike?.kind === 'drop' && strike.when === 'before') {
      request.socket.destroy();
      return;
    }
    if (strike?.kind === 'status' && !strike.afterWork) {
      return finish(response, api.faultAnswer(strike), logged);
    }
    const worked =
      size > state.maxBodyBytes ? api.tooLarge(size) : api.dispatch({ ...head, body }, logged);
    logged.status = worked.status;
    await state.hooks.onBeforeAnswer?.(logged);
    strikeAfter(strike, request, response, worked, logged);
  }

  function strikeAfter(
    strike: Action | undefined,
    request: IncomingMessage,
    response: ServerResponse,
    worked: WireAnswer,
    logged: LoggedCall,
  ): void {
    if (strike?.kind === 'drop') {
      logged.status = null;
      request.socket.destroy();
    } else if (strike?.kind === 'stall') stall(response, worked);
    else if (strike?.kind === 'malformed') {
      response.writeHead(worked.status, { ...jsonHeaders, ...worked.headers });
      response.end(api.malformed);
    } else if (strike?.kind === 'status') finish(response, api.faultAnswer(strike), logged);
    else finish(response, worked, logged);
  }

  async function wait(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: stopped });
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!stopped.aborted && !response.headersSent) send(response, api.failure(error));
      else request.socket.destroy();
    });
  });
}

const jsonHeaders = { 'Content-Type': 'application/json;charset=utf-8' };

/** The body as sent; empty, with its true size, when it is larger than allowed. */
async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ body: Buffer; size: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped: a caller still sending would not see the answer otherwise.
    if (size <= maxBytes) chunks.push(chunk);
  }
  return { body: size > maxBytes ? Buffer.alloc(0) : Buffer.concat(chunks), size };
}

function send(response: ServerResponse, { status, body, page, headers }: WireAnswer): void {
  if (page !== undefined) {
    response.writeHead(status, { 'Content-Type': 'text/html;charset=utf-8', ...headers });
    response.end(page);
    return;
  }
  if (body === undefined) {
    response.writeHead(status, { ...headers });
    response.end();
    return;
  }
  const payload = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { ...jsonHeaders, 'Content-Length': payload.length, ...headers });
  response.end(payload);
}

function finish(response: ServerResponse, answer: WireAnswer, logged: LoggedCall): void {
  logged.status = answer.status;
  send(response, answer);
}

/** Promises a whole body, sends half of it and leaves the connection open. */
function stall(response: ServerResponse, { status, body, headers }: WireAnswer): void {
  const payload = Buffer.from(JSON.stringify(body ?? {}));
  response.writeHead(status, { ...jsonHeaders, 'Content-Length': payload.length, ...headers });
  response.write(payload.subarray(0, Math.max(1, Math.floor(payload.length / 2))));
}

function delayOf(faults: readonly Fault['action'][]): number {
  return faults.reduce((sum, fault) => sum + (fault.kind === 'delay' ? fault.ms : 0), 0);
}

/** The body for the log. */
function readable(raw: Buffer): unknown {
  if (raw.length === 0) return null;
  const text = raw.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultAction } from '../gate/faults.ts';
import { rateLimited } from '../gate/limiter.ts';
import type { StandinState } from '../state.ts';
import { administer, adminPrefix } from './admin.ts';
import { readBody } from './body.ts';
import { createDispatch, refusal, type WireAnswer, type WireRequest } from './dispatch.ts';
import { HubSpotError } from './errors.ts';
import type { LoggedRequest } from './log.ts';

/**
 * The stand-in's HTTP side: order of events of one call, with the faults that strike it.
 * @param stopped aborts waits when the stand-in closes
 */
export function createStandinServer(state: StandinState, stopped: AbortSignal): Server {
  const dispatch = createDispatch(state);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    if (url.pathname.startsWith(adminPrefix)) {
      const body = await readBody(request, state.limits.maxBodyBytes);
      const wire = { method, url, headers: request.headers, body };
      return send(response, administer(state, wire, request.socket.remoteAddress));
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
    logged: LoggedRequest,
  ): Promise<void> {
    const faults = state.faults.take(head.method, head.url.pathname);
    const { body, tooLarge } = await readAll(request);
    logged.body = readable(body);
    await state.hooks.onRequest?.(logged);
    await wait(state.latencyMs + delayOf(faults));
    const strike = faults.find(({ kind }) => kind !== 'delay');
    if (strike?.kind === 'drop' && strike.when === 'before') {
      request.socket.destroy();
      return;
    }
    if (strike?.kind === 'status' && !strike.afterWork) {
      return finish(response, faultAnswer(strike), logged);
    }
    const worked = tooLarge
      ? refusal(tooLarge, {}, state.correlationId())
      : dispatch({ ...head, body }, logged);
    logged.status = worked.status;
    await state.hooks.onBeforeAnswer?.(logged);
    await strikeAfter(strike, request, response, worked, logged);
  }

  async function strikeAfter(
    strike: FaultAction | undefined,
    request: IncomingMessage,
    response: ServerResponse,
    worked: WireAnswer,
    logged: LoggedRequest,
  ): Promise<void> {
    switch (strike?.kind) {
      case 'drop':
        logged.status = null;
        request.socket.destroy();
        return;
      case 'stall':
        return stall(response, worked);
      case 'malformed':
        response.writeHead(worked.status, { ...jsonHeaders, ...worked.headers });
        response.end('{"results":[{"id":');
        return;
      case 'status':
        return finish(response, faultAnswer(strike), logged);
      default:
        return finish(response, worked, logged);
    }
  }

  async function readAll(request: IncomingMessage) {
    try {
      return { body: await readBody(request, state.limits.maxBodyBytes), tooLarge: null };
    } catch (error) {
      if (error instanceof HubSpotError) return { body: Buffer.alloc(0), tooLarge: error };
      throw error;
    }
  }

  function faultAnswer(fault: Extract<FaultAction, { kind: 'status' }>): WireAnswer {
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
    const error =
      fault.status === 429
        ? rateLimited(fault.policyName ?? 'TEN_SECONDLY_ROLLING')
        : new HubSpotError(fault.status, faultEnvelope(fault.status, fault.message));
    return refusal(error, headers, state.correlationId());
  }

  async function wait(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: stopped });
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!stopped.aborted && !response.headersSent) {
        send(response, refusal(error, {}, state.correlationId()));
      } else request.socket.destroy();
    });
  });
}

const jsonHeaders = { 'Content-Type': 'application/json;charset=utf-8' };

function send(response: ServerResponse, { status, body, headers }: WireAnswer): void {
  if (body === undefined) {
    response.writeHead(status, { ...headers });
    response.end();
    return;
  }
  const payload = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { ...jsonHeaders, 'Content-Length': payload.length, ...headers });
  response.end(payload);
}

function finish(response: ServerResponse, answer: WireAnswer, logged: LoggedRequest): void {
  logged.status = answer.status;
  send(response, answer);
}

/** Promises a whole body, sends half of it and leaves the connection open. */
function stall(response: ServerResponse, { status, body, headers }: WireAnswer): void {
  const payload = Buffer.from(JSON.stringify(body ?? {}));
  response.writeHead(status, { ...jsonHeaders, 'Content-Length': payload.length, ...headers });
  response.write(payload.subarray(0, Math.max(1, Math.floor(payload.length / 2))));
}

function faultEnvelope(status: number, message: string | undefined) {
  switch (status) {
    case 401:
      return {
        message: message ?? 'The OAuth token used to make this call expired 1 second(s) ago.',
        category: 'EXPIRED_AUTHENTICATION',
      };
    case 423:
      return {
        message: message ?? 'The resource is locked. Wait at least 2 seconds.',
        category: 'LOCKED',
      };
    case 477:
      return {
        message: message ?? 'The account is being migrated between data centres.',
        category: 'MIGRATION_IN_PROGRESS',
      };
    default:
      return { message: message ?? 'internal error', category: 'INTERNAL_ERROR' };
  }
}

function delayOf(faults: readonly FaultAction[]): number {
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

import * as http from 'node:http';
import * as https from 'node:https';

/** The whole exchange, connecting included, took longer than allowed. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  readonly code = 'ETIMEDOUT';
  /** False when no connection stood yet, so that nothing can have arrived. */
  readonly sent: boolean;

  constructor(timeoutMs: number, sent: boolean) {
    super(`No complete answer within ${timeoutMs} ms`);
    this.sent = sent;
  }
}

type AddRequest = (this: http.Agent, request: http.ClientRequest, ...rest: unknown[]) => void;

// `addRequest` is the method every agent is called through; Node documents agents but types it nowhere.
const addRequest = (http.Agent.prototype as unknown as { addRequest: AddRequest }).addRequest;

/** Ends the request when it is not over in time: a silent server and a stalled body alike. */
function armDeadline(request: http.ClientRequest, timeoutMs: number): void {
  const timer = setTimeout(() => {
    const sent = request.socket !== null && !request.socket.connecting;
    request.destroy(new DeadlineExceeded(timeoutMs, sent));
  }, timeoutMs);
  request.once('close', () => clearTimeout(timer));
}

class DeadlineHttpAgent extends http.Agent {
  readonly #timeoutMs: number;
  constructor(timeoutMs: number) {
    super({ keepAlive: true });
    this.#timeoutMs = timeoutMs;
  }
  addRequest(request: http.ClientRequest, ...rest: unknown[]): void {
    armDeadline(request, this.#timeoutMs);
    addRequest.call(this, request, ...rest);
  }
}

class DeadlineHttpsAgent extends https.Agent {
  readonly #timeoutMs: number;
  constructor(timeoutMs: number) {
    super({ keepAlive: true });
    this.#timeoutMs = timeoutMs;
  }
  addRequest(request: http.ClientRequest, ...rest: unknown[]): void {
    armDeadline(request, this.#timeoutMs);
    addRequest.call(this, request, ...rest);
  }
}

/**
 * Connections to one HubSpot host, kept alive, with a deadline in milliseconds on every request. The
 * official client has none of its own, and an agent's `timeout` option does not end a request. Share
 * one agent between connectors to reuse connections; `destroy()` closes them.
 */
export function createHubSpotAgent(baseUrl: string, timeoutMs: number): http.Agent {
  return new URL(baseUrl).protocol === 'http:'
    ? new DeadlineHttpAgent(timeoutMs)
    : new DeadlineHttpsAgent(timeoutMs);
}

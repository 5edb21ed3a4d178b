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

/** The method Node calls every agent through; its types leave it out. */
interface RequestTaker {
  addRequest(request: http.ClientRequest, ...rest: unknown[]): void;
}

/** Ends the request when it is not over in time: a silent server and a stalled body alike. */
function armDeadline(request: http.ClientRequest, timeoutMs: number): void {
  const timer = setTimeout(() => {
    const sent = request.socket !== null && !request.socket.connecting;
    request.destroy(new DeadlineExceeded(timeoutMs, sent));
  }, timeoutMs);
  request.once('close', () => clearTimeout(timer));
}

/**
 * Connections to one HubSpot host, kept alive, with a deadline in milliseconds on every request. The
 * official client has none of its own, and an agent's `timeout` option does not end a request. Share
 * one agent between connectors to reuse connections; `destroy()` closes them.
 */
export function createHubSpotAgent(baseUrl: string, timeoutMs: number): http.Agent {
  const plain = new URL(baseUrl).protocol === 'http:';
  const agent = plain ? new http.Agent({ keepAlive: true }) : new https.Agent({ keepAlive: true });
  const taker = agent as http.Agent & RequestTaker;
  const addRequest = taker.addRequest.bind(agent);
  taker.addRequest = (request, ...rest) => {
    armDeadline(request, timeoutMs);
    addRequest(request, ...rest);
  };
  return agent;
}

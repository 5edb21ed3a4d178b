import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Express } from 'express';
import { lifecycleOf } from './lifecycle.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** How long requests and runs in flight may take to finish once the server stops. Default 20 s. */
  readonly closeDeadlineMs?: number;
  /**
   * How long the server keeps accepting while it already says "not ready", so that a load balancer
   * can look away first. Default 0.
   */
  readonly drainMs?: number;
}

export interface RunningServer {
  readonly url: string;
  /** Stops gracefully; resolves when the port is free. Repeating it waits for the same stop. */
  close(): Promise<void>;
}

/** A client has this long to send its headers, and the whole request. */
const headersTimeoutMs = 15_000;
const requestTimeoutMs = 30_000;
/** Longer than the 60 s after which common load balancers drop idle connections, so that they do it first. */
const keepAliveTimeoutMs = 65_000;
const timeoutCheckMs = 5_000;
/**
 * `server.close()` closes the connections that are idle at that moment only: a kept-alive client
 * that is just being answered would hold the stop up. So idle ones are closed again and again.
 */
const idleCheckMs = 100;

/**
 * Listens, and stops gracefully.
 *
 * @throws the socket's error (`EADDRINUSE`, `EACCES`, …) when it cannot listen
 */
export async function startServer(app: Express, options: ServerOptions): Promise<RunningServer> {
  const lifecycle = lifecycleOf(app);
  const inFlight = new Set<ServerResponse>();

  const server = createServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    connectionsCheckingInterval: timeoutCheckMs,
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    if (lifecycle.closing) response.setHeader('Connection', 'close');
    app(request, response);
  });
  await listen(server, options);

  const stop = async (): Promise<void> => {
    lifecycle.beginClosing();
    for (const response of inFlight) {
      if (!response.headersSent) response.setHeader('Connection', 'close');
    }
    if (options.drainMs) await new Promise((resolve) => setTimeout(resolve, options.drainMs));

    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const idleTimer = setInterval(() => server.closeIdleConnections(), idleCheckMs);
    let deadlineTimer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      deadlineTimer = setTimeout(resolve, options.closeDeadlineMs ?? 20_000);
    });
    try {
      await Promise.race([Promise.all([closed, lifecycle.settled()]), deadline]);
      server.closeAllConnections();
      await closed;
    } finally {
      clearInterval(idleTimer);
      clearTimeout(deadlineTimer);
    }
  };

  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(server, options.host),
    close() {
      stopping ??= stop();
      return stopping;
    },
  };
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback: its origin, e.g. `http://127.0.0.1:40123`, and its end. */
export interface Listening {
  readonly url: string;
  /** Cuts every connection and frees the port; may be called again. */
  close(): Promise<void>;
}

/** Rejects when the port is taken. */
export async function listen(
  server: Server,
  port: number,
  stopped: AbortController,
): Promise<Listening> {
  // Longer than a caller pauses: a connection closed just as it is used again looks like a fault.
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      closing ??= new Promise((resolve) => {
        stopped.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

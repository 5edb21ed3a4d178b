/** A way to a service that can be cut, and shut and opened again. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './ports.ts';

export interface Gate {
  readonly port: number;
  /** Resets every open connection; new ones are taken. */
  cut(): void;
  /** The same, and new ones are refused. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** It is open. */
export async function openGate(target: { host: string; port: number }): Promise<Gate> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const [here, there] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(here);
      here.on('error', () => {});
      here.once('close', () => {
        sockets.delete(here);
        there.destroy();
      });
      here.pipe(there);
    }
  });

  const gate: Gate = {
    port,
    cut() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async shut() {
      if (!server.listening) return;
      const shut = once(server, 'close');
      server.close();
      gate.cut();
      await shut;
    },
    async open() {
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
  await gate.open();
  return gate;
}

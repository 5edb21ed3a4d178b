/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
import type { Response } from 'express';

/** Shorter than the idle time-outs of common proxies. */
const heartbeatMs = 15_000;

export interface EventStream {
  /** True once something was sent, so that the answer can no longer be another one. */
  readonly opened: boolean;
  /** Sends one event; does nothing when the client has gone. */
  send(event: string, data: unknown): void;
  end(): void;
}

/** An event stream on a response. Nothing is sent, not even the status, before the first event. */
export function eventStream(response: Response): EventStream {
  let opened = false;
  let heartbeat: NodeJS.Timeout | undefined;
  response.once('close', () => clearInterval(heartbeat));

  const open = () => {
    opened = true;
    response.status(200).set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      // nginx would otherwise hold events back until its buffer is full.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
  };
  return {
    get opened() {
      return opened;
    },
    send(event, data) {
      if (response.destroyed || response.writableEnded) return;
      if (!opened) open();
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end() {
      clearInterval(heartbeat);
      if (!response.destroyed) response.end();
    },
  };
}

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
import type { Response } from 'express';
import { toProblem } from './problem/problem.ts';

/** Shorter than the idle time-outs of common proxies. */
const heartbeatMs = 15_000;

interface EventStream {
  /** True once something was sent, so that the answer can no longer be another one. */
  readonly opened: boolean;
  /** Sends one event; does nothing when the client has gone. */
  send(event: string, data: unknown): void;
  end(): void;
}

/** An event stream on a response. Nothing is sent, not even the status, before the first event. */
function eventStream(response: Response): EventStream {
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

/**
 * Answers with what `produce` sends. What it throws before its first event is answered as any other
 * request is, with its own status; later the last event is a `problem`.
 */
export async function streamEvents(
  response: Response,
  requestId: string,
  produce: (stream: EventStream) => Promise<void>,
): Promise<void> {
  const stream = eventStream(response);
  try {
    await produce(stream);
  } catch (error) {
    if (!stream.opened || response.destroyed) throw error;
    const { document, unexpected } = toProblem(error, requestId);
    if (unexpected) response.err = error instanceof Error ? error : new Error(String(error));
    stream.send('problem', document);
  }
  stream.end();
}

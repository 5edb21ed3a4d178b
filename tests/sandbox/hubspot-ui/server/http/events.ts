/** Server-sent events to every open page. */
import type { RequestHandler, Response } from 'express';
import type { UiEvents } from '../../contract.ts';

export interface EventHub {
  readonly isHeard: boolean;
  send<Name extends keyof UiEvents>(name: Name, data: UiEvents[Name]): void;
  readonly subscribe: RequestHandler;
  close(): void;
}

export function createEventHub(): EventHub {
  const pages = new Set<Response>();
  return {
    get isHeard() {
      return pages.size > 0;
    },
    send(name, data) {
      for (const page of pages) page.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    subscribe(_request, response) {
      response.status(200).set('Content-Type', 'text/event-stream');
      // A server that was started again is there at once for the pages that are still open.
      response.write('retry: 1000\n\n');
      pages.add(response);
      response.once('close', () => pages.delete(response));
    },
    close() {
      for (const page of pages) page.end();
    },
  };
}

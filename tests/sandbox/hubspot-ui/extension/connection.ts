/** One extension in one worker, drawn through one receiver. */
import { createRemoteReceiver, type RemoteReceiver } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { createPageApi, type PageApiOptions } from './page-api.ts';
import type { WorkerApi } from './protocol.ts';

export interface ConnectionOptions extends PageApiOptions {
  readonly bundleUrl: string;
  readonly workerUrl: string;
  readonly context: Record<string, unknown>;
}

export interface Connection {
  readonly receiver: RemoteReceiver;
  stop(): void;
}

/** Starts the worker and lets it draw; `onCrash` is told whatever ends it. */
export function connect({
  bundleUrl,
  workerUrl,
  context,
  ...options
}: ConnectionOptions): Connection {
  const receiver = createRemoteReceiver();
  const worker = new Worker(workerUrl);
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker));
  const { api, close } = createPageApi(options);
  endpoint.expose(api);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    options.onCrash({ message: event.message || `The worker ${workerUrl} did not start.` });
  });
  // importScripts resolves against the worker's address, a page's author means the page's.
  void endpoint.call.load(new URL(bundleUrl, document.baseURI).href, receiver.receive, context);
  return {
    receiver,
    stop() {
      close();
      endpoint.terminate();
    },
  };
}

/** The page behind the worker. */
import {
  createBasicEncoder,
  createEndpoint,
  type EncodingStrategy,
  type EncodingStrategyApi,
  type MessageEndpoint,
  retain,
} from '@remote-ui/rpc';
import type { PageApi, RemoteError, Settled } from '../extension/protocol.ts';
import { scope } from './scope.ts';

const messenger: MessageEndpoint = {
  postMessage: scope.postMessage.bind(scope),
  addEventListener: scope.addEventListener.bind(scope),
  removeEventListener: scope.removeEventListener.bind(scope),
};

/**
 * Keeps the functions that a handler was given: a card may call `reactions.closeModal` when its own work
 * is done, long after the handler returned.
 */
function createKeepingEncoder(api: EncodingStrategyApi): EncodingStrategy {
  const encoder = createBasicEncoder(api);
  return {
    ...encoder,
    call(id, args) {
      retain(encoder.decode(args));
      return encoder.call(id, args);
    },
  };
}

/** Private to this file's importers: the extension cannot reach it. */
export const endpoint = createEndpoint<PageApi>(messenger, { createEncoder: createKeepingEncoder });

export const page = endpoint.call;

/** The value, or the page's error thrown here. */
export function unwrap<T>(settled: Settled<T>): T {
  if ('value' in settled) return settled.value;
  throw Object.assign(new Error(settled.error.message), { name: settled.error.name });
}

/** Name and message of whatever was thrown. */
export function describeError(thrown: unknown): RemoteError & { stack?: string } {
  if (thrown instanceof Error) {
    return { name: thrown.name, message: thrown.message, stack: thrown.stack };
  }
  return { name: 'Error', message: String(thrown) };
}

/**
 * What HubSpot's sandbox denies an extension, and every other way onto the network that a worker of
 * today's browsers has. `hubspot.fetch` is the only way out.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data
 */
const DENIED_GLOBALS = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'FontFace',
  'RTCPeerConnection',
  'BroadcastChannel',
  'indexedDB',
  'caches',
  'importScripts',
  'Worker',
  'SharedWorker',
] as const;

/** Removes each from the scope and from what the scope inherits, for good. */
export function denyGlobals(scope: object): void {
  for (const name of DENIED_GLOBALS) {
    for (
      let holder: object | null = scope;
      holder !== null && holder !== Object.prototype;
      holder = Object.getPrototypeOf(holder)
    ) {
      Reflect.deleteProperty(holder, name);
    }
    Object.defineProperty(scope, name, { value: undefined, writable: false, configurable: false });
  }
}

/** The worker's global scope, as far as the DOM's types lack it. */
export interface WorkerScope {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  importScripts(...urls: string[]): void;
  addEventListener(type: string, listener: (event: never) => void): void;
  removeEventListener(type: string, listener: (event: never) => void): void;
}

export const scope = self as unknown as WorkerScope & Record<string, unknown>;

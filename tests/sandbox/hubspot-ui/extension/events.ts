/** How the page calls the handlers of an extension, which live in its worker. */
import type { SyntheticEvent } from 'react';
import type { Overlays } from './overlays.ts';

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-components */
export interface Reactions {
  openModal(id: string): void;
  closeModal(id: string): void;
  openPanel(id: string): void;
  closePanel(id: string): void;
}

export interface PlainEvent {
  type: string;
  bubbles: boolean;
  timeStamp: number;
  id: string;
}

/** Calls a handler if there is one. Its failure is reported by the worker, where it happened. */
export function invoke<Args extends unknown[]>(
  handler: ((...args: Args) => unknown) | undefined,
  ...args: Args
): Promise<void> {
  if (!handler) return Promise.resolve();
  return Promise.resolve(handler(...args)).then(
    () => {},
    () => {},
  );
}

/** The part of an event that may cross to the worker. */
export function plainEvent({ type, bubbles, timeStamp }: SyntheticEvent): PlainEvent {
  return { type, bubbles, timeStamp, id: crypto.randomUUID() };
}

/**
 * New functions for each event: the worker gives them back when its handler is done, and one that was
 * handed out again meanwhile would be gone.
 */
export function createReactions(overlays: Overlays): Reactions {
  return {
    openModal: (id) => overlays.open(id),
    closeModal: (id) => overlays.close(id),
    openPanel: (id) => overlays.open(id),
    closePanel: (id) => overlays.close(id),
  };
}

/**
 * Modals and panels of one extension, by the ids it gave them. Each extension has its own, so that two
 * cards may use the same id.
 */
export interface OverlayHandle {
  open(): void;
  close(): void;
}

export interface Overlays {
  /** Until the answer is called. */
  register(id: string, handle: OverlayHandle): () => void;
  open(id: string): void;
  close(id: string): void;
}

export function createOverlays(): Overlays {
  const handles = new Map<string, OverlayHandle>();
  return {
    register(id, handle) {
      handles.set(id, handle);
      return () => {
        if (handles.get(id) === handle) handles.delete(id);
      };
    },
    open: (id) => handles.get(id)?.open(),
    close: (id) => handles.get(id)?.close(),
  };
}

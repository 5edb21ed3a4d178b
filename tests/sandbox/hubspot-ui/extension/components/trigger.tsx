/**
 * The `overlay` of a button, link, tag or image: a modal or panel that its click opens, or a tooltip that
 * hovering and focus show. It is drawn beside its trigger.
 */
import {
  createContext,
  type JSX,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createReactions, type Reactions } from '../events.ts';
import type { OverlayHandle } from '../overlays.ts';
import { useSurroundings } from '../surroundings.ts';

interface TriggerScope {
  /** Until the answer is called. */
  addOverlay(handle: OverlayHandle): () => void;
  setTooltip(id: string | undefined): void;
}

const TriggerContext = createContext<TriggerScope | null>(null);

/** The trigger beside which a modal, panel or tooltip is drawn, if it is. */
export function useTriggerScope(): TriggerScope | null {
  return useContext(TriggerContext);
}

export interface Trigger {
  /** For one event. */
  reactions(): Reactions;
  openOverlays(): void;
  /** The tooltip's id, for aria-describedby. */
  described: string | undefined;
  withOverlay(trigger: JSX.Element): JSX.Element;
}

export function useTrigger(overlay: ReactNode): Trigger {
  const { overlays } = useSurroundings();
  const handles = useRef(new Set<OverlayHandle>());
  const [described, setDescribed] = useState<string>();
  const scope = useMemo<TriggerScope>(
    () => ({
      addOverlay(handle) {
        handles.current.add(handle);
        return () => handles.current.delete(handle);
      },
      setTooltip: setDescribed,
    }),
    [],
  );
  const reactions = useCallback(() => createReactions(overlays), [overlays]);
  return {
    reactions,
    openOverlays() {
      for (const handle of handles.current) handle.open();
    },
    described,
    withOverlay: (trigger) =>
      overlay ? (
        <span className="hsx-anchor">
          {trigger}
          <TriggerContext.Provider value={scope}>{overlay}</TriggerContext.Provider>
        </span>
      ) : (
        trigger
      ),
  };
}

/** What the drawn components of an extension share. */
import { createContext, useContext } from 'react';
import type { ExtensionHostApi } from './host.ts';
import type { Overlays } from './overlays.ts';

export interface Surroundings {
  readonly host: () => ExtensionHostApi;
  readonly overlays: Overlays;
  /** Level of the headings inside the extension. */
  readonly headingLevel: number;
  /** Modals and panels are put here, outside whatever element their trigger is in. */
  readonly overlayRoot: HTMLElement | null;
}

const SurroundingsContext = createContext<Surroundings | null>(null);

export const SurroundingsProvider = SurroundingsContext.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('A component of an extension was drawn outside <Extension>.');
  return surroundings;
}

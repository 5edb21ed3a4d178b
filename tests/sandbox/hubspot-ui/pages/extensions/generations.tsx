/** How often each bundle was built while the page was open; a new build restarts its extensions. */
import { createContext, type JSX, type ReactNode, useContext, useState } from 'react';
import { useServerEvent } from '../live.ts';
import { useToasts } from '../ui/toasts.tsx';

const Generations = createContext<Readonly<Record<string, number>>>({});

export function GenerationsProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const [generations, setGenerations] = useState<Readonly<Record<string, number>>>({});
  const { addToast } = useToasts();
  useServerEvent('bundle', ({ bundle, error }) => {
    if (error !== null) {
      addToast({ type: 'danger', title: `${bundle} does not build`, message: error });
      return;
    }
    setGenerations((before) => ({ ...before, [bundle]: (before[bundle] ?? 0) + 1 }));
  });
  return <Generations.Provider value={generations}>{children}</Generations.Provider>;
}

export function useGeneration(bundle: string): number {
  return useContext(Generations)[bundle] ?? 0;
}

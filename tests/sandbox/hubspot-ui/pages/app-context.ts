import { createContext, useContext } from 'react';
import type { AppView } from '../contract.ts';

const AppContext = createContext<AppView | null>(null);

export const AppProvider = AppContext.Provider;

/** The portal, its user, and the app with its cards. */
export function useApp(): AppView {
  const app = useContext(AppContext);
  if (!app) throw new Error('This part of the page was drawn outside the app.');
  return app;
}

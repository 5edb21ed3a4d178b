import { createContext, useContext, useEffect } from 'react';
import type { SessionView } from '../contract.ts';

const SessionContext = createContext<SessionView | null>(null);

export const SessionProvider = SessionContext.Provider;

/** The org, and who sits at the pages. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error('This part of the page was drawn outside a session.');
  return session;
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} | Salesforce stand-in`;
  }, [title]);
}

/** The extension's API, given through a React context so that HubSpot's hooks are real hooks. */
import { createContext, useContext } from 'react';
import type { createActions } from './actions.ts';

export interface ExtensionApi {
  readonly context: Record<string, unknown>;
  readonly actions: ReturnType<typeof createActions>;
  readonly runServerlessFunction: (request: unknown) => Promise<never>;
}

const ApiContext = createContext<ExtensionApi | null>(null);

export const ApiProvider = ApiContext.Provider;

export function useExtensionApi(): ExtensionApi {
  const api = useContext(ApiContext);
  if (!api) throw new Error('A hook of the extension was called outside the extension.');
  return api;
}

/** Serverless functions exist for private apps only; ours is a marketplace app with its own server. */
export async function refuseServerless(): Promise<never> {
  throw new Error('Serverless functions are not available to this app: use hubspot.fetch.');
}

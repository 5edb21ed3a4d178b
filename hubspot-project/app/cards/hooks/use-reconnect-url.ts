import { useExtensionContext } from '@hubspot/ui-extensions';

type Location = 'crm.record.tab' | 'crm.record.sidebar';

/**
 * Where this person can give oppSpot its permissions again. Null for whoever does not manage the apps
 * of the account, whom HubSpot would turn away there, and where the server is not known.
 */
export function useReconnectUrl(): string | null {
  const { user, variables, portal } = useExtensionContext<Location>();
  const base = variables?.APP_BASE_URL;
  const mayConnect = user.permissions?.includes('integrations-management-write') ?? false;
  if (!mayConnect || typeof base !== 'string' || !base.startsWith('https://')) return null;
  return `${base.replace(/\/+$/, '')}/oauth/hubspot/start?portalId=${portal.id}`;
}

import { useExtensionContext } from '@hubspot/ui-extensions';

/** Where an administrator gives oppSpot its permissions again; null where the server is not known. */
export function useReconnectUrl(): string | null {
  const { variables, portal } = useExtensionContext<'settings'>();
  const base = variables?.APP_BASE_URL;
  if (typeof base !== 'string' || !base.startsWith('https://')) return null;
  return `${base.replace(/\/+$/, '')}/oauth/hubspot/start?portalId=${portal.id}`;
}

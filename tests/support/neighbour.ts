import { randomBytes } from 'node:crypto';
import type { House } from './house.ts';

/** Another HubSpot account, connected to a tenant of its own at the same server. @returns its portal */
export async function connectNeighbour({ hubspot, services }: House): Promise<number> {
  const portalId = hubspot.portalId + 500_000;
  const accessToken = randomBytes(12).toString('hex');
  hubspot.addToken({ token: accessToken, scopes: 'all', portalId });
  await services.hubspot.connect({
    accessToken,
    baseUrl: hubspot.url,
    organizationName: 'Neighbour',
  });
  return portalId;
}

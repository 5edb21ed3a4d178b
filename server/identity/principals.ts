/** Whom a bearer token belongs to: one of our own API tokens, or one of an identity provider. */
import type { Principal } from '../http/middleware/authenticate/index.ts';
import { resolveApiToken } from '../store/api-tokens.ts';
import type { Database } from '../store/database.ts';
import { listIntegrations } from '../store/integrations.ts';
import type { VerifyJwt } from './jwt.ts';

/** @param verifyJwt null where no identity provider is configured */
export function createPrincipals(
  database: Database,
  verifyJwt: VerifyJwt | null,
): (token: string) => Promise<Principal | null> {
  async function soleIntegrationOf(organizationId: string): Promise<string | null> {
    const all = await database.withOrganization(organizationId, (trx) => listIntegrations(trx));
    const live = all.filter(({ status }) => status !== 'disconnected');
    return live.length === 1 ? (live[0]?.id ?? null) : null;
  }

  return async (token) => {
    // Three parts with dots between them: no token of ours has one.
    if (token.includes('.')) {
      const owner = verifyJwt && (await verifyJwt(token));
      if (!owner) return null;
      const { organizationId, role, userId } = owner;
      return {
        organizationId,
        role,
        integrationId: null,
        soleIntegrationId: await soleIntegrationOf(organizationId),
        actor: { kind: 'user', id: userId },
      };
    }
    const owner = await resolveApiToken(database, token);
    if (!owner) return null;
    const { id, organizationId, integrationId, role } = owner;
    return {
      organizationId,
      integrationId,
      soleIntegrationId: integrationId ?? (await soleIntegrationOf(organizationId)),
      role,
      actor: { kind: 'api-token', id },
    };
  };
}

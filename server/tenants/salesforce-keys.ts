/** The two secrets by which our package in an org proves itself: made, looked up, taken back. */
import { createHash, randomBytes } from 'node:crypto';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { Database } from '../store/database.ts';
import { getIntegration, lockIntegration } from '../store/integrations.ts';
import {
  addOrgKey,
  confirmOrgKey,
  findOrgKey,
  forgetOrgKey,
  forgetOrgKeys,
  type OrgKey,
  takeNonce,
} from '../store/salesforce-keys.ts';
import type { Tenant } from '../sync/service.ts';
import { notConnected } from './salesforce-connect.ts';

export interface IssuedKeys {
  readonly keyId: string;
  /** `<key id>.<secret>`: what the org's external credential sends as its bearer token. */
  readonly apiKey: string;
  /** 32 bytes in base64, for the org's protected setting. */
  readonly signingKey: string;
}

export interface SalesforceKeys {
  /**
   * New keys for an org, told once. They are good for an hour and those before as long as they were, so
   * that it harms nobody when the org never gets them, or gets them and we never hear of it.
   * @throws AppError `not_connected`
   */
  issue(tenant: Tenant, orgId: string): Promise<IssuedKeys>;
  /** The org has them: they stay good, and those before for ten minutes, until calls under way are done. */
  confirm(tenant: Tenant, keyId: string): Promise<void>;
  /** The org never got them. */
  withdraw(tenant: Tenant, keyId: string): Promise<void>;
  /** A key that is good now; null when there is none of this id. */
  find(keyId: string): Promise<OrgKey | null>;
  /** Takes a nonce of a key, once in all processes; false when it was taken before. */
  takeNonce(keyId: string, nonce: string): Promise<boolean>;
  /** None of the tenant's keys is good any longer. */
  revoke(tenant: Tenant): Promise<void>;
}

const unconfirmedMs = 60 * 60_000;
const overlapMs = 10 * 60_000;
/** Longer than a timestamp is accepted, on both sides of now. */
const nonceMs = 15 * 60_000;
const sweepEveryMs = 60_000;

export function createSalesforceKeys(deps: {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Pick<Runtime, 'now' | 'newId'>;
}): SalesforceKeys {
  const { database, keyRing, runtime } = deps;
  let sweptAt = 0;
  return {
    async issue(tenant, orgId) {
      const id = randomBytes(18).toString('base64url');
      const secret = randomBytes(32).toString('base64url');
      const signingKey = randomBytes(32).toString('base64');
      const now = runtime.now();
      const key = {
        id,
        owner: tenant,
        orgId,
        secretHash: createHash('sha256').update(secret).digest(),
        signingKey,
        createdAt: now,
      };
      await database.withOrganization(tenant.organizationId, async (trx) => {
        // Whoever disconnects at this moment takes the new keys away, or finds that there were none.
        await lockIntegration(trx, tenant.integrationId);
        const integration = await getIntegration(trx, tenant.integrationId);
        if (!integration || integration.status === 'disconnected') throw notConnected();
        await addOrgKey(trx, keyRing, key, new Date(now.getTime() + unconfirmedMs));
      });
      return { keyId: id, apiKey: `${id}.${secret}`, signingKey };
    },

    async confirm(tenant, keyId) {
      const at = runtime.now();
      const othersUntil = new Date(at.getTime() + overlapMs);
      await database.withOrganization(tenant.organizationId, async (trx) => {
        await confirmOrgKey(trx, tenant.integrationId, keyId, othersUntil);
        await recordAudit(trx, { id: runtime.newId(), at, ...tenant, action: 'keys.issued' });
      });
    },

    async withdraw(tenant, keyId) {
      await database.withOrganization(tenant.organizationId, (trx) =>
        forgetOrgKey(trx, tenant.integrationId, keyId),
      );
    },

    find: (keyId) => database.asSystem((trx) => findOrgKey(trx, keyRing, keyId, runtime.now())),

    takeNonce(keyId, nonce) {
      const now = runtime.now();
      const sweep = now.getTime() - sweptAt >= sweepEveryMs;
      if (sweep) sweptAt = now.getTime();
      const expiresAt = new Date(now.getTime() + nonceMs);
      return database.asSystem((trx) => takeNonce(trx, { keyId, nonce, expiresAt }, now, sweep));
    },

    async revoke(tenant) {
      await database.withOrganization(tenant.organizationId, (trx) =>
        forgetOrgKeys(trx, tenant.integrationId),
      );
    },
  };
}

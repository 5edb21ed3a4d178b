/** A server process as far as one org's tokens are concerned: it refreshes, over and over. */
import {
  createSalesforceSessions,
  type OAuthApp,
  type StoredGrant,
} from '../../../server/crm/salesforce/session/session.ts';
import type { TokenStore } from '../../../server/crm/session/token-renewal.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import type { KeyRing } from '../../../server/secrets/key-ring.ts';
import type { Database } from '../../../server/store/database.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import { grantStore } from '../../../server/tenants/salesforce-tokens.ts';

/** Refreshes of all processes together. */
export interface Counter {
  add(): Promise<void>;
  total(): Promise<number>;
}

export interface Refresher {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly tenant: Tenant;
  readonly app: OAuthApp;
  readonly counter: Counter;
}

/** Refreshes until all processes together have done so `rounds` times. */
export async function refreshUntil(
  rounds: number,
  { database, keyRing, tenant, app, counter }: Refresher,
): Promise<void> {
  const kept = grantStore({ database, keyRing, runtime: systemRuntime }, tenant);
  const tokens: TokenStore<StoredGrant> = {
    read: kept.read,
    async replace(expected, next) {
      const isKept = await kept.replace(expected, next);
      if (isKept) await counter.add();
      return isKept;
    },
  };
  const sessions = createSalesforceSessions({
    app,
    withLock: (key, work) => database.withLock(key, work),
  });
  const session = sessions(tenant.integrationId, tokens);
  let { accessToken } = await session.current();
  while ((await counter.total()) < rounds) {
    ({ accessToken } = await session.current(accessToken));
  }
}

/** A server process as far as one org's tokens are concerned: it refreshes, over and over. */
import {
  createSalesforceSessions,
  type OAuthApp,
  type StoredGrant,
  type TokenStore,
  type WithLock,
} from '../../../server/crm/salesforce/session/session.ts';

export type Run = <Row>(statement: string, parameters?: unknown[]) => Promise<Row[]>;

const columns =
  'access_token as "accessToken", refresh_token as "refreshToken", instance_url as "instanceUrl"';

export async function keepGrant(run: Run, grant: StoredGrant): Promise<void> {
  await run(
    'create table kept_grant (access_token text, refresh_token text, instance_url text, refreshes int)',
  );
  const { accessToken, refreshToken, instanceUrl } = grant;
  await run('insert into kept_grant values ($1, $2, $3, 0)', [
    accessToken,
    refreshToken,
    instanceUrl,
  ]);
}

/** The one row that all processes share. */
export function grantIn(run: Run): TokenStore {
  return {
    read: async () => (await run<StoredGrant>(`select ${columns} from kept_grant`))[0] ?? null,
    async replace(expected, next) {
      const changed = await run(
        `update kept_grant set access_token = $1, refresh_token = $2, instance_url = $3,
                refreshes = refreshes + 1
          where refresh_token = $4 returning 1`,
        [next.accessToken, next.refreshToken, next.instanceUrl, expected.refreshToken],
      );
      return changed.length > 0;
    },
  };
}

export async function refreshesIn(run: Run): Promise<number> {
  return (await run<{ refreshes: number }>('select refreshes from kept_grant'))[0]?.refreshes ?? 0;
}

/** Refreshes until all processes together have done so `rounds` times. */
export async function refreshUntil(
  rounds: number,
  app: OAuthApp,
  run: Run,
  withLock: WithLock,
): Promise<void> {
  const session = createSalesforceSessions({ app, withLock })('org', grantIn(run));
  let { accessToken } = await session.current();
  while ((await refreshesIn(run)) < rounds) {
    ({ accessToken } = await session.current(accessToken));
  }
}

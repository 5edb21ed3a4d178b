/**
 * What a server does by itself, every so often and in one process: finishes installs, keeps quiet orgs
 * connected, hears of uninstalls, and deletes what has had its time.
 */
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import { findIntegrationByAccount } from '../store/integrations.ts';
import { findUnfinishedSetUps, takeTurn } from '../store/upkeep.ts';
import type { ConnectionsDependencies } from './dependencies.ts';
import { wasUninstalled } from './disconnect.ts';
import { setUp } from './set-up.ts';

export interface Chore {
  readonly name: string;
  /** In milliseconds. */
  readonly every: number;
  /** @param signal the server stops: what is not done is done the next time */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
}

const minute = 60_000;
const hour = 60 * minute;

export function connectionChores(deps: ConnectionsDependencies): Chore[] {
  return [
    { name: 'set-up', every: minute, work: () => finishSetUps(deps) },
    { name: 'uninstalls', every: 5 * minute, work: () => hearOfUninstalls(deps) },
    {
      name: 'keep-alive',
      every: 6 * hour,
      work: () => deps.salesforce.keepAlive(deps.runtime.now()),
    },
  ];
}

async function finishSetUps(deps: ConnectionsDependencies): Promise<void> {
  const open = await deps.database.asSystem((trx) => findUnfinishedSetUps(trx));
  for (const { crm, ...tenant } of open) {
    if (crm !== 'pipedrive') await setUp(deps, tenant, crm);
  }
}

async function hearOfUninstalls(deps: ConnectionsDependencies): Promise<void> {
  for (const portalId of await deps.hubspot.uninstalledPortals()) {
    const tenant = await deps.database.asSystem((trx) =>
      findIntegrationByAccount(trx, 'hubspot', portalId),
    );
    if (tenant) await wasUninstalled(deps, tenant);
  }
}

/** Does whatever is due. One chore that fails stops no other. */
export async function doChores(
  chores: readonly Chore[],
  deps: {
    readonly database: Database;
    readonly runtime: Pick<Runtime, 'now'>;
    readonly logger: Pick<ConnectionsDependencies['logger'], 'warn'>;
  },
  signal: AbortSignal,
): Promise<void> {
  for (const { name, every, work } of chores) {
    if (signal.aborted) return;
    try {
      const isOurs = await deps.database.asSystem((trx) =>
        takeTurn(trx, name, deps.runtime.now(), every),
      );
      if (isOurs) await work(signal);
    } catch (error) {
      deps.logger.warn({ err: error, chore: name }, 'a chore could not be done');
    }
  }
}

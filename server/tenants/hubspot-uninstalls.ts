/** Which accounts have removed our app, as HubSpot's journal tells. */
import type { HubSpotOAuthApp } from '../crm/hubspot/oauth/app.ts';
import {
  openUninstallJournal,
  type Uninstall,
  type UninstallJournal,
} from '../crm/hubspot/oauth/journal.ts';
import type { Runtime } from '../runtime.ts';
import { moveCursor, readCursor } from '../store/app-cursors.ts';
import type { Database } from '../store/database.ts';
import { connectedSince } from '../store/integration-grant.ts';
import { accountIdOf } from './hubspot-accounts.ts';

export interface UninstallDependencies {
  readonly database: Database;
  readonly runtime: Pick<Runtime, 'now'>;
}

const cursorName = 'hubspot-uninstalls';
/** At one reading; the next goes on. */
const mostEntries = 500;

/**
 * Accounts that removed the app after they were connected last, and are connected still. The cursor
 * stays before the first entry that names one of them, so that a process that dies before it has ended
 * the connection is told again.
 * @throws CrmError when the journal cannot be read
 */
export async function readUninstalls(
  deps: UninstallDependencies,
  app: HubSpotOAuthApp,
): Promise<readonly string[]> {
  const journal = await openUninstallJournal(app);
  await journal.subscribe();
  const start = await deps.database.asSystem((trx) => readCursor(trx, cursorName));
  const { gone, done } = await readFrom(deps, app, journal, start);
  if (done !== null && done !== start) {
    const at = deps.runtime.now();
    await deps.database.asSystem((trx) => moveCursor(trx, cursorName, { cursor: done, at }));
  }
  return [...gone];
}

async function readFrom(
  { database }: UninstallDependencies,
  app: HubSpotOAuthApp,
  journal: UninstallJournal,
  start: string | null,
): Promise<{ readonly gone: ReadonlySet<string>; readonly done: string | null }> {
  const gone = new Set<string>();
  const seen = new Set<string>();
  let at = start;
  let done = start;
  while (seen.size < mostEntries) {
    const entry = await journal.next(at);
    // A journal that leads back would be read for ever.
    if (!entry || seen.has(entry.offset)) break;
    seen.add(entry.offset);
    const accounts = entry.uninstalls.map((uninstall) => ({
      accountId: accountIdOf(uninstall.portalId, app.baseUrl),
      uninstall,
    }));
    const left = await database.asSystem(async (trx) => {
      const found: string[] = [];
      for (const { accountId, uninstall } of accounts) {
        const since = await connectedSince(trx, 'hubspot', accountId);
        if (isAfter(uninstall, since)) found.push(accountId);
      }
      return found;
    });
    for (const accountId of left) gone.add(accountId);
    at = entry.offset;
    if (gone.size === 0) done = at;
  }
  return { gone, done };
}

/** One that was installed again since is not gone. */
function isAfter({ at }: Uninstall, since: Date | null): boolean {
  return since !== null && at > since;
}

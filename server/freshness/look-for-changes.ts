/**
 * Looks at what enrichments rest on, and has those enriched again whose sources say something else by
 * now. A look is of a source, not of a record: what several records or tenants rest on is asked once.
 */
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import { actingAs } from '../audit/actor.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Looks } from '../research/looks.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import { findToLookAt, noteLookedAt, takeOfDay, type WatchedRecord } from '../store/freshness.ts';
import { getSettings } from '../store/organizations.ts';
import { findConnected } from '../store/stale-records.ts';
import { enqueue } from '../store/sync-queue.ts';
import type { Tenant } from '../sync/service.ts';
import { isChanged, type Looked, lookAtSources } from './look-at-sources.ts';

export interface FreshnessDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly runtime: Runtime;
  readonly looks: Looks;
  readonly logger: Pick<Logger, 'warn'>;
}

const DAY_MS = 86_400_000;
const everyDays = { daily: 1, weekly: 7, monthly: 30 } as const;
/** Of one connection and turn: whoever has many takes several turns, and others theirs between. */
const RECORDS_AT_ONCE = 200;
/** So that other chores have their turn. */
const LONGEST_MS = 60_000;
const CONNECTIONS_AT_ONCE = 2;
/** After everything that somebody asked for. */
const LAST = 1;

const system = { kind: 'system', id: null, source: 'job', ip: null } as const;

/** What a turn came to. */
export interface LookReport {
  /** Companies looked at. */
  readonly looks: number;
  /** Records that are enriched again. */
  readonly changed: number;
}

/** One turn at all connections that want it, in an order that is another each time. */
export async function lookForChanges(
  deps: FreshnessDependencies,
  signal: AbortSignal,
): Promise<LookReport> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
  const connected = await deps.database.asSystem((trx) => findConnected(trx));
  const order = new Map(connected.map((tenant) => [tenant, deps.runtime.random()]));
  connected.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const atOnce = pLimit(CONNECTIONS_AT_ONCE);
  const reports = await Promise.all(
    connected.map((tenant) =>
      atOnce(async () => {
        if (until.aborted) return { looks: 0, changed: 0 };
        try {
          return await actingAs(system, () => lookFor(deps, tenant, until));
        } catch (err) {
          deps.logger.warn({ err, ...tenant }, 'changes could not be looked for');
          return { looks: 0, changed: 0 };
        }
      }),
    ),
  );
  return {
    looks: reports.reduce((sum, { looks }) => sum + looks, 0),
    changed: reports.reduce((sum, { changed }) => sum + changed, 0),
  };
}

async function lookFor(
  deps: FreshnessDependencies,
  tenant: Tenant,
  signal: AbortSignal,
): Promise<LookReport> {
  const { database, runtime } = deps;
  const companies = await database.withOrganization(tenant.organizationId, (trx) =>
    companiesToLookAt(trx, tenant, runtime.now()),
  );
  if (!companies) return { looks: 0, changed: 0 };
  const { settings, groups } = companies;
  const subjects = groups.flatMap((group) => watchedBy(deps, group[0]));
  const looked = await lookAtSources(deps, subjects, signal);
  const changed = await database.withOrganization(tenant.organizationId, (trx) =>
    settle(deps, trx, tenant, { settings, records: groups.flat(), looked }),
  );
  return { looks: groups.length, changed };
}

type Trx = Parameters<typeof findToLookAt>[0];

/** Records that rest on the very same sources: one company, whoever of it the CRM knows. */
async function companiesToLookAt(trx: Trx, tenant: Tenant, now: Date) {
  const settings = (await getSettings(trx, tenant.organizationId))?.freshness;
  if (!settings || settings.look === 'off') return null;
  const before = new Date(now.getTime() - everyDays[settings.look] * DAY_MS);
  const due = await findToLookAt(trx, tenant, { before, now, limit: RECORDS_AT_ONCE });
  const groups = [...Map.groupBy(due, (one) => Object.keys(one.marks).sort().join('\n')).values()];
  const granted = await takeOfDay(trx, tenant, 'looks', {
    day: dayOf(now),
    wanted: groups.length,
    quota: settings.looksPerDay,
  });
  return granted === 0 ? null : { settings, groups: groups.slice(0, granted) };
}

/** What a record rests on, as far as anybody can look at it. */
function watchedBy({ looks }: FreshnessDependencies, one: WatchedRecord | undefined): string[] {
  return Object.keys(one?.marks ?? {}).filter((subject) => looks.knows(subject));
}

/** Who is enriched again, and who was looked at, in one transaction: a crash repeats looks, never runs. */
async function settle(
  deps: FreshnessDependencies,
  trx: Trx,
  tenant: Tenant,
  found: {
    readonly settings: TenantSettings['freshness'];
    readonly records: readonly WatchedRecord[];
    readonly looked: Looked;
  },
): Promise<number> {
  const { jobs, runtime } = deps;
  const { settings, records, looked } = found;
  const now = runtime.now();
  const changed = records.filter(({ marks }) => isChanged(marks, looked.seen));
  const left = await takeOfDay(trx, tenant, 'enrichments', {
    day: dayOf(now),
    wanted: changed.length,
    quota: settings.enrichmentsPerDay,
  });
  const again = changed.slice(0, left);
  const isAgain = new Set(again);
  const isChangedToo = new Set(changed);
  const tomorrow = new Date(now.getTime() + DAY_MS);
  const noted = records.flatMap((one) => {
    const watched = watchedBy(deps, one);
    // Nobody was asked any more: it is due the next time.
    if (!isAgain.has(one) && watched.some((subject) => looked.skipped.has(subject))) return [];
    // Beyond the quota, or of a source that did not answer: tomorrow.
    const isSilent = watched.some((subject) => !looked.seen.has(subject));
    const isPostponed = !isAgain.has(one) && (isSilent || isChangedToo.has(one));
    return [{ record: one.record, againAt: isPostponed ? tomorrow : null }];
  });
  await noteLookedAt(trx, tenant, noted, now);
  const items = again.map(({ record, lastEnrichedAt }) => ({
    id: runtime.newId(),
    callbackId: `changed-${record.object}-${record.id}-${lastEnrichedAt.getTime()}-${dayOf(now)}`,
    origin: 'refresh' as const,
    record,
    mode: 'write' as const,
    // What is kept of the sources is what they said before.
    refresh: true,
    priority: LAST,
    receivedAt: now,
    expiresAt: tomorrow,
  }));
  await enqueue(trx, tenant, items);
  if (items.length > 0) await jobs.wake(trx, 'sync-turn', tenant);
  return items.length;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

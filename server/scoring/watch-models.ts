/** Looks after models in use: whether records and what becomes of them still are as in training. */
import type { ModelAlarm } from '../../shared/contract/scoring-model.ts';
import { alarmsOf } from '../../shared/scoring/learned/watch.ts';
import { recordAudit } from '../store/audit-events.ts';
import { getLearning, getModel, keepAlarms } from '../store/score-models.ts';
import { readOutcomes, recentSnapshots } from '../store/score-snapshots.ts';
import type { Tenant } from '../sync/service.ts';
import type { ScoringDependencies } from './dependencies.ts';

const WEEKS_OF_RECORDS = 4;
const MOST_RECORDS = 5_000;
const WEEK_MS = 7 * 86_400_000;

/** Raises alarms about the model in use, and takes back those that no longer hold. */
export async function watchModel(
  { database, runtime }: Pick<ScoringDependencies, 'database' | 'runtime'>,
  tenant: Tenant,
): Promise<void> {
  const at = runtime.now();
  const found = await database.withOrganization(tenant.organizationId, async (trx) => {
    const { inUse } = await getLearning(trx, tenant);
    const stored = inUse === null ? null : await getModel(trx, tenant, inUse);
    if (!stored) return null;
    const since = new Date(at.getTime() - WEEKS_OF_RECORDS * WEEK_MS);
    return {
      stored,
      recent: await recentSnapshots(trx, tenant, { since, limit: MOST_RECORDS }),
      ended: await readOutcomes(trx, tenant, { since: stored.trainedAt, limit: MOST_RECORDS }),
    };
  });
  if (!found) return;
  const { stored, recent, ended } = found;
  const known = new Map(stored.alarms.map(({ kind, since }) => [kind, since]));
  const alarms = alarmsOf(stored.model, recent, ended).map(
    (alarm): ModelAlarm => ({ ...alarm, since: known.get(alarm.kind) ?? at.toISOString() }),
  );
  const news = alarms.filter(({ kind }) => !known.has(kind));
  await database.withOrganization(tenant.organizationId, async (trx) => {
    await keepAlarms(trx, tenant, stored.version, { alarms, at });
    if (news.length === 0) return;
    await recordAudit(trx, {
      id: runtime.newId(),
      at,
      ...tenant,
      action: 'scoring.alarmed',
      after: { version: stored.version, alarms: news.map(({ message }) => message) },
    });
  });
}

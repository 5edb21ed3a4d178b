import type { Chore } from '../connections/upkeep.ts';
import { findOpenTrainings, getLearning } from '../store/score-models.ts';
import { findConnected } from '../store/stale-records.ts';
import type { Tenant } from '../sync/service.ts';
import type { ScoringDependencies } from './dependencies.ts';
import { readOutcomes } from './read-outcomes.ts';
import { watchModel } from './watch-models.ts';

const minute = 60_000;
const day = 86_400_000;
const NOT_SOONER_MS = 60 * minute;

/** What is done for learned scores without anybody asking. */
export function scoringChores(deps: ScoringDependencies): Chore[] {
  const { database, jobs } = deps;
  const connected = () => database.asSystem((trx) => findConnected(trx));
  return [
    {
      // A job that was lost with its process.
      name: 'score-trainings',
      every: minute,
      work: async () =>
        jobs.wakeNow('train-score', await database.asSystem((trx) => findOpenTrainings(trx))),
    },
    {
      // Jobs of their own, for a large account takes longer than other chores can wait.
      name: 'score-outcomes',
      every: day,
      work: async () => jobs.wakeNow('read-outcomes', await connected()),
    },
    {
      name: 'score-alarms',
      every: 7 * day,
      async work(signal) {
        for (const tenant of await connected()) {
          if (signal.aborted) return;
          await guarded(deps, tenant, 'a score could not be watched', () =>
            watchModel(deps, tenant),
          );
        }
      },
    },
  ];
}

/** The job of `score-outcomes`; one that is repeated soon does nothing. What could not be read is read the next day. */
export function readOutcomesOf(
  deps: ScoringDependencies,
  tenant: Tenant,
  signal: AbortSignal,
): Promise<void> {
  return guarded(deps, tenant, 'outcomes could not be read', async () => {
    const { outcomesReadAt } = await deps.database.withOrganization(tenant.organizationId, (trx) =>
      getLearning(trx, tenant),
    );
    const isRecent =
      outcomesReadAt !== null &&
      deps.runtime.now().getTime() - outcomesReadAt.getTime() < NOT_SOONER_MS;
    if (!isRecent) await readOutcomes(deps, tenant, signal);
  });
}

/** One connection that fails holds no other up; it has its turn again. */
async function guarded(
  { logger }: ScoringDependencies,
  tenant: Tenant,
  message: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.warn({ err: error, ...tenant }, message);
  }
}

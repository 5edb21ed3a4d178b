import type { Chore } from '../connections/upkeep.ts';
import { findOpenTrainings } from '../store/score-models.ts';
import { findConnected } from '../store/stale-records.ts';
import type { Tenant } from '../sync/service.ts';
import type { ScoringDependencies } from './dependencies.ts';
import { readOutcomes } from './read-outcomes.ts';
import { watchModel } from './watch-models.ts';

const minute = 60_000;
const day = 86_400_000;

/** What is done for learned scores without anybody asking. */
export function scoringChores(deps: ScoringDependencies): Chore[] {
  const { database, jobs, logger } = deps;

  async function forEveryTenant(
    what: string,
    signal: AbortSignal,
    work: (tenant: Tenant) => Promise<void>,
  ): Promise<void> {
    for (const tenant of await database.asSystem((trx) => findConnected(trx))) {
      if (signal.aborted) return;
      // One connection that fails holds no other up; it has its turn again.
      await work(tenant).catch((error: unknown) => {
        logger.warn({ err: error, ...tenant }, `${what} could not be done`);
      });
    }
  }

  return [
    {
      // A job that was lost with its process.
      name: 'score-trainings',
      every: minute,
      work: async () =>
        jobs.wakeNow('train-score', await database.asSystem((trx) => findOpenTrainings(trx))),
    },
    {
      name: 'score-outcomes',
      every: day,
      work: (signal) =>
        forEveryTenant('reading outcomes', signal, (tenant) => readOutcomes(deps, tenant, signal)),
    },
    {
      name: 'score-alarms',
      every: 7 * day,
      work: (signal) =>
        forEveryTenant('watching a score', signal, (tenant) => watchModel(deps, tenant)),
    },
  ];
}

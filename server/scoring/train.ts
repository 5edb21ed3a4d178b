/** A training from beginning to end: outcomes are read, a card is fitted and measured, and kept. */
import { type Actor, actingAs } from '../audit/actor.ts';
import { CrmError } from '../crm/errors.ts';
import { isAppError } from '../errors.ts';
import { recordAudit } from '../store/audit-events.ts';
import {
  addModel,
  dropOldModels,
  getLearning,
  type Learning,
  listModels,
  updateLearning,
} from '../store/score-models.ts';
import { readOutcomes as storedOutcomes } from '../store/score-snapshots.ts';
import type { Tenant } from '../sync/service.ts';
import type { ScoringDependencies } from './dependencies.ts';
import type { Learned } from './learn.ts';
import { readOutcomes } from './read-outcomes.ts';

/** More teach nothing more, and the newest are most like those to come. */
const MOST_OUTCOMES = 20_000;
/** Newest ones of a connection; the page shows as many. */
export const MODELS_KEPT = 10;

const ourselves: Actor = { kind: 'system', id: null, source: 'job', ip: null };

/** Whether a training was asked for that has not ended. */
export function isTraining({ askedAt, endedAt }: Pick<Learning, 'askedAt' | 'endedAt'>): boolean {
  return askedAt !== null && (endedAt === null || endedAt < askedAt);
}

/** Does the training that was asked for; nothing where there is none. How it ended stands in the state. */
export async function trainScore(deps: ScoringDependencies, tenant: Tenant): Promise<void> {
  const { database, logger } = deps;
  const learning = await database.withOrganization(tenant.organizationId, (trx) =>
    getLearning(trx, tenant),
  );
  if (!isTraining(learning)) return;
  const learned = await learn(deps, tenant).catch((error: unknown): Learned => {
    const reason = refusalOf(error);
    if (!reason) logger.error({ err: error, ...tenant }, 'a training failed');
    return { status: 'refused', reasons: [reason ?? interrupted] };
  });
  await actingAs(learning.askedBy ?? ourselves, () => keep(deps, tenant, learned));
}

async function learn(deps: ScoringDependencies, tenant: Tenant): Promise<Learned> {
  await readOutcomes(deps, tenant);
  const outcomes = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    storedOutcomes(trx, tenant, { limit: MOST_OUTCOMES }),
  );
  return deps.train(outcomes);
}

const interrupted = 'The training was interrupted, and nothing was changed. Train again.';

/** Null where it is our fault. */
function refusalOf(error: unknown): string | null {
  if (!(error instanceof CrmError) && !isAppError(error)) return null;
  return `What became of the records could not be read, so nothing was trained: ${error.message}`;
}

async function keep(
  { database, runtime }: ScoringDependencies,
  tenant: Tenant,
  learned: Learned,
): Promise<void> {
  await database.withOrganization(tenant.organizationId, async (trx) => {
    const learning = await getLearning(trx, tenant, { lock: true });
    // Somebody else has done it.
    if (!isTraining(learning)) return;
    const at = runtime.now();
    const event = { id: runtime.newId(), at, ...tenant, action: 'scoring.trained' as const };
    if (learned.status === 'refused') {
      const refusal = learned.reasons.join(' ');
      await updateLearning(trx, tenant, { endedAt: at, refusal });
      await recordAudit(trx, { ...event, after: { refusal } });
      return;
    }
    const { model, thresholds } = learned;
    const version = await addModel(trx, tenant, { trainedAt: at, model, thresholds });
    const kept = await listModels(trx, tenant, learning.inUse, MODELS_KEPT);
    await dropOldModels(
      trx,
      tenant,
      kept.map((one) => one.version),
    );
    await updateLearning(trx, tenant, { endedAt: at, refusal: null });
    const { trainedOn, verdict } = model;
    const after = { version, outcomes: trainedOn.rows, isBetter: verdict.adopted };
    await recordAudit(trx, { ...event, after });
  });
}

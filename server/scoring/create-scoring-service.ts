import { ZodError } from 'zod';
import type { ScoringChange, ScoringState } from '../../shared/contract/scoring-model.ts';
import { modelViewOf } from '../../shared/scoring/learned/view.ts';
import { LEAST_OF_A_CLASS, LEAST_OUTCOMES } from '../../shared/scoring/training/train.ts';
import { actingAs, currentActor } from '../audit/actor.ts';
import { integrationNotFound } from '../connections/errors.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { TenantTransaction } from '../store/database.ts';
import { getIntegration } from '../store/integrations.ts';
import {
  getLearning,
  getModel,
  type Learning,
  listModels,
  markAdopted,
  updateLearning,
} from '../store/score-models.ts';
import { countOutcomes } from '../store/score-snapshots.ts';
import type { Tenant } from '../sync/service.ts';
import type { ScoringDependencies } from './dependencies.ts';
import { modelNotBetter, modelNotFound, modelUnreadable } from './errors.ts';
import type { ScoringService } from './service.ts';
import { isTraining, MODELS_KEPT } from './train.ts';

/** What an administrator decides, and what the service has to hand for it. */
export function createScoringService(deps: ScoringDependencies): ScoringService {
  const { database, jobs, runtime } = deps;

  async function decide(
    trx: TenantTransaction,
    tenant: Tenant,
    learning: Learning,
    change: ScoringChange,
  ): Promise<Partial<Learning>> {
    switch (change.do) {
      case 'train':
        await jobs.wake(trx, 'train-score', tenant);
        return isTraining(learning)
          ? {}
          : { askedAt: later(runtime.now(), learning.endedAt), askedBy: currentActor() };
      case 'use': {
        const { version } = change;
        await requireBetter(trx, tenant, version);
        await markAdopted(trx, tenant, version, { at: runtime.now(), actor: currentActor() });
        return { inUse: version };
      }
      case 'return-to-template':
        return { inUse: null };
      case 'set-deal-probability':
        return { dealProbability: change.probability };
    }
  }

  return {
    read: (tenant) =>
      database.withOrganization(tenant.organizationId, async (trx) => {
        await requireIntegration(trx, tenant);
        return stateOf(trx, tenant);
      }),

    change: (tenant, actor, change) =>
      actingAs(actor, () =>
        database.withOrganization(tenant.organizationId, async (trx) => {
          await requireIntegration(trx, tenant);
          const before = await getLearning(trx, tenant, { lock: true });
          const decided = await decide(trx, tenant, before, change);
          if (Object.keys(decided).length > 0) await updateLearning(trx, tenant, decided);
          const after = { ...before, ...decided };
          const isNews = JSON.stringify(shown(before)) !== JSON.stringify(shown(after));
          if (isNews) {
            await recordAudit(trx, {
              id: runtime.newId(),
              at: runtime.now(),
              ...tenant,
              action: 'scoring.changed',
              before: shown(before),
              after: shown(after),
            });
          }
          return stateOf(trx, tenant);
        }),
      ),
  };
}

/** As the history tells it. */
function shown({ inUse, dealProbability }: Learning) {
  return { scoredBy: inUse === null ? 'template' : `learned-${inUse}`, dealProbability };
}

/** Two trainings in one millisecond are two. */
function later(now: Date, than: Date | null): Date {
  return than && than >= now ? new Date(than.getTime() + 1) : now;
}

async function requireIntegration(trx: TenantTransaction, tenant: Tenant): Promise<void> {
  if (!(await getIntegration(trx, tenant.integrationId))) throw integrationNotFound();
}

async function requireBetter(
  trx: TenantTransaction,
  tenant: Tenant,
  version: number,
): Promise<void> {
  const stored = await getModel(trx, tenant, version).catch((error: unknown) => {
    throw error instanceof ZodError ? modelUnreadable(version) : error;
  });
  if (!stored) throw modelNotFound(version);
  const { adopted, reasons } = stored.model.verdict;
  if (!adopted) throw modelNotBetter(version, reasons);
}

async function stateOf(trx: TenantTransaction, tenant: Tenant): Promise<ScoringState> {
  const learning = await getLearning(trx, tenant);
  const counts = await countOutcomes(trx, tenant);
  const models = await listModels(trx, tenant, learning.inUse, MODELS_KEPT);
  const count = (outcome: 'won' | 'lost' | 'open' | null) => counts.get(outcome) ?? 0;
  const isRunning = isTraining(learning);
  const isThere = models.some(({ version }) => version === learning.inUse);
  return {
    inUse: isThere ? learning.inUse : null,
    history: {
      won: count('won'),
      lost: count('lost'),
      // Nobody has asked yet what became of some.
      open: count('open') + count(null),
      needed: { outcomes: LEAST_OUTCOMES, ofEach: LEAST_OF_A_CLASS },
      readAt: learning.outcomesReadAt?.toISOString() ?? null,
    },
    training: {
      state: isRunning ? 'running' : 'idle',
      lastAt: learning.endedAt?.toISOString() ?? null,
      refusal: isRunning ? null : learning.refusal,
    },
    dealProbability: learning.dealProbability,
    models: models.map((model) => modelViewOf(model, learning.inUse)),
  };
}

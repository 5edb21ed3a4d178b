/** The plans of a batch: what was created before, whose turn it is, and one deal for a company. */
import type { Assignment } from '../../shared/contract/v1.ts';
import type { WritePlan } from '../../shared/plan/plan.ts';
import { isAppError } from '../errors.ts';
import { peekTurn, takeTurn } from '../store/assignment-turns.ts';
import { type EarlierCreations, findEarlierCreations } from '../store/write-journal.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { type AssignedOwner, dealSubject, planRecord, taskSubject } from './planning.ts';
import type { Decided, PrepareResult } from './prepared.ts';
import { recordVersion } from './record-version.ts';

/** Plans in order of score, so that of two contacts of a company the better one gets its deal. */
export async function planRecords(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Decided[],
): Promise<Map<string, PrepareResult>> {
  const ranked = [...items].sort(
    (a, b) => (b.decision.score.value ?? -1) - (a.decision.score.value ?? -1),
  );
  const earlier = await earlierCreations(deps, context, ranked);
  const results = new Map<string, PrepareResult>();
  const dealsOfThisRun = new Set<string>();
  for (const item of ranked) {
    try {
      const owner = await assignedOwner(deps, context, item);
      const deal = dealSubject(item.record);
      const planned = planRecord({
        ...item,
        context,
        version: recordVersion(item.asRead),
        match: item.research.match,
        owner,
        earlierTask: earlier.get(taskSubject(item.record)),
        earlierDeal: earlier.get(deal),
        enrichmentId: item.runId,
        now: deps.runtime.now(),
      });
      const doubled = planned.deal !== null && dealsOfThisRun.has(deal);
      if (planned.deal) dealsOfThisRun.add(deal);
      results.set(item.runId, {
        ok: true,
        prepared: { ...item, plan: doubled ? withoutDeal(planned) : planned },
      });
    } catch (error) {
      if (!isAppError(error)) deps.logger.error({ err: error, runId: item.runId }, 'plan failed');
      results.set(item.runId, { ok: false, error });
    }
  }
  return results;
}

function withoutDeal(planned: WritePlan): WritePlan {
  const skipped = {
    action: 'deal' as const,
    code: 'shared',
    reason: 'Another record of the same company gets the deal in this run.',
  };
  return { ...planned, deal: null, skipped: [...planned.skipped, skipped] };
}

/**
 * What we created before for these records. An entry whose object the CRM has never heard of (the
 * account was reset) does not stand in the way; one that somebody deleted does.
 */
async function earlierCreations(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Decided[],
): Promise<ReadonlyMap<string, EarlierCreations>> {
  const subjects = items.flatMap(({ decision, record }) => [
    ...(decision.task.create ? [taskSubject(record)] : []),
    ...(decision.deal.create ? [dealSubject(record)] : []),
  ]);
  const found = await deps.database.withOrganization(context.tenant.organizationId, (trx) =>
    findEarlierCreations(trx, context.tenant, [...new Set(subjects)]),
  );
  const created = [...found].flatMap(([subject, { standing }]) => {
    if (!standing?.entry.crmId) return [];
    const { operation, crmId } = standing.entry;
    if (operation.kind !== 'create-task' && operation.kind !== 'create-deal') return [];
    const kind = operation.kind === 'create-task' ? ('task' as const) : ('deal' as const);
    return [{ subject, object: { object: kind, id: crmId, operation } }];
  });
  if (created.length === 0) return found;
  const states = await context.connector.inspectCreated(created.map((item) => item.object));
  for (const { subject, object } of created) {
    const state = states.get(object.id);
    const known = found.get(subject);
    if (known && state?.state === 'gone' && !state.deleted) {
      found.set(subject, { ...known, standing: null });
    }
  }
  return found;
}

async function assignedOwner(
  deps: SyncDependencies,
  context: TenantContext,
  item: Decided,
): Promise<AssignedOwner | null> {
  const assignment: Assignment = item.decision.assignment;
  if (assignment.status === 'unassigned') return null;
  if (assignment.status === 'assigned') return assignment;
  const next = item.request.mode === 'preview' ? peekTurn : takeTurn;
  const turn = await deps.database.withOrganization(context.tenant.organizationId, (trx) =>
    next(trx, context.tenant, assignment.ruleId),
  );
  const ownerId = assignment.ownerIds[turn % assignment.ownerIds.length];
  return ownerId === undefined ? null : { ownerId, reason: assignment.reason };
}

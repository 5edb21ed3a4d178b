/** The plans of a batch: what was created before, whose turn it is, and one deal for a company. */
import type { Assignment, EnrichRequest } from '../../shared/contract/v1.ts';
import { unlessNothingNew } from '../../shared/plan/nothing-new.ts';
import { isAppError } from '../errors.ts';
import { peekTurns, takeTurns } from '../store/assignment-turns.ts';
import { type EarlierCreations, findEarlierCreations } from '../store/write-journal.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { type AssignedOwner, dealSubject, planRecord, taskSubject } from './planning.ts';
import type { Decided, PrepareResult } from './prepared.ts';
import { recordVersion } from './record-version.ts';

type Rotation = Extract<Assignment, { status: 'rotation' }>;

/** Nobody waits for these runs in front of a record: where nothing is new, the CRM is not written to. */
const bulkTriggers: ReadonlySet<EnrichRequest['trigger']> = new Set([
  'list',
  'workflow',
  'webhook',
  'refresh',
]);

/** Plans in order of score, so that of two contacts of a company the better one gets its deal. */
export async function planRecords(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Decided[],
  nextSlice: () => Promise<void>,
): Promise<Map<string, PrepareResult>> {
  const ranked = [...items].sort(
    (a, b) => (b.decision.score.value ?? -1) - (a.decision.score.value ?? -1),
  );
  const earlier = await earlierCreations(deps, context, ranked);
  const owners = await assignedOwners(deps, context, ranked);
  const results = new Map<string, PrepareResult>();
  const dealsOfThisRun = new Set<string>();
  for (const item of ranked) {
    await nextSlice();
    try {
      const deal = dealSubject(item.record);
      const plan = planRecord({
        ...item,
        context,
        version: recordVersion(item.asRead),
        match: item.research.match,
        owner: owners.get(item.runId) ?? null,
        earlierTask: earlier.get(taskSubject(item.record)),
        earlierDeal: earlier.get(deal),
        enrichmentId: item.runId,
        dealIsTaken: dealsOfThisRun.has(deal),
        now: deps.runtime.now(),
      });
      if (plan.deal) dealsOfThisRun.add(deal);
      const isBulk = bulkTriggers.has(item.request.trigger);
      results.set(item.runId, {
        ok: true,
        prepared: { ...item, plan: isBulk ? unlessNothingNew(plan) : plan },
      });
    } catch (error) {
      if (!isAppError(error)) deps.logger.error({ err: error, runId: item.runId }, 'plan failed');
      results.set(item.runId, { ok: false, error });
    }
  }
  return results;
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

/**
 * Who gets which record: where owners take turns, in the order of the items, all turns of the batch
 * taken at once. A preview is only shown whose turn it would be.
 */
async function assignedOwners(
  deps: SyncDependencies,
  context: TenantContext,
  items: readonly Decided[],
): Promise<Map<string, AssignedOwner>> {
  const owners = new Map<string, AssignedOwner>();
  const rotating: { item: Decided; assignment: Rotation }[] = [];
  for (const item of items) {
    const { assignment } = item.decision;
    if (assignment.status === 'assigned') owners.set(item.runId, assignment);
    if (assignment.status === 'rotation') rotating.push({ item, assignment });
  }
  const isPreview = ({ item }: { item: Decided }) => item.request.mode === 'preview';
  const taking = rotating.filter((one) => !isPreview(one));
  const counts = new Map(
    [...Map.groupBy(taking, ({ assignment }) => assignment.ruleId)].map(
      ([ruleId, turns]) => [ruleId, turns.length] as const,
    ),
  );
  const looking = rotating.filter(isPreview).map(({ assignment }) => assignment.ruleId);
  if (rotating.length === 0) return owners;
  const { tenant } = context;
  const { next, shown } = await deps.database.withOrganization(
    tenant.organizationId,
    async (trx) => ({
      shown: await peekTurns(trx, tenant, [...new Set(looking)]),
      next: await takeTurns(trx, tenant, counts),
    }),
  );
  for (const one of rotating) {
    const { item, assignment } = one;
    const turns = isPreview(one) ? shown : next;
    const turn = turns.get(assignment.ruleId) ?? 0;
    if (turns === next) next.set(assignment.ruleId, turn + 1);
    const ownerId = assignment.ownerIds[turn % assignment.ownerIds.length];
    if (ownerId !== undefined) owners.set(item.runId, { ownerId, reason: assignment.reason });
  }
  return owners;
}

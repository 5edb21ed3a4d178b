/**
 * Executions of the workflow action: enrich, keep the outputs, tell HubSpot, close. Each arrow is a
 * commit, and whoever takes a row up after a crash goes on behind the last one.
 */
import type { WorkflowOutputs } from '../../../shared/contract/workflow-action.ts';
import { actingAs } from '../../audit/actor.ts';
import { isAppError } from '../../errors.ts';
import { postponeWork } from '../../store/inbound-work.ts';
import {
  closeExecutions,
  type Execution,
  getExecutions,
  recordOutputs,
} from '../../store/workflow-executions.ts';
import type { EnrichResult } from '../../sync/enrich.ts';
import type { Tenant } from '../../sync/service.ts';
import type { InboundDependencies, WorkOn } from '../dependencies.ts';
import { enrichAll } from '../enrich-all.ts';
import { later, type Postponed, postponed } from '../postponing.ts';
import { outputsOf, outputsOfFailure } from './outputs.ts';
import { requestOf } from './request.ts';
import { type EndedExecution, type Told, tellHubSpot } from './tell.ts';

/** Before HubSpot lets the record go on, it is told at least why nothing came of it. */
const LAST_CALL_MS = 300_000;

export const workOnExecutions: WorkOn = async (deps, tenant, claim, ids) => {
  const { organizationId } = tenant;
  const executions = await deps.database.withOrganization(organizationId, (trx) =>
    getExecutions(trx, tenant, ids),
  );
  const open = executions.filter(({ outputs }) => outputs === null);
  const results = await enrichInTheirNames(deps, tenant, open);
  const now = deps.runtime.now();
  const steps = open.map((one) => ({ one, next: nextStep(deps, one, results.get(one.id), now) }));
  const ended = steps.flatMap(({ one, next }) =>
    'outputs' in next ? [{ ...one, outputs: next.outputs }] : [],
  );
  await deps.database.withOrganization(organizationId, async (trx) => {
    await recordOutputs(trx, tenant, claim, ended);
    for (const { one, next } of steps) {
      if ('again' in next) {
        const row = { id: one.id, ...next.again };
        await postponeWork(trx, 'workflow_executions', tenant, claim, row);
      }
    }
  });
  const told = await tell(deps, tenant, [...executions.filter(hasOutputs), ...ended]);
  await deps.database.withOrganization(organizationId, async (trx) => {
    const closed = [...told].flatMap(([id, result]) =>
      'closed' in result ? [{ id, ...result.closed }] : [],
    );
    await closeExecutions(trx, tenant, claim, closed, deps.runtime.now());
    for (const [id, result] of told) {
      if ('again' in result) {
        await postponeWork(trx, 'workflow_executions', tenant, claim, { id, ...result.again });
      }
    }
  });
};

/** Together as far as the same actor asked for them. Never throws. */
async function enrichInTheirNames(
  deps: InboundDependencies,
  tenant: Tenant,
  executions: readonly Execution[],
): Promise<Map<string, EnrichResult>> {
  const results = new Map<string, EnrichResult>();
  for (const [first, ...more] of Map.groupBy(executions, actorKey).values()) {
    if (!first) continue;
    const items = [first, ...more].map((one) => ({ id: one.id, request: requestOf(one) }));
    const ofActor = await actingAs(first.actor, () => enrichAll(deps, tenant, items));
    for (const [id, result] of ofActor) results.set(id, result);
  }
  return results;
}

const actorKey = ({ actor: { kind, id, source, ip } }: Execution) =>
  JSON.stringify([kind, id, source, ip]);

/** Whoever waits for a batch reads its rows; only HubSpot has to be called. */
async function tell(
  deps: InboundDependencies,
  tenant: Tenant,
  executions: readonly EndedExecution[],
): Promise<Map<string, Told>> {
  const [ofHubSpot, others] = split(executions, ({ origin }) => origin === 'hubspot-workflow');
  const told = await tellHubSpot(deps, tenant, ofHubSpot);
  for (const { id } of others) told.set(id, { closed: { outcome: 'completed', error: null } });
  return told;
}

function split<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

const hasOutputs = (execution: Execution): execution is EndedExecution =>
  execution.outputs !== null;

function nextStep(
  { logger }: InboundDependencies,
  execution: Execution,
  result: EnrichResult | undefined,
  now: Date,
): { readonly outputs: WorkflowOutputs } | { readonly again: Postponed } {
  if (result?.ok) return { outputs: outputsOf(result.enrichment) };
  const error = result?.error;
  if (!isAppError(error)) {
    logger.error({ err: error, executionId: execution.id }, 'a workflow action failed');
  }
  const again = isGrantGone(error)
    ? later(error, execution.attempts, now)
    : postponed(error, execution.attempts, now);
  const lastCall = execution.expiresAt.getTime() - LAST_CALL_MS;
  return again && again.dueAt.getTime() < lastCall
    ? { again }
    : { outputs: outputsOfFailure(error) };
}

/** HubSpot could not be told either; an admin may connect the account again. */
const isGrantGone = (error: unknown) =>
  isAppError(error) && error.code === 'crm_needs_reauthorisation';

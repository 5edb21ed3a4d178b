/** Takes an execution of the workflow action in: a row, or the reason why there is none. */
import type { WorkflowOutputs } from '../../shared/contract/workflow-action.ts';
import { AppError } from '../errors.ts';
import type { QueueDependencies } from '../queue/dependencies.ts';
import { outputsOfFailure } from '../queue/outputs.ts';
import { getIntegration, type Integration } from '../store/integrations.ts';
import { getSettings } from '../store/organizations.ts';
import { recordMemories } from '../store/record-life.ts';
import { enqueue, lastOutcome, type NewQueueItem } from '../store/sync-queue.ts';
import { notConnected, recordErased, suppressed } from '../sync/errors.ts';
import type { Tenant } from '../sync/service.ts';

/** How long a record waits in a workflow at most, as HubSpot is told and in milliseconds. */
export const executionExpiry = { duration: 'P1D', milliseconds: 86_400_000 } as const;

/** After a refusal for want of the permission it is tried again, in case an admin has granted it. */
const RECHECK_PERMISSION_MS = 900_000;
const automationScope = 'automation';

export type ExecutionRequest = Pick<NewQueueItem, 'callbackId' | 'record' | 'mode' | 'refresh'>;

/**
 * Whether the record waits for a callback, or how its step is over already. A repeated execution is
 * told the outputs where they are known: HubSpot may not have had the callback, or may not take one
 * for what it executes now, and with the outputs in the answer the record cannot hang.
 */
export type ExecutionAnswer =
  | { readonly state: 'waiting' }
  | { readonly state: 'over'; readonly outputs: WorkflowOutputs };

/** @throws DatabaseUnavailable when nothing could be kept: HubSpot has to execute again */
export async function acceptExecution(
  { database, runtime, jobs }: QueueDependencies,
  tenant: Tenant,
  request: ExecutionRequest,
): Promise<ExecutionAnswer> {
  const now = runtime.now();
  return database.withOrganization(tenant.organizationId, async (trx) => {
    const settings = await getSettings(trx, tenant.organizationId);
    const { object, id } = request.record;
    const memory = (await recordMemories(trx, tenant, object, [id])).get(id);
    const integration = await getIntegration(trx, tenant.integrationId);
    const refusal =
      connectionRefusal(integration, await lastOutcome(trx, tenant), now) ??
      (memory?.life === 'erased' ? recordErased() : null) ??
      (settings?.suppression.recordIds.includes(id) ? suppressed() : null);
    if (refusal) return { state: 'over', outputs: outputsOfFailure(refusal) };
    const added = await enqueue(trx, tenant, [
      {
        ...request,
        origin: 'hubspot-workflow',
        priority: 5,
        id: runtime.newId(),
        receivedAt: now,
        expiresAt: new Date(now.getTime() + executionExpiry.milliseconds),
      },
    ]);
    await jobs.wake(trx, 'sync-turn', tenant);
    const execution = added.get(request.callbackId);
    return execution?.outputs
      ? { state: 'over', outputs: execution.outputs }
      : { state: 'waiting' };
  });
}

/** Without a working connection no callback would ever come, and the record would wait for nothing. */
function connectionRefusal(
  integration: Integration | null,
  last: Awaited<ReturnType<typeof lastOutcome>>,
  now: Date,
): AppError | null {
  if (integration?.status !== 'connected') return notConnected();
  const wasRefused =
    last?.outcome === 'refused' &&
    last.errorCode === 'crm_missing_scope' &&
    now.getTime() - last.at.getTime() < RECHECK_PERMISSION_MS;
  const isDeclined = integration.grantedScopes?.includes(automationScope) === false;
  return wasRefused || isDeclined ? mayNotCallBack() : null;
}

const mayNotCallBack = () =>
  new AppError(
    'oppSpot may not hand results back to workflows in this account. Ask an admin to connect it again and allow “automation”.',
    { code: 'crm_missing_scope', status: 403 },
  );

/** Takes many records in at once, as a Flow or a list view of Salesforce asks for them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BatchOutputs, BatchResult } from '../../shared/contract/salesforce.ts';
import type { WorkflowOutputs } from '../../shared/contract/workflow-action.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { AppError } from '../errors.ts';
import type { QueueDependencies } from '../queue/dependencies.ts';
import { getIntegration } from '../store/integrations.ts';
import { getSettings } from '../store/organizations.ts';
import { recordMemories } from '../store/record-life.ts';
import { enqueue, getQueueItems, type NewQueueItem, type QueueItem } from '../store/sync-queue.ts';
import { notConnected, recordErased, suppressed } from '../sync/errors.ts';
import type { Tenant } from '../sync/service.ts';

export interface BatchItem {
  /** As it was asked for. */
  readonly recordId: string;
  /** Null when the id names no record of its object. */
  readonly record: RecordRef | null;
  readonly mode: NewQueueItem['mode'];
  readonly refresh: boolean;
}

export interface BatchRequest {
  /** The same batch again finds what the first one started. */
  readonly batchId: string;
  readonly origin: 'salesforce-flow' | 'salesforce-list';
  readonly items: readonly BatchItem[];
  /** How long the answer may wait for runs to end, in milliseconds. */
  readonly waitMs: number;
  /** Nobody waits any longer. */
  readonly signal: AbortSignal;
}

/** What became of one item: its row, or why there is none. */
export type Accepted = { readonly item: BatchItem } & (
  | { readonly execution: QueueItem }
  | { readonly refusal: string }
);

const expiryMs = 86_400_000;
const lookEveryMs = 200;

/** One for each item, in order; the rows are committed. @throws DatabaseUnavailable when nothing could be kept */
export async function acceptBatch(
  { database, runtime, jobs }: QueueDependencies,
  tenant: Tenant,
  { batchId, origin, items }: BatchRequest,
): Promise<Accepted[]> {
  const receivedAt = runtime.now();
  return database.withOrganization(tenant.organizationId, async (trx) => {
    const integration = await getIntegration(trx, tenant.integrationId);
    const settings = await getSettings(trx, tenant.organizationId);
    const erased = await erasedRecords(trx, tenant, items);
    const refusalOf = ({ record }: BatchItem): string | null => {
      if (!record) return 'This is not the id of a contact, an account or a lead.';
      let why: AppError | null = integration?.status === 'connected' ? null : notConnected();
      if (erased.has(nameOf(record))) why ??= recordErased();
      if (settings?.suppression.recordIds.includes(record.id)) why ??= suppressed();
      return why?.message ?? null;
    };
    const asked = new Map<string, NewQueueItem>();
    const answers = items.map((item) => {
      const refusal = refusalOf(item);
      if (refusal !== null || !item.record) return { item, refusal: refusal ?? '' };
      const { record, mode, refresh } = item;
      // One record twice in a batch is one execution.
      const callbackId = `batch-${batchId}-${nameOf(record)}-${mode}-${refresh}`;
      asked.set(callbackId, {
        callbackId,
        origin,
        record,
        mode,
        refresh,
        priority: 5,
        id: asked.get(callbackId)?.id ?? runtime.newId(),
        receivedAt,
        expiresAt: new Date(receivedAt.getTime() + expiryMs),
      });
      return { item, callbackId };
    });
    const rows = await enqueue(trx, tenant, [...asked.values()]);
    if (rows.size > 0) await jobs.wake(trx, 'sync-turn', tenant);
    return answers.map((answer): Accepted => {
      if (answer.callbackId === undefined) return { item: answer.item, refusal: answer.refusal };
      const execution = rows.get(answer.callbackId);
      if (!execution) throw new Error(`QueueItem ${answer.callbackId} was not kept`);
      return { item: answer.item, execution };
    });
  });
}

const nameOf = ({ object, id }: RecordRef) => `${object}-${id}`;

async function erasedRecords(
  trx: Parameters<typeof recordMemories>[0],
  tenant: Tenant,
  items: readonly BatchItem[],
): Promise<Set<string>> {
  const records = items.flatMap(({ record }) => (record ? [record] : []));
  const erased = new Set<string>();
  for (const [object, ofObject] of Map.groupBy(records, (record) => record.object)) {
    const ids = [...new Set(ofObject.map(({ id }) => id))];
    for (const [id, { life }] of await recordMemories(trx, tenant, object, ids)) {
      if (life === 'erased') erased.add(nameOf({ object, id }));
    }
  }
  return erased;
}

/** The accepted once they have ended, or as they stand when the time is over or nobody waits. */
export async function awaitBatch(
  { database }: QueueDependencies,
  tenant: Tenant,
  accepted: readonly Accepted[],
  { waitMs, signal }: Pick<BatchRequest, 'waitMs' | 'signal'>,
): Promise<BatchResult[]> {
  const known = new Map(
    accepted.flatMap((one) => ('execution' in one ? [[one.execution.id, one.execution]] : [])),
  );
  const until = performance.now() + waitMs;
  const open = () => [...known.values()].filter(({ outputs }) => outputs === null);
  while (open().length > 0 && performance.now() < until && !signal.aborted) {
    await delay(lookEveryMs, undefined, { signal }).catch(() => {});
    const ids = open().map(({ id }) => id);
    const rows = await database.withOrganization(tenant.organizationId, (trx) =>
      getQueueItems(trx, tenant, ids),
    );
    // A row that is gone was erased with its person.
    for (const id of ids) known.delete(id);
    for (const row of rows) known.set(row.id, row);
  }
  return accepted.map((one) => resultOf(one, known));
}

function resultOf(one: Accepted, known: ReadonlyMap<string, QueueItem>): BatchResult {
  const { recordId } = one.item;
  if ('refusal' in one) {
    return { recordId, state: 'refused', outputs: null, message: one.refusal };
  }
  const execution = known.get(one.execution.id);
  if (!execution) {
    return { recordId, state: 'refused', outputs: null, message: recordErased().message };
  }
  const { outputs } = execution;
  if (!outputs) {
    const message = 'oppSpot works on it. The result will stand on the record.';
    return { recordId, state: 'accepted', outputs: null, message };
  }
  return { recordId, state: 'ended', outputs: toBatchOutputs(outputs), message: said(outputs) };
}

function toBatchOutputs(outputs: WorkflowOutputs): BatchOutputs {
  return {
    score: outputs.oppspot_score === '' ? null : outputs.oppspot_score,
    stage: outputs.oppspot_stage,
    confidence: outputs.oppspot_confidence === '' ? null : outputs.oppspot_confidence,
    summary: outputs.oppspot_summary,
    status: outputs.oppspot_status,
  };
}

function said({ oppspot_status: status, oppspot_summary: summary }: WorkflowOutputs): string {
  switch (status) {
    case 'completed':
      return 'Enriched.';
    case 'partial':
      return 'Enriched, but not everything could be written. The record’s card says what.';
    case 'previewed':
      return 'Previewed; nothing was written. The record’s card shows it.';
    default:
      return summary;
  }
}

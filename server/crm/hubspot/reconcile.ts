/** Finds out by reading what became of writes whose answer never arrived. */
import type { CrmValue } from '../../../shared/plan/plan.ts';
import type { PendingOperation, Reconciliation, WriteOperation } from '../connector.ts';
import { throwUnlessMissing } from './answers.ts';
import { batchSize, chunks, type HubSpotApi } from './api.ts';
import type { HubSpotObject } from './api-types.ts';
import { internalError } from './errors.ts';
import { decodeValue, wireValue } from './fields.ts';
import { type Account, isHubSpotId, type LinkedObject, recordUrl, typeOf } from './links.ts';
import { dealKeyProperty } from './read/properties.ts';
import { isDealWithKey } from './write/deal.ts';
import { isTaskWithKey, taskProperties } from './write/task.ts';

type Findings = Map<string, Reconciliation>;
type Pending<Kind extends WriteOperation['kind']> = {
  readonly operation: Extract<WriteOperation, { kind: Kind }>;
  readonly before: PendingOperation['before'];
};

export function createReconciler(api: HubSpotApi, account: Account) {
  function applied(object: LinkedObject, id: string): Reconciliation {
    return { state: 'applied', id, url: recordUrl(account, object, id) };
  }

  /** What is not in it is certainly missing. @throws CrmError */
  async function read(...question: Parameters<HubSpotApi['readMany']>) {
    const { objects, faults } = await api.readMany(...question);
    throwUnlessMissing(faults);
    return objects;
  }

  async function updates(pending: readonly Pending<'update'>[]): Promise<Findings> {
    const findings: Findings = new Map();
    for (const object of ['contact', 'company'] as const) {
      const type = object === 'contact' ? 'contacts' : 'companies';
      const ours = pending.filter(
        ({ operation }) => operation.record.object === object && isHubSpotId(operation.record.id),
      );
      if (ours.length === 0) continue;
      const names = new Set(ours.flatMap(({ operation }) => Object.keys(operation.values)));
      const ids = ours.map(({ operation }) => operation.record.id);
      const objects = await read(type, ids, [...names]);
      const byId = new Map(objects.map((one) => [one.id, one]));
      for (const { operation, before } of ours) {
        const state = compareUpdate(byId.get(operation.record.id), operation.values, before);
        findings.set(
          operation.key,
          state === 'applied' ? applied(object, operation.record.id) : state,
        );
      }
    }
    return findings;
  }

  async function tasks(pending: readonly Pending<'create-task'>[]): Promise<Findings> {
    const wanted = new Map(pending.map(({ operation }) => [operation.key, operation.task]));
    const ids = new Set<string>();
    for (const object of ['contact', 'company'] as const) {
      const about = [...wanted.values()]
        .map((task) => task.associations.find((one) => typeOf(one.object) && isHubSpotId(one.id)))
        .filter((record) => record?.object === object)
        .map((record) => record?.id ?? '');
      if (about.length === 0) continue;
      const from = object === 'contact' ? 'contacts' : 'companies';
      const found = await api.associatedIds(from, 'tasks', about);
      for (const id of [...found.values()].flat()) ids.add(id);
    }
    const findings: Findings = new Map();
    // Newest first: ids grow, and what is sought was written moments ago.
    const newestFirst = [...ids].sort((a, b) => b.length - a.length || (a < b ? 1 : -1));
    for (const chunk of chunks(newestFirst, batchSize)) {
      const objects = await read('tasks', chunk, taskProperties);
      for (const key of [...wanted.keys()]) {
        const task = objects.find((one) => isTaskWithKey(one, key));
        if (!task) continue;
        findings.set(key, applied('task', task.id));
        wanted.delete(key);
      }
      if (wanted.size === 0) break;
    }
    for (const key of wanted.keys()) findings.set(key, { state: 'absent' });
    return findings;
  }

  async function deals(pending: readonly Pending<'create-deal'>[]): Promise<Findings> {
    const keys = pending.map(({ operation }) => operation.deal.key);
    const objects = await read('deals', keys, [dealKeyProperty], { idProperty: dealKeyProperty });
    return new Map(
      pending.map(({ operation }) => {
        const deal = objects.find((one) => isDealWithKey(one, operation.deal.key));
        return [operation.key, deal ? applied('deal', deal.id) : { state: 'absent' }];
      }),
    );
  }

  async function deletions(pending: readonly Pending<'delete'>[]): Promise<Findings> {
    const findings: Findings = new Map();
    for (const object of ['task', 'deal'] as const) {
      const ours = pending.filter(({ operation }) => operation.object === object);
      const ids = ours.map(({ operation }) => operation.id).filter(isHubSpotId);
      const type = object === 'task' ? 'tasks' : 'deals';
      const present = new Set((await read(type, ids, [])).map((one) => one.id));
      for (const { operation } of ours) {
        const { key, id } = operation;
        findings.set(
          key,
          present.has(id) ? { state: 'absent' } : { state: 'applied', id, url: null },
        );
      }
    }
    return findings;
  }

  /** One entry per key. Never throws. */
  return async function reconcile(pending: readonly PendingOperation[]): Promise<Findings> {
    const parts = await Promise.all([
      attempt(ofKind(pending, 'update'), updates),
      attempt(ofKind(pending, 'create-task'), tasks),
      attempt(ofKind(pending, 'create-deal'), deals),
      attempt(ofKind(pending, 'delete'), deletions),
    ]);
    return new Map(parts.flatMap((part) => [...part]));
  };
}

function ofKind<Kind extends WriteOperation['kind']>(
  pending: readonly PendingOperation[],
  kind: Kind,
): Pending<Kind>[] {
  return pending.filter((one): one is PendingOperation & Pending<Kind> => {
    return one.operation.kind === kind;
  });
}

async function attempt<Kind extends WriteOperation['kind']>(
  pending: readonly Pending<Kind>[],
  find: (pending: readonly Pending<Kind>[]) => Promise<Findings>,
): Promise<Findings> {
  if (pending.length === 0) return new Map();
  let findings: Findings = new Map();
  let error = null;
  try {
    findings = await find(pending);
  } catch (failure) {
    error = internalError(failure);
  }
  return new Map(
    pending.map(({ operation }): [string, Reconciliation] => [
      operation.key,
      findings.get(operation.key) ??
        (error ? { state: 'unknown', error } : { state: 'conflict', reason: goneReason }),
    ]),
  );
}

const goneReason = 'HubSpot no longer has this record.';

/**
 * All new: applied. Some old and the rest new: the write did not happen as a whole (or HubSpot
 * refused part of it); sending it again does no harm. Otherwise somebody changed a value: after our
 * write when any other value is ours, for HubSpot writes a record's values together; before it, and
 * then it must not be sent, when none is.
 */
function compareUpdate(
  record: HubSpotObject | undefined,
  after: Readonly<Record<string, CrmValue>>,
  before: Readonly<Record<string, CrmValue>>,
): 'applied' | Reconciliation {
  if (!record) return { state: 'conflict', reason: goneReason };
  const holds = (name: string, value: CrmValue | undefined) =>
    decodeValue(name, record.properties[name]) === decodeValue(name, wireValue(value ?? null));
  const pending = Object.keys(after).filter((name) => !holds(name, after[name]));
  if (pending.length === 0) return 'applied';
  const changed = pending.filter((name) => !holds(name, before[name]));
  if (changed.length === 0) return { state: 'absent' };
  const isWritten = Object.keys(after).some(
    (name) => holds(name, after[name]) && !holds(name, before[name]),
  );
  if (isWritten) return 'applied';
  return {
    state: 'conflict',
    reason: `Somebody changed ${changed.join(', ')} in the meantime.`,
  };
}

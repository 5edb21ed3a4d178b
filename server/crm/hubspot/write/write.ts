import type { WriteOperation, WriteOutcome } from '../../connector.ts';
import { type CrmError, isCrmError } from '../../errors.ts';
import type { HubSpotApi } from '../api.ts';
import type { AssociationTarget } from '../api-types.ts';
import { associationsOf } from '../associations.ts';
import { internalError } from '../errors.ts';
import { type HubSpotRecordType, isHubSpotRecordType, wireValue } from '../fields.ts';
import { type Account, isHubSpotId, recordUrl } from '../links.ts';
import type { DealPlaces } from '../pipelines.ts';
import { dealKeyProperty } from '../read/properties.ts';
import { notFound } from '../read/read.ts';
import { type Entry, type Outcomes, writeBatches } from './batch.ts';
import { dealToProperties, isDealWithKey, optionalDealProperties } from './deal.ts';
import { isTaskWithKey, optionalTaskProperties, taskToProperties } from './task.ts';

type Operation<Kind extends WriteOperation['kind']> = Extract<WriteOperation, { kind: Kind }>;

interface UpdateEntry extends Entry {
  readonly id: string;
}
interface NewEntry extends Entry {
  readonly associations: readonly AssociationTarget[];
}

export interface Writer {
  /** One call for the updates of each object, one for tasks, one for deals, side by side. Never throws. */
  write(operations: readonly WriteOperation[]): Promise<Outcomes>;
}

export function createWriter(api: HubSpotApi, account: Account, places: DealPlaces): Writer {
  async function update(
    object: HubSpotRecordType,
    operations: readonly Operation<'update'>[],
  ): Promise<Outcomes> {
    const type = object === 'contact' ? 'contacts' : 'companies';
    const outcomes: Outcomes = new Map();
    // HubSpot refuses a batch that names a record twice, so a second change waits for the first.
    for (const round of roundsOfDistinctRecords(operations)) {
      const entries: UpdateEntry[] = round.map(({ key, record, values }) => ({
        key,
        id: record.id,
        properties: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, wireValue(value)]),
        ),
        rejected: [],
      }));
      const written = await writeBatches(entries, {
        send: (part) => api.update(type, part.map(traced)),
        owns: (entry, answer) => answer.id === entry.id,
        isOptional: () => true,
        url: (_, id) => recordUrl(account, object, id),
      });
      for (const [key, outcome] of written) outcomes.set(key, outcome);
    }
    return outcomes;
  }

  async function createTasks(operations: readonly Operation<'create-task'>[]): Promise<Outcomes> {
    const { ready, refused } = await prepare(operations, async ({ key, task }) => ({
      key,
      properties: taskToProperties(task),
      associations: associationsOf('task', task.associations),
      rejected: [],
    }));
    const written = await writeBatches<NewEntry>(ready, {
      creates: true,
      send: (part) => api.create('tasks', part.map(traced)),
      owns: (entry, answer) => isTaskWithKey(answer, entry.key),
      isOptional: (property) => optionalTaskProperties.has(property),
      url: (_, id) => recordUrl(account, 'task', id),
    });
    return new Map([...refused, ...written]);
  }

  async function createDeals(operations: readonly Operation<'create-deal'>[]): Promise<Outcomes> {
    const { ready, refused } = await prepare(operations, async ({ key, deal }) => ({
      key,
      properties: dealToProperties(deal, await places.place(deal)),
      associations: associationsOf('deal', deal.associations),
      rejected: [],
    }));
    const written = await writeBatches<NewEntry>(ready, {
      creates: true,
      send: (part) => api.create('deals', part.map(traced)),
      owns: (entry, answer) => isDealWithKey(answer, entry.properties[dealKeyProperty] ?? ''),
      isOptional: (property) => optionalDealProperties.has(property),
      url: (_, id) => recordUrl(account, 'deal', id),
      findExisting: existingDeals,
    });
    return new Map([...refused, ...written]);
  }

  /** A refused key is only ours if a deal that carries it can be read. */
  async function existingDeals(entries: readonly NewEntry[]): Promise<Outcomes> {
    const found: Outcomes = new Map();
    const keys = entries.map((entry) => entry.properties[dealKeyProperty] ?? '');
    try {
      const answer = await api.readMany('deals', keys, [dealKeyProperty], {
        idProperty: dealKeyProperty,
      });
      for (const [position, entry] of entries.entries()) {
        const deal = answer.objects.find((one) => isDealWithKey(one, keys[position] ?? ''));
        if (!deal) continue;
        const { id } = deal;
        const url = recordUrl(account, 'deal', id);
        found.set(entry.key, { status: 'applied', id, url, existing: true, rejected: [] });
      }
      return found;
    } catch (failure) {
      // One of them stands there already and we cannot see which: none may be sent again.
      const error = internalError(failure);
      return new Map(entries.map((entry) => [entry.key, { status: 'unknown', error }]));
    }
  }

  async function remove({ object, id }: Operation<'delete'>): Promise<WriteOutcome> {
    const done = (existing: boolean): WriteOutcome => ({
      status: 'applied',
      id,
      url: null,
      existing,
      rejected: [],
    });
    if (!isHubSpotId(id)) return done(true);
    try {
      await api.archive(object === 'task' ? 'tasks' : 'deals', id);
      return done(false);
    } catch (failure) {
      const error = internalError(failure);
      return error.kind === 'not_found' ? done(true) : outcomeOf(error);
    }
  }

  return {
    async write(operations) {
      const outcomes: Outcomes = new Map();
      const updates: Record<HubSpotRecordType, Operation<'update'>[]> = {
        contact: [],
        company: [],
      };
      const tasks: Operation<'create-task'>[] = [];
      const deals: Operation<'create-deal'>[] = [];
      const deletions: Operation<'delete'>[] = [];
      for (const operation of operations) {
        if (operation.kind === 'create-task') tasks.push(operation);
        else if (operation.kind === 'create-deal') deals.push(operation);
        else if (operation.kind === 'delete') deletions.push(operation);
        else if (isHubSpotRecordType(operation.record.object) && isHubSpotId(operation.record.id)) {
          updates[operation.record.object].push(operation);
        } else outcomes.set(operation.key, { status: 'failed', error: notFound() });
      }
      const settled = await Promise.all([
        update('contact', updates.contact),
        update('company', updates.company),
        createTasks(tasks),
        createDeals(deals),
        ...deletions.map(async (one): Promise<Outcomes> => new Map([[one.key, await remove(one)]])),
      ]);
      for (const part of settled) for (const [key, outcome] of part) outcomes.set(key, outcome);
      return outcomes;
    },
  };
}

function traced<E extends Entry>(entry: E, position: number): E & { traceId: string } {
  return { ...entry, traceId: `${position}` };
}

function outcomeOf(error: CrmError): WriteOutcome {
  return { status: error.outcomeUnknown ? 'unknown' : 'failed', error };
}

/** What cannot be sent at all fails by itself, so that the others go out. */
async function prepare<Op extends WriteOperation>(
  operations: readonly Op[],
  toEntry: (operation: Op) => Promise<NewEntry>,
): Promise<{ ready: NewEntry[]; refused: Outcomes }> {
  const ready: NewEntry[] = [];
  const refused: Outcomes = new Map();
  for (const operation of operations) {
    try {
      ready.push(await toEntry(operation));
    } catch (failure) {
      const error = isCrmError(failure) ? failure : internalError(failure);
      refused.set(operation.key, { status: 'failed', error });
    }
  }
  return { ready, refused };
}

function roundsOfDistinctRecords<Op extends Operation<'update'>>(
  operations: readonly Op[],
): Op[][] {
  const rounds: Op[][] = [];
  const seen = new Map<string, number>();
  for (const operation of operations) {
    const round = seen.get(operation.record.id) ?? 0;
    seen.set(operation.record.id, round + 1);
    const list = rounds[round] ?? [];
    list.push(operation);
    rounds[round] = list;
  }
  return rounds;
}

/** Whether the tasks and deals we created are as we left them, so that undo deletes nobody's work. */
import type { CreatedObject, CreatedState } from '../connector.ts';
import type { HubSpotApi } from './api.ts';
import type { HubSpotObject } from './api-types.ts';
import { internalError } from './errors.ts';
import { isHubSpotId } from './links.ts';
import type { DealPlaces } from './pipelines.ts';
import { dealChange, ownDealProperties } from './write/deal.ts';
import { taskChange, taskProperties } from './write/task.ts';

export function createInspector(api: HubSpotApi, places: DealPlaces) {
  async function changeOf(created: CreatedObject, object: HubSpotObject): Promise<string | null> {
    const { operation } = created;
    if (operation.kind === 'create-task') return taskChange(object, operation.task);
    if (operation.kind === 'create-deal') {
      return dealChange(object, operation.deal, await places.place(operation.deal));
    }
    return 'oppSpot did not create it.';
  }

  async function inspect(
    object: 'task' | 'deal',
    created: readonly CreatedObject[],
  ): Promise<[string, CreatedState][]> {
    const ours = created.filter((one) => one.object === object);
    const ids = ours.map((one) => one.id).filter(isHubSpotId);
    const [type, properties] =
      object === 'task'
        ? (['tasks', taskProperties] as const)
        : (['deals', ownDealProperties] as const);
    try {
      const { objects } = await api.readMany(type, ids, properties);
      const byId = new Map(objects.map((one) => [one.id, one]));
      const missing = ids.filter((id) => !byId.has(id));
      const archived = await api.readMany(type, missing, [], { archived: true });
      const deleted = new Set(archived.objects.map((one) => one.id));
      return await Promise.all(
        ours.map(async (one): Promise<[string, CreatedState]> => {
          const found = byId.get(one.id);
          if (!found) return [one.id, { state: 'gone', deleted: deleted.has(one.id) }];
          const reason = await changeOf(one, found);
          return [one.id, reason === null ? { state: 'untouched' } : { state: 'changed', reason }];
        }),
      );
    } catch (failure) {
      const error = internalError(failure);
      return ours.map((one) => [one.id, { state: 'unknown', error }]);
    }
  }

  /** One entry per id; HubSpot keeps deleted objects readable for 90 days. Never throws. */
  return async function inspectCreated(
    created: readonly CreatedObject[],
  ): Promise<Map<string, CreatedState>> {
    const parts = await Promise.all([inspect('task', created), inspect('deal', created)]);
    return new Map(parts.flat());
  };
}

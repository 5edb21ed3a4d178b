/** The calls that only listing records needs, in plain values; see `api.ts` for the others. */
import { idOf, listOf } from '../answers.ts';
import type { HubSpotType } from '../api-types.ts';
import type { HubSpotClient, HubSpotCrm } from '../client.ts';

type Search = Parameters<HubSpotCrm['objects']['searchApi']['doSearch']>[1];

export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
}

export interface Listed {
  readonly ids: readonly string[];
  readonly next: string | null;
  readonly total: number | null;
}

export type ListCalls = ReturnType<typeof createListCalls>;

export function createListCalls(client: HubSpotClient) {
  return {
    /** Records in the order in which HubSpot keeps them; at most 100. @throws CrmError */
    async page(type: HubSpotType, after: string | undefined, limit: number): Promise<Listed> {
      return client.call('read', async (crm) => {
        const answer = await crm.objects.basicApi.getPage(type, limit, after, ['hs_object_id']);
        return {
          ids: listOf(answer?.results).map((one) => idOf(one.id)),
          next: answer.paging?.next?.after ?? null,
          total: null,
        };
      });
    },

    /** Records that meet every filter, by ascending id; at most 200. @throws CrmError */
    async search(
      type: HubSpotType,
      filters: readonly SearchFilter[],
      limit: number,
    ): Promise<Listed> {
      const search = {
        ...(filters.length > 0 && { filterGroups: [{ filters }] }),
        sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
        properties: ['hs_object_id'],
        limit,
        // The client types sorts as texts and does not export its enum of operators.
      } as unknown as Search;
      return client.call(
        'read',
        async (crm) => {
          const answer = await crm.objects.searchApi.doSearch(type, search);
          return {
            ids: listOf(answer?.results).map((one) => idOf(one.id)),
            next: answer.paging?.next?.after ?? null,
            total: totalOf(answer),
          };
        },
        'search',
      );
    },

    /** HubSpot's id of the object whose records a list has. @throws CrmError `not_found` */
    async listedObject(listId: string): Promise<string> {
      const { list } = await client.call('read', (crm) => crm.lists.listsApi.getById(listId));
      return list.objectTypeId;
    },

    /** Members of a list in the order in which they joined it; at most 250. @throws CrmError */
    async members(listId: string, after: string | undefined, limit: number): Promise<Listed> {
      return client.call('read', async (crm) => {
        const answer = await crm.lists.membershipsApi.getPageOrderedByAddedToListDate(
          listId,
          after,
          undefined,
          limit,
        );
        return {
          ids: listOf(answer?.results).map((one) => idOf(one.recordId)),
          next: answer.paging?.next?.after ?? null,
          total: totalOf(answer),
        };
      });
    },
  };
}

function totalOf({ total }: { readonly total?: unknown }): number | null {
  return typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : null;
}

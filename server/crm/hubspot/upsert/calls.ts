/** The calls that only upserts need, in plain values; see `api.ts` for the others. */
import { faultsOf, listOf, toObject } from '../answers.ts';
import { batchSize, chunks } from '../api.ts';
import type { HubSpotObject } from '../api-types.ts';
import type { HubSpotClient, HubSpotCrm } from '../client.ts';

/** The most HubSpot gives at once, and at all. */
const resultsPerPage = 200;
const mostResults = 10_000;

type Search = Parameters<HubSpotCrm['objects']['searchApi']['doSearch']>[1];

export interface Association {
  readonly contactId: string;
  readonly companyId: string;
}

export type UpsertCalls = ReturnType<typeof createUpsertCalls>;

export function createUpsertCalls(client: HubSpotClient) {
  return {
    /**
     * Companies of which one property has one of the values, in lower case. The index lags behind: a
     * company made seconds ago may be missing.
     * @throws CrmError
     */
    async searchCompanies(
      property: 'domain' | 'name',
      values: readonly string[],
      properties: readonly string[],
    ): Promise<HubSpotObject[]> {
      const found: HubSpotObject[] = [];
      const filters = [{ propertyName: property, operator: 'IN', values: [...values] }];
      let after: string | undefined;
      do {
        // The client does not export its enum of operators.
        const search = {
          filterGroups: [{ filters }],
          properties: [...properties],
          limit: resultsPerPage,
          ...(after !== undefined && { after }),
        } as unknown as Search;
        const page = await client.call(
          'read',
          async (crm) => {
            const answer = await crm.objects.searchApi.doSearch('companies', search);
            const next = answer.paging?.next?.after;
            return { objects: listOf(answer?.results).map(toObject), next };
          },
          'search',
        );
        found.push(...page.objects);
        after = page.next === after ? undefined : page.next;
      } while (after !== undefined && found.length < mostResults);
      return found;
    },

    /** @throws CrmError when HubSpot refuses any of them; the others of its batch may be tied */
    async associate(links: readonly Association[]): Promise<void> {
      for (const some of chunks(links, batchSize)) {
        await client.call('idempotent-write', async (crm) => {
          const inputs = some.map(({ contactId, companyId }) => ({
            _from: { id: contactId },
            to: { id: companyId },
          }));
          const answer = await crm.associations.v4.batchApi.createDefault('contacts', 'companies', {
            inputs,
          });
          const [fault] = faultsOf(answer?.errors);
          if (fault) throw fault.error;
        });
      }
    },
  };
}

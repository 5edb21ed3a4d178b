import type { z } from 'zod';
import {
  type EraseAnswer,
  eraseAnswer,
  salesforceEraseCall,
} from '../../../../../shared/contract/salesforce.ts';
import { type Actor, currentActor } from '../../../../audit/actor.ts';
import type { Tenant } from '../../../../sync/service.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { findRecord, salesforceRoute } from '../salesforce-route.ts';

type Asked = z.output<typeof salesforceEraseCall>['records'][number];
type Result = EraseAnswer['results'][number];

/** What a Flow asks when people are to be forgotten; one record that fails holds none of the others up. */
export function postErase({ privacy, logger }: Pick<AppDependencies, 'privacy' | 'logger'>): Route {
  return salesforceRoute({
    path: '/privacy/erase',
    operationId: 'eraseSalesforceRecords',
    summary: 'Erase all that is held on up to 200 records',
    description:
      'Records of the org stay as they are. They need not exist any more. Repeating it is harmless.',
    body: salesforceEraseCall,
    data: eraseAnswer,
    answer: async ({ records }, request) => {
      const tenant = tenantOf(request);
      const results: Result[] = [];
      for (const asked of records) results.push(await erase(tenant, currentActor(), asked));
      return { results };
    },
  });

  async function erase(tenant: Tenant, actor: Actor, asked: Asked): Promise<Result> {
    const { recordId, suppress } = asked;
    const record = findRecord(asked.object, recordId);
    if (!record) {
      const message = 'This is not the id of a contact, an account or a lead.';
      return { recordId, state: 'refused', message };
    }
    try {
      const { erased, kept } = await privacy.erase(tenant, actor, record, { suppress });
      const message = erased ? 'Everything on this record is erased.' : 'Nothing was held on it.';
      return { recordId, state: 'erased', message: [message, ...kept].join(' ') };
    } catch (error) {
      logger.error({ err: error }, 'a record could not be erased');
      return {
        recordId,
        state: 'failed',
        message: 'This record could not be erased now. Run the action for it again.',
      };
    }
  }
}

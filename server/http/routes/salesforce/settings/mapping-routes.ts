import {
  crmFieldList,
  mappingsPreview,
  mappingsState,
} from '../../../../../shared/contract/mappings.ts';
import {
  salesforceCaller,
  salesforceFieldsCall,
  salesforceMappingsPreviewCall,
  salesforceMappingsSaveCall,
} from '../../../../../shared/contract/salesforce.ts';
import { currentActor } from '../../../../audit/actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { recordOf, salesforceRoute } from '../salesforce-route.ts';

/** What the setup page of the package asks about where fields go. */
export function mappingRoutes({ mappings }: Pick<AppDependencies, 'mappings'>): Route[] {
  return [
    salesforceRoute({
      path: '/settings/fields',
      operationId: 'readSalesforceFields',
      summary: 'Read what the org says of the fields of an object',
      body: salesforceFieldsCall,
      data: crmFieldList,
      answer: async ({ object }, request) => ({
        items: await mappings.fields(tenantOf(request), object),
      }),
    }),
    salesforceRoute({
      path: '/settings/mappings/read',
      operationId: 'readSalesforceMappings',
      summary: 'Read where the fields of oppSpot go in a Salesforce org',
      body: salesforceCaller,
      data: mappingsState,
      answer: (_call, request) => mappings.read(tenantOf(request)),
    }),
    salesforceRoute({
      path: '/settings/mappings/save',
      operationId: 'saveSalesforceMappings',
      summary: 'Save where the fields of oppSpot go in a Salesforce org',
      description:
        'All of them at once. Refused with every fault by the dotted path of its place, or because ' +
        'somebody saved since `version` was read.',
      body: salesforceMappingsSaveCall,
      data: mappingsState,
      answer: ({ update }, request) => mappings.save(tenantOf(request), currentActor(), update),
    }),
    salesforceRoute({
      path: '/settings/mappings/preview',
      operationId: 'previewSalesforceMappings',
      summary: 'Show what mappings would write to a record',
      description: 'Nothing is saved and nothing is written.',
      body: salesforceMappingsPreviewCall,
      data: mappingsPreview,
      answer: (call, request) => {
        const { object, id } = recordOf(call);
        return mappings.preview(tenantOf(request), { object, recordId: id, items: call.items });
      },
    }),
  ];
}

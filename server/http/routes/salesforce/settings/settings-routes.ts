import { salesforceCaller, salesforceSaveCall } from '../../../../../shared/contract/salesforce.ts';
import { settingsState } from '../../../../../shared/contract/settings.ts';
import { crmUserOf } from '../../../crm-user.ts';
import type { SalesforceEdge } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { salesforceRoute } from '../salesforce-route.ts';

/** What the setup page of the package asks; each is answered with all that the page shows. */
export function settingsRoutes({ settings }: Pick<SalesforceEdge, 'settings'>): Route[] {
  return [
    salesforceRoute({
      path: '/settings/state',
      operationId: 'readSalesforceSettings',
      summary: 'Read the settings of a Salesforce org',
      description:
        'Owners and pipelines come from the org; where it does not give them, `error` says why and the rest is there.',
      body: salesforceCaller,
      data: settingsState,
      answer: (_call, request) => settings.read(tenantOf(request)),
    }),
    salesforceRoute({
      path: '/settings/save',
      operationId: 'saveSalesforceSettings',
      summary: 'Save the settings of a Salesforce org',
      description:
        'Refused with `invalid_settings` and every fault by the dotted path of its field, or with ' +
        '`settings_changed` when somebody saved since `version` was read. E-mail addresses are kept as hashes only.',
      body: salesforceSaveCall,
      data: settingsState,
      answer: ({ update }, request) =>
        settings.save(tenantOf(request), crmUserOf(request).userId, update),
    }),
    salesforceRoute({
      path: '/settings/repair',
      operationId: 'checkSalesforceFields',
      summary: 'Look again which of our fields the org has',
      description:
        'Fields come with the package; what is missing stands in `provisioning.missing`.',
      body: salesforceCaller,
      data: settingsState,
      answer: (_call, request) => settings.repair(tenantOf(request), crmUserOf(request).userId),
    }),
  ];
}

/** What the server tells the page of the sandbox tenant, whose settings fill every part of it. */
import { mappingFor } from '../../../server/crm/hubspot/fields.ts';
import { type SettingsState, settingsState } from '../../../shared/contract/settings.ts';
import { contractVersion } from '../../../shared/contract/v1.ts';
import { hubspotProperties } from '../../../shared/fields/hubspot.ts';
import { defaultPolicy, oppspotFields, writableFields } from '../../../shared/fields/registry.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import { ownerIds } from '../../sandbox/world/crm/owners.ts';
import { worldSettings } from '../../sandbox/world/settings.ts';

export const noPermission = 'HubSpot refused the list. Reconnect HubSpot and grant the permission.';

export function sandboxState(over: Partial<SettingsState> = {}): SettingsState {
  return settingsState.parse({
    contractVersion,
    version: 'v1',
    connection: {
      crm: 'hubspot',
      status: 'connected',
      displayName: 'Sandbox Ltd',
      accountId: '7000001',
      connectedAt: '2026-11-02T09:30:00.000Z',
      scopes: [
        scope('crm.objects.contacts.read', true, true, 'Read contacts'),
        scope('crm.objects.deals.write', false, true, 'Create deals'),
        scope('automation', false, null, 'Finish workflow steps'),
      ],
      message: null,
    },
    settings: tenantSettings.parse(worldSettings),
    fields: writableFields.map(({ name, label }) => ({
      name,
      label,
      isOwn: oppspotFields.some((own) => own.name === name),
      defaultPolicy: defaultPolicy(name),
      places: (['contact', 'company'] as const).flatMap((object) => {
        const crmField = mappingFor(object)[name];
        return crmField ? [{ object, crmField, available: true, reason: null }] : [];
      }),
    })),
    provisioning: {
      status: 'complete',
      present: hubspotProperties().map(({ name }) => `contacts.${name}`),
      missing: [],
      dealsUnavailable: null,
    },
    owners: {
      items: Object.entries(ownerIds).map(([name, id]) => ({ id, name, email: null })),
      error: null,
    },
    pipelines: {
      items: [
        { id: 'default', label: 'Sales', stages: [{ id: 'new', label: 'New' }] },
        {
          id: 'partners',
          label: 'Partners',
          stages: [
            { id: 'met', label: 'Met' },
            { id: 'agreed', label: 'Agreed' },
          ],
        },
      ],
      error: null,
    },
    ...over,
  } satisfies SettingsState);
}

function scope(name: string, required: boolean, granted: boolean | null, enables: string) {
  return { scope: name, required, granted, enables };
}

/** The settings page's picture of a tenant, from what is stored and what the account tells. */
import type {
  ConnectionState,
  FieldState,
  ProvisioningState,
  ScopeState,
  SettingsState,
} from '../../shared/contract/settings.ts';
import { contractVersion } from '../../shared/contract/v1.ts';
import { defaultPolicy, oppspotFields, writableFields } from '../../shared/fields/registry.ts';
import { objectType } from '../../shared/plan/plan.ts';
import type { CrmConnector, ProvisionReport } from '../crm/connector.ts';
import { crmLabel } from '../crm/labels.ts';
import type { Integration } from '../store/integrations.ts';
import type { TenantContext } from '../sync/context.ts';
import type { AccountLists, Listing } from './account-lists.ts';
import { versionOf } from './version.ts';

export function settingsStateOf(
  { settings, connector, places, provisioned }: TenantContext,
  integration: Integration,
  lists: AccountLists,
): SettingsState {
  return {
    contractVersion,
    version: versionOf(settings),
    connection: connectionOf(integration, connector, lists),
    settings,
    fields: fieldsOf(connector, places, provisioned),
    provisioning: provisioningOf(provisioned),
    owners: {
      items: lists.owners.items.map(({ id, name, email, userId }) => ({
        id,
        name,
        email,
        ...(userId !== id && { userId }),
      })),
      error: lists.owners.error?.message ?? null,
    },
    pipelines: {
      items: lists.pipelines.items.flatMap(({ id, label, stages }) => {
        const open = stages.filter(({ isOpen }) => isOpen);
        if (open.length === 0) return [];
        return [{ id, label, stages: open.map((stage) => ({ id: stage.id, label: stage.label })) }];
      }),
      error: lists.pipelines.error?.message ?? null,
    },
  };
}

function connectionOf(
  { crm, accountId, displayName, connectedAt, grantedScopes, status }: Integration,
  { scopes }: CrmConnector,
  lists: AccountLists,
): ConnectionState {
  const refusal = refusedBy(lists.owners) ?? refusedBy(lists.pipelines);
  const isRefused = refusal !== null || status === 'needs_reauthorisation';
  const states = scopes.map(
    ({ name, required, enables }): ScopeState => ({
      scope: name,
      required,
      granted: grantedScopes?.includes(name) ?? null,
      enables,
    }),
  );
  return {
    crm,
    status: isRefused ? 'needs_reauthorisation' : 'connected',
    displayName,
    // What stands behind an @ tells a stand-in from the real CRM.
    accountId: accountId.split('@')[0] ?? accountId,
    connectedAt: connectedAt.toISOString(),
    scopes: states,
    message: isRefused
      ? `${crmLabel[crm]} no longer accepts this connection. Connect ${crmLabel[crm]} again; your settings stay as they are.`
      : lackingMessage(states, crmLabel[crm]),
  };
}

function refusedBy({ error }: Listing<unknown>): string | null {
  return error?.kind === 'needs_reauthorisation' ? error.message : null;
}

function lackingMessage(scopes: readonly ScopeState[], crm: string): string | null {
  const lacking = scopes.filter(({ required, granted }) => required && granted === false);
  if (lacking.length === 0) return null;
  const names = lacking.map(({ scope }) => scope).join(', ');
  return `oppSpot lacks permissions it needs: ${names}. Connect ${crm} again and grant them.`;
}

function fieldsOf(
  connector: CrmConnector,
  places: TenantContext['places'],
  provisioned: ProvisionReport | null,
): FieldState[] {
  const placed = objectType.options.map((object) => ({ object, fields: places(object) }));
  return writableFields.map(({ name, label }) => ({
    name,
    label,
    isOwn: oppspotFields.some((own) => own.name === name),
    defaultPolicy: defaultPolicy(name),
    places: placed.flatMap(({ object, fields }) => {
      const place = fields.find(({ oppspotField }) => oppspotField === name);
      if (!place) return [];
      const isAwaited = provisioned === null && connector.isOwnField(place.crmField);
      const reason = isAwaited
        ? 'Not set up yet: the first enrichment does it, or the repair button.'
        : place.missing;
      return [{ object, crmField: place.crmField, available: reason === null, reason }];
    }),
  }));
}

function provisioningOf(report: ProvisionReport | null): ProvisioningState {
  if (!report) return { status: 'never', present: [], missing: [], dealsUnavailable: null };
  return {
    status: report.skipped.length > 0 ? 'partial' : 'complete',
    present: [...report.created, ...report.existing].sort(),
    missing: report.skipped.map(({ field, reason }) => ({ field, reason })),
    dealsUnavailable: report.dealsUnavailable,
  };
}

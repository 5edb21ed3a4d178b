/** CRM connections of an organisation. Credentials are sealed before they reach the database. */
import { type Selectable, sql, type Updateable } from 'kysely';
import type { CrmName, ProvisionReport } from '../crm/connector.ts';
import { AppError } from '../errors.ts';
import { open, type Place, seal } from '../secrets/envelope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import { isUniqueViolation } from './errors.ts';
import { toJsonb, toText } from './json.ts';
import type { CrmIntegrationsTable, IntegrationStatus } from './tables/organizations.ts';

export interface Integration {
  readonly id: string;
  readonly organizationId: string;
  readonly crm: CrmName;
  /** HubSpot portal id, Salesforce organisation id, Pipedrive company id. */
  readonly accountId: string;
  readonly status: IntegrationStatus;
  readonly displayName: string;
  /** Null while the CRM has not told. */
  readonly grantedScopes: readonly string[] | null;
  readonly baseUrl: string | null;
  readonly uiDomain: string | null;
  /** What the last provisioning found; null before the first. */
  readonly provisioned: ProvisionReport | null;
  readonly connectedAt: Date;
}

export type NewIntegration = Pick<
  Integration,
  'id' | 'organizationId' | 'crm' | 'accountId' | 'displayName'
> &
  Partial<Pick<Integration, 'grantedScopes' | 'baseUrl' | 'uiDomain'>>;

/**
 * Adds a connected account, without credentials.
 * @throws AppError `account_already_connected`; the transaction is then of no further use
 */
export async function createIntegration(
  trx: TenantTransaction,
  integration: NewIntegration,
): Promise<void> {
  try {
    await trx
      .insertInto('crm_integrations')
      .values({
        id: integration.id,
        organization_id: integration.organizationId,
        crm: integration.crm,
        account_id: integration.accountId,
        display_name: toText(integration.displayName),
        granted_scopes: [...(integration.grantedScopes ?? [])],
        base_url: integration.baseUrl ?? null,
        ui_domain: integration.uiDomain ?? null,
      })
      .execute();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('This CRM account is connected already; disconnect it there first.', {
      code: 'account_already_connected',
      status: 409,
      cause: error,
    });
  }
}

/** Null when the organisation has no such connection. */
export async function getIntegration(
  trx: TenantTransaction,
  id: string,
): Promise<Integration | null> {
  const row = await trx
    .selectFrom('crm_integrations')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** All connections, oldest first. */
export async function listIntegrations(trx: TenantTransaction): Promise<Integration[]> {
  const rows = await trx
    .selectFrom('crm_integrations')
    .select(columns)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** Which organisation a live account belongs to, for callers that know only the account. */
export async function findIntegrationByAccount(
  trx: SystemTransaction,
  crm: CrmName,
  accountId: string,
): Promise<{ organizationId: string; integrationId: string } | null> {
  const row = await trx
    .selectFrom('crm_integrations')
    .select(['organization_id', 'id'])
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .where('status', '<>', 'disconnected')
    .executeTakeFirst();
  return row ? { organizationId: row.organization_id, integrationId: row.id } : null;
}

/** Keeps what provisioning found; false when there is no such connection. */
export function setProvisioned(
  trx: TenantTransaction,
  id: string,
  report: ProvisionReport,
): Promise<boolean> {
  return update(trx, id, { provisioned: toJsonb(report) });
}

/**
 * Notes that a known account was connected again, and with which permissions (null: it did not tell).
 * Other permissions than before make what provisioning found a thing of the past.
 * False when there is no such connection.
 */
export async function reconnect(
  trx: TenantTransaction,
  id: string,
  grantedScopes: readonly string[] | null,
): Promise<boolean> {
  const known = (await getIntegration(trx, id))?.grantedScopes ?? null;
  const isNews = grantedScopes !== null && !sameNames(grantedScopes, known);
  return update(trx, id, {
    status: 'connected',
    ...(isNews && { granted_scopes: [...grantedScopes] }),
    ...(isNews && known !== null && { provisioned: null }),
  });
}

function sameNames(one: readonly string[], other: readonly string[] | null): boolean {
  return other !== null && [...one].sort().join() === [...other].sort().join();
}

/** Disconnecting also forgets the credentials. False when there is no such connection. */
export function setStatus(
  trx: TenantTransaction,
  id: string,
  status: IntegrationStatus,
): Promise<boolean> {
  return update(trx, id, { status, ...(status === 'disconnected' && { credentials: null }) });
}

/**
 * Replaces the credentials; false when there is no such connection. `credentials` is whatever text
 * the connector keeps (a token, or JSON of several).
 */
export async function setCredentials(
  trx: TenantTransaction,
  ring: KeyRing,
  integration: { readonly organizationId: string; readonly id: string },
  credentials: string,
): Promise<boolean> {
  const sealed = await seal(ring, credentials, credentialsPlace(integration));
  return update(trx, integration.id, { credentials: sealed });
}

/**
 * The credentials in the clear; null when there are none.
 * @throws SecretError when they cannot be opened
 */
export async function getCredentials(
  trx: TenantTransaction,
  ring: KeyRing,
  id: string,
): Promise<string | null> {
  const row = await trx
    .selectFrom('crm_integrations')
    .select(['organization_id', 'credentials'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.credentials) return null;
  return open(ring, row.credentials, credentialsPlace({ organizationId: row.organization_id, id }));
}

/** Nobody else changes the connection until the transaction ends. */
export async function lockIntegration(trx: TenantTransaction, id: string): Promise<void> {
  await trx.selectFrom('crm_integrations').select('id').where('id', '=', id).forUpdate().execute();
}

function credentialsPlace(integration: { organizationId: string; id: string }): Place {
  return {
    table: 'crm_integrations',
    row: `${integration.organizationId}/${integration.id}`,
    column: 'credentials',
  };
}

async function update(
  trx: TenantTransaction,
  id: string,
  values: Updateable<CrmIntegrationsTable>,
): Promise<boolean> {
  const result = await trx
    .updateTable('crm_integrations')
    .set({ ...values, updated_at: sql`now()` })
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Without the credentials, which nobody should carry about. */
const columns = [
  'id',
  'organization_id',
  'crm',
  'account_id',
  'status',
  'display_name',
  'granted_scopes',
  'base_url',
  'ui_domain',
  'provisioned',
  'created_at',
] as const;

function fromRow(row: Pick<Selectable<CrmIntegrationsTable>, (typeof columns)[number]>) {
  return {
    id: row.id,
    organizationId: row.organization_id,
    crm: row.crm,
    accountId: row.account_id,
    status: row.status,
    displayName: row.display_name,
    // Nobody connects without a permission: an empty list is one that was never told.
    grantedScopes: row.granted_scopes.length > 0 ? row.granted_scopes : null,
    baseUrl: row.base_url,
    uiDomain: row.ui_domain,
    // Written by `setProvisioned` alone.
    provisioned: row.provisioned as ProvisionReport | null,
    connectedAt: row.created_at,
  } satisfies Integration;
}

/** CRM connections of an organisation. Credentials are sealed before they reach the database. */
import { type Selectable, sql, type UpdateObject } from 'kysely';
import type { CrmName, ProvisionReport } from '../crm/connector.ts';
import { AppError } from '../errors.ts';
import { open, type Place, seal } from '../secrets/envelope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import { isUniqueViolation } from './errors.ts';
import { toJsonb, toText } from './json.ts';
import type { Tables } from './schema.ts';
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
  /** False while our fields or the org's keys are still to be put in place. */
  readonly isSetUp: boolean;
  /** Why they could not be put in place so far, in a sentence. */
  readonly setUpError: string | null;
  /** When what we hold of a disconnected account is deleted. */
  readonly deleteAfter: Date | null;
  /** Whether the CRM was told when it was disconnected; null while it is connected. */
  readonly uninstalled: boolean | null;
}

export type NewIntegration = Pick<
  Integration,
  'id' | 'organizationId' | 'crm' | 'accountId' | 'displayName'
> &
  Partial<Pick<Integration, 'grantedScopes' | 'baseUrl' | 'uiDomain'>> & {
    /** How the history names whoever connected it. */
    readonly connectedBy?: string | null;
    /** False where fields and keys are still to be put in place; see `noteSetUp`. Default true. */
    readonly isSetUp?: boolean;
  };

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
        connected_by: integration.connectedBy ?? null,
        ...(integration.isSetUp === false && { set_up_at: null }),
      })
      .execute();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw accountAlreadyConnected(error);
  }
}

export function accountAlreadyConnected(cause?: unknown): AppError {
  return new AppError('This CRM account is connected already; disconnect it there first.', {
    code: 'account_already_connected',
    status: 409,
    cause,
  });
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

/** The connection of an account, or what is still there of one that was disconnected last. */
export async function findConnection(
  trx: SystemTransaction,
  crm: CrmName,
  accountId: string,
): Promise<{ organizationId: string; integrationId: string; isLive: boolean } | null> {
  const row = await trx
    .selectFrom('crm_integrations')
    .select(['organization_id', 'id', 'status'])
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .orderBy(sql`status = 'disconnected'`)
    .orderBy('delete_after', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { organization_id: organizationId, id: integrationId, status } = row;
  return { organizationId, integrationId, isLive: status !== 'disconnected' };
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
  account: Pick<
    NewIntegration,
    'grantedScopes' | 'baseUrl' | 'uiDomain' | 'connectedBy' | 'isSetUp'
  >,
): Promise<boolean> {
  const { grantedScopes = null, uiDomain = null, connectedBy = null, isSetUp = true } = account;
  const known = (await getIntegration(trx, id))?.grantedScopes ?? null;
  const isNews = grantedScopes !== null && !sameNames(grantedScopes, known);
  return update(trx, id, {
    status: 'connected',
    disconnected_at: null,
    uninstalled: null,
    delete_after: null,
    connected_by: connectedBy,
    reconnected_at: sql<Date>`now()`,
    refreshed_at: null,
    ...(account.baseUrl !== undefined && { base_url: account.baseUrl }),
    ...(uiDomain !== null && { ui_domain: uiDomain }),
    ...(!isSetUp && { set_up_at: null, set_up_error: null }),
    ...(isNews && { granted_scopes: [...grantedScopes] }),
    ...(isNews && known !== null && { provisioned: null }),
  });
}

function sameNames(one: readonly string[], other: readonly string[] | null): boolean {
  return other !== null && [...one].sort().join() === [...other].sort().join();
}

export interface Leaving {
  readonly at: Date;
  /** When what is left is deleted. */
  readonly deleteAfter: Date;
  /** Whether the CRM knows. */
  readonly uninstalled: boolean;
}

/** Ends a connection and forgets its credentials. False when there is no such connection. */
export function disconnect(
  trx: TenantTransaction,
  id: string,
  { at, deleteAfter, uninstalled }: Leaving,
): Promise<boolean> {
  return update(trx, id, {
    status: 'disconnected',
    credentials: null,
    disconnected_at: at,
    delete_after: deleteAfter,
    uninstalled,
    set_up_error: null,
  });
}

/** Notes that setting up is done, or why it did not get further; done or not. */
export function noteSetUp(
  trx: TenantTransaction,
  id: string,
  outcome: { readonly doneAt: Date } | { readonly error: string },
): Promise<boolean> {
  return update(
    trx,
    id,
    'error' in outcome
      ? { set_up_error: toText(outcome.error) }
      : { set_up_at: outcome.doneAt, set_up_error: null },
  );
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

/** Where the credentials are sealed for. */
export function credentialsPlace(integration: { organizationId: string; id: string }): Place {
  return {
    table: 'crm_integrations',
    row: `${integration.organizationId}/${integration.id}`,
    column: 'credentials',
  };
}

async function update(
  trx: TenantTransaction,
  id: string,
  values: UpdateObject<Tables, 'crm_integrations'>,
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
  'set_up_at',
  'set_up_error',
  'delete_after',
  'uninstalled',
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
    isSetUp: row.set_up_at !== null,
    setUpError: row.set_up_error,
    deleteAfter: row.delete_after,
    uninstalled: row.uninstalled,
  } satisfies Integration;
}

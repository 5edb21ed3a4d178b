import { sql } from 'kysely';
import { type TenantSettings, tenantSettings } from '../../shared/tenant/settings.ts';
import { AppError } from '../errors.ts';
import type { TenantTransaction } from './database.ts';
import { toJsonb, toText } from './json.ts';

export interface NewOrganization {
  /** The organisation the transaction is confined to. */
  readonly id: string;
  readonly name: string;
  readonly settings?: TenantSettings;
}

/** Adds the organisation. Fails with 42501 when the transaction is confined to another one. */
export async function createOrganization(
  trx: TenantTransaction,
  organization: NewOrganization,
): Promise<void> {
  await trx
    .insertInto('organizations')
    .values({
      id: organization.id,
      name: toText(organization.name),
      settings: toJsonb(organization.settings ?? {}),
    })
    .execute();
}

/** Null when there is no such organisation. */
export async function organizationName(trx: TenantTransaction, id: string): Promise<string | null> {
  const row = await trx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.name ?? null;
}

export async function organizationExists(trx: TenantTransaction, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The organisation's settings with defaults filled in.
 * @throws AppError `organization_not_found`
 */
export async function getSettings(
  trx: TenantTransaction,
  organizationId: string,
): Promise<TenantSettings> {
  const row = await trx
    .selectFrom('organizations')
    .select('settings')
    .where('id', '=', organizationId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return tenantSettings.parse(row.settings);
}

/**
 * The settings as `getSettings` gives them, kept from other savers until the transaction ends. Rows that
 * point at the organisation can be added meanwhile.
 * @throws AppError `organization_not_found`
 */
export async function lockSettings(
  trx: TenantTransaction,
  organizationId: string,
): Promise<TenantSettings> {
  await trx
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', organizationId)
    .forNoKeyUpdate()
    .execute();
  return getSettings(trx, organizationId);
}

/**
 * Replaces the settings.
 * @throws AppError `organization_not_found`
 */
export async function updateSettings(
  trx: TenantTransaction,
  organizationId: string,
  settings: TenantSettings,
): Promise<void> {
  const result = await trx
    .updateTable('organizations')
    .set({ settings: toJsonb(settings), updated_at: sql`now()` })
    .where('id', '=', organizationId)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw notFound();
}

function notFound(): AppError {
  return new AppError('This organisation does not exist any more.', {
    code: 'organization_not_found',
    status: 404,
  });
}

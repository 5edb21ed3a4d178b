/** Bearer tokens of our own API. Only their SHA-256 is kept, so the table opens no door. */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, TenantTransaction } from './database.ts';
import { toText } from './json.ts';
import type { OrganizationRole } from './tables/organizations.ts';

export interface NewApiToken {
  readonly id: string;
  readonly organizationId: string;
  /** What people call it. */
  readonly name: string;
  /** The connection it is good for; null for all of the organisation's. */
  readonly integrationId: string | null;
  /** Default `member`. */
  readonly role?: OrganizationRole;
}

export interface ApiTokenOwner {
  readonly id: string;
  readonly role: OrganizationRole;
  readonly organizationId: string;
  readonly integrationId: string | null;
}

/** Lets a secret scanner recognise a leaked one. */
const prefix = 'osk_';
const randomLength = 32;
const tokenPattern = /^osk_[A-Za-z0-9_-]{43}$/;

/** Adds a token and gives it; it cannot be had again. */
export async function createApiToken(trx: TenantTransaction, token: NewApiToken): Promise<string> {
  const text = prefix + randomBytes(randomLength).toString('base64url');
  await trx
    .insertInto('api_tokens')
    .values({
      id: token.id,
      organization_id: token.organizationId,
      name: toText(token.name),
      token_hash: hash(text),
      integration_id: token.integrationId,
      role: token.role ?? 'member',
    })
    .execute();
  return text;
}

/** Ends a token; false when there is none that could be ended. */
export async function revokeApiToken(trx: TenantTransaction, id: string): Promise<boolean> {
  const result = await trx
    .updateTable('api_tokens')
    .set({ revoked_at: sql`now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Whose token it is; null when it is unknown or revoked. Notes the use, at most once an hour. */
export async function resolveApiToken(
  database: Database,
  token: string,
): Promise<ApiTokenOwner | null> {
  if (!tokenPattern.test(token)) return null;
  return database.asSystem(async (trx) => {
    const row = await trx
      .selectFrom('api_tokens')
      .select([
        'id',
        'organization_id',
        'integration_id',
        'role',
        sql<boolean>`coalesce(last_used_at < now() - interval '1 hour', true)`.as('use_unnoted'),
      ])
      .where('token_hash', '=', hash(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    if (row.use_unnoted) {
      await trx
        .updateTable('api_tokens')
        .set({ last_used_at: sql`now()` })
        .where('id', '=', row.id)
        .execute();
    }
    const { id, role, organization_id: organizationId, integration_id: integrationId } = row;
    return { id, role, organizationId, integrationId };
  });
}

/** A plain digest is enough: the token is 256 random bits and cannot be guessed from it. */
function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

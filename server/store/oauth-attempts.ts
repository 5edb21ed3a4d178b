/** Consents under way: who was sent to a CRM's consent page, from which browser, and on whose behalf. */
import type { Selectable } from 'kysely';
import { open, type Place, seal } from '../secrets/envelope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { SystemTransaction } from './database.ts';
import { toText } from './json.ts';
import type { OAuthAttemptsTable } from './tables/connections.ts';

/** What somebody wants to connect. */
export interface AttemptDetails {
  readonly crm: 'hubspot' | 'salesforce';
  /** Of the organisation that asked over the API; null where the account decides. */
  readonly organizationId: string | null;
  /** Salesforce: where the org logs in. */
  readonly loginUrl: string | null;
  /** Only this account will do. */
  readonly expectedAccount: string | null;
  readonly requestedBy: string | null;
}

export interface OAuthAttempt extends AttemptDetails {
  readonly id: string;
  readonly browserHash: Buffer | null;
  readonly expiresAt: Date;
  readonly consumedAt: Date | null;
}

export interface NewOAuthAttempt extends AttemptDetails {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly known:
    | { readonly ticketHash: Buffer }
    /** A browser is on its way. */
    | { readonly stateHash: Buffer; readonly browserHash: Buffer; readonly verifier: string };
}

export async function addAttempt(
  trx: SystemTransaction,
  ring: KeyRing,
  attempt: NewOAuthAttempt,
): Promise<void> {
  const { known } = attempt;
  await trx
    .insertInto('oauth_attempts')
    .values({
      id: attempt.id,
      for_organization_id: attempt.organizationId,
      crm: attempt.crm,
      login_url: attempt.loginUrl,
      expected_account: attempt.expectedAccount,
      requested_by: attempt.requestedBy === null ? null : toText(attempt.requestedBy),
      created_at: attempt.createdAt,
      expires_at: attempt.expiresAt,
      ...('ticketHash' in known
        ? { ticket_hash: known.ticketHash }
        : {
            state_hash: known.stateHash,
            browser_hash: known.browserHash,
            verifier: await seal(ring, known.verifier, verifierPlace(attempt.id)),
          }),
    })
    .execute();
}

export async function findAttempt(
  trx: SystemTransaction,
  column: 'state_hash' | 'ticket_hash',
  hash: Buffer,
): Promise<OAuthAttempt | null> {
  const row = await trx
    .selectFrom('oauth_attempts')
    .selectAll()
    .where(column, '=', hash)
    .executeTakeFirst();
  return row ? fromRow(row) : null;
}

/**
 * Uses an attempt up; false when it was used before.
 * @returns its PKCE verifier, null where it has none
 */
export async function takeAttempt(
  trx: SystemTransaction,
  ring: KeyRing,
  id: string,
  at: Date,
): Promise<{ readonly verifier: string | null } | false> {
  const row = await trx
    .updateTable('oauth_attempts')
    .set({ consumed_at: at })
    .where('id', '=', id)
    .where('consumed_at', 'is', null)
    .returning('verifier')
    .executeTakeFirst();
  if (!row) return false;
  return { verifier: row.verifier && (await open(ring, row.verifier, verifierPlace(id))) };
}

/** Where a verifier is sealed for. */
export function verifierPlace(id: string): Place {
  return { table: 'oauth_attempts', row: id, column: 'verifier' };
}

function fromRow(row: Selectable<OAuthAttemptsTable>): OAuthAttempt {
  return {
    id: row.id,
    crm: row.crm,
    organizationId: row.for_organization_id,
    browserHash: row.browser_hash,
    loginUrl: row.login_url,
    expectedAccount: row.expected_account,
    requestedBy: row.requested_by,
    expiresAt: row.expires_at,
    consumedAt: row.consumed_at,
  };
}

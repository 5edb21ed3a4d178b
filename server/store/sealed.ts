/** Every sealed column there is: what has to be wrapped again before a key may go. */
import { sql } from 'kysely';
import type { Place } from '../secrets/envelope.ts';
import type { Database, SystemTransaction } from './database.ts';
import { credentialsPlace } from './integrations.ts';
import { verifierPlace } from './oauth-attempts.ts';
import { signingKeyPlace } from './salesforce-keys.ts';
import type { Tables } from './schema.ts';
import { ownSecretPlace } from './tenant-providers.ts';

/** A row, and whose it is; null where it is no tenant's. */
export interface SealedRow {
  readonly id: string;
  readonly organizationId: string | null;
}

export interface SealedColumn {
  readonly table: keyof Tables & string;
  readonly column: string;
  /** False for a table that only the system role sees. */
  readonly isTenants: boolean;
  /** What its records are bound to. */
  readonly place: (row: SealedRow) => Place;
}

export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'crm_integrations',
    column: 'credentials',
    isTenants: true,
    place: ({ id, organizationId }) =>
      credentialsPlace({ id, organizationId: organizationId ?? '' }),
  },
  {
    table: 'salesforce_org_keys',
    column: 'signing_key',
    isTenants: true,
    place: ({ id, organizationId }) => signingKeyPlace(organizationId ?? '', id),
  },
  {
    table: 'oauth_attempts',
    column: 'verifier',
    isTenants: false,
    place: ({ id }) => verifierPlace(id),
  },
  {
    table: 'tenant_providers',
    column: 'secret',
    isTenants: true,
    place: ({ id, organizationId }) => ownSecretPlace(organizationId ?? '', id),
  },
];

/** Rows of the column's table in the order of their ids, sealed or not. */
export async function rowsAfter(
  trx: SystemTransaction,
  { table, isTenants }: SealedColumn,
  after: string | null,
  limit: number,
): Promise<SealedRow[]> {
  const organization = isTenants ? sql.ref('organization_id') : sql`null::uuid`;
  const { rows } = await sql<SealedRow>`
    select id::text as id, ${organization} as "organizationId" from ${sql.table(table)}
    ${after === null ? sql`` : sql`where ${sql.ref(`${table}.id`)} > ${after}`} order by ${sql.ref(`${table}.id`)} limit ${limit}`.execute(
    trx,
  );
  return rows;
}

/** What is sealed of these rows, which have one owner; by id. */
export async function readSealed(
  database: Database,
  { table, column }: SealedColumn,
  organizationId: string | null,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await owned(database, organizationId, async (trx) => {
    const found = await sql<{ id: string; sealed: Buffer }>`
      select id::text as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where id = any(${[...ids]}) and ${sql.ref(column)} is not null`.execute(trx);
    return found.rows;
  });
  return new Map(rows.map(({ id, sealed }) => [id, Buffer.from(sealed)]));
}

/**
 * Puts a record in the place of another one, if that is still there.
 * @returns false when it was changed or deleted meanwhile
 */
export async function replaceSealed(
  database: Database,
  { table, column }: SealedColumn,
  { id, organizationId }: SealedRow,
  expected: Buffer,
  next: Buffer,
): Promise<boolean> {
  return owned(database, organizationId, async (trx) => {
    // A token that is renewed at this moment holds the row: the statement waits, and then sees that the
    // record is another one.
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${next}
      where id = ${id} and ${sql.ref(column)} = ${expected}`.execute(trx);
    return (numAffectedRows ?? 0n) > 0n;
  });
}

/** As the tenant where there is one: row level security holds here as everywhere. */
function owned<T>(
  database: Database,
  organizationId: string | null,
  work: (trx: SystemTransaction) => Promise<T>,
): Promise<T> {
  return organizationId === null
    ? database.asSystem(work)
    : database.withOrganization(organizationId, work);
}

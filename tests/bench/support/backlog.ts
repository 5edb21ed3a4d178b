/** Events that wait to be worked on, of tenants that have nothing but these. */
import { randomUUID } from 'node:crypto';
import type { Tenant } from '../../../server/sync/service.ts';
import type { TestDatabase } from '../../support/databases.ts';

/** Tenants with a connection each; what is told of their records is noted and changes nothing. */
export async function addTenants(database: TestDatabase, count: number): Promise<Tenant[]> {
  const tenants = Array.from({ length: count }, () => ({
    organizationId: randomUUID(),
    integrationId: randomUUID(),
  }));
  const organizations = tenants.map(({ organizationId }) => organizationId);
  await database.asOwner(
    `insert into organizations (id, name) select id, 'Tenant ' || id from unnest($1::uuid[]) id`,
    [organizations],
  );
  await database.asOwner(
    `insert into crm_integrations (id, organization_id, crm, account_id, display_name)
      select integration, organization, 'hubspot', integration::text, 'Account'
      from unnest($1::uuid[], $2::uuid[]) as of (integration, organization)`,
    [tenants.map(({ integrationId }) => integrationId), organizations],
  );
  return tenants;
}

/** @param each events of every tenant, due now */
export async function addEvents(
  database: TestDatabase,
  tenants: readonly Tenant[],
  each: number,
): Promise<void> {
  await database.asOwner(
    `insert into webhook_events (id, organization_id, integration_id, kind, object_type, record_id,
        event_id, subscription_type, occurred_at, received_at, due_at)
      select gen_random_uuid(), organization, integration, 'changed', 'contact', event::text,
        gen_random_uuid()::text, 'object.propertyChange', now(), now(), now()
      from generate_series(1, $3::int) event,
        unnest($1::uuid[], $2::uuid[]) as of (integration, organization)`,
    [
      tenants.map(({ integrationId }) => integrationId),
      tenants.map(({ organizationId }) => organizationId),
      each,
    ],
  );
  // As the database does by itself a moment later.
  await database.asOwner('analyze webhook_events');
}

export async function countOpenEvents(database: TestDatabase): Promise<number> {
  const [row] = await database.asOwner<{ open: number }>(
    'select count(*)::int open from webhook_events where done_at is null',
  );
  return row?.open ?? 0;
}

/** A person whom nobody else is called like, and everything that is kept of a tenant. */
import { createHash } from 'node:crypto';
import type { House } from '../../support/house.ts';

export const person = {
  firstname: 'Zebediah',
  lastname: 'Quillfeather',
  email: 'Zebediah.Quillfeather@Tidewright.example',
};
export const addressHash = createHash('sha256').update(person.email.toLowerCase()).digest('hex');
export const named = /Quillfeather|Zebediah/i;

/** Like the hero, at a company of its own, so that an enrichment writes a task and a deal. */
export function newPerson({ hubspot }: House, more: Record<string, string> = {}): string {
  const company = hubspot.createCompany({
    name: 'Tidewright Robotics',
    domain: 'tidewright.example',
  });
  const hero = hubspot.get('contacts', '1001')?.properties ?? {};
  const engaged = Object.entries(hero).filter(([name]) =>
    /^(hs_analytics|hs_email|num_conv|recent_conv|hs_sales|jobtitle)/.test(name),
  );
  const properties = Object.fromEntries(engaged.map(([name, value]) => [name, value ?? '']));
  const { id } = hubspot.createContact({ ...properties, ...person, ...more });
  hubspot.associate({ type: 'contacts', id }, { type: 'companies', id: company.id });
  return id;
}

/** Every row of every table that belongs to the tenant, by table, as text. */
export async function everything({ database, tenant }: House): Promise<Map<string, string>> {
  const tables = await database.asOwner<{ name: string; key: string }>(`
    select c.relname as name,
      case when c.relname = 'organizations' then 'id' else 'organization_id' end as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (c.relname = 'organizations' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'))`);
  const rows = new Map<string, string>();
  for (const { name, key } of tables) {
    const found = await database.asOwner<{ row: string }>(
      `select t::text as row from ${name} t where ${key} = $1`,
      [tenant.organizationId],
    );
    rows.set(name, found.map(({ row }) => row).join('\n'));
  }
  // What all tenants share.
  const shared = await database.asOwner<{ row: string }>(
    'select t::text as row from research_cache t',
  );
  return rows.set('research_cache', shared.map(({ row }) => row).join('\n'));
}

/** What happened to the tenant's records, oldest first. */
export function historyOf({ database, tenant }: Pick<House, 'database' | 'tenant'>) {
  return database.asOwner<{
    action: string;
    actor_kind: string;
    actor_id: string | null;
    source: string;
    object_type: string | null;
    record_id: string | null;
    run_id: string | null;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  }>(
    `select * from audit_events where organization_id = $1 and object_type is not null
     order by occurred_at, action`,
    [tenant.organizationId],
  );
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, type TestDatabase } from '../support/databases.ts';

interface CataloguedTable {
  readonly name: string;
  readonly tenant: boolean;
  readonly enabled: boolean;
  readonly forced: boolean;
}

const ownedTables = `
  select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    c.relname = 'organizations' or exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'
        and not a.attisdropped) as tenant
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  order by 1`;

describe.each(databases)('the catalogue on $name', ({ open }) => {
  let database: TestDatabase;
  let tables: CataloguedTable[];

  beforeAll(async () => {
    database = await open();
    tables = await database.asOwner<CataloguedTable>(ownedTables);
  });
  afterAll(() => database.close());

  it('has the tables this suite is about', () => {
    expect(tables.filter(({ tenant }) => tenant).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'api_tokens',
        'crm_field_mappings',
        'crm_integrations',
        'organizations',
      ]),
    );
  });

  it('forces row level security on every tenant table', () => {
    const unprotected = tables.filter(
      ({ tenant, enabled, forced }) => tenant && !(enabled && forced),
    );
    expect(unprotected).toEqual([]);
  });

  it('enables row level security on every other table, so that a host granting it to more roles opens nothing', () => {
    expect(tables.filter(({ enabled }) => !enabled)).toEqual([]);
  });

  it('confines the application on every tenant table, reading and writing, by one policy', async () => {
    const policies = await database.asOwner<{ name: string; using: string; check: string }>(`
      select tablename as name, qual as using, with_check as check from pg_policies
      where schemaname = 'public' and 'smartsync_app' = any(roles)
        and cmd = 'ALL' and tablename <> 'research_cache' order by 1`);
    expect(policies.map(({ name }) => name)).toEqual(
      tables.filter(({ tenant }) => tenant).map(({ name }) => name),
    );
    for (const { using, check } of policies) {
      expect(using).toMatch(/^\((organization_id|id) = current_organization_id\(\)\)$/);
      expect(check).toBe(using);
    }
  });

  it('has no other policy for the application', async () => {
    const others = await database.asOwner(`
      select tablename from pg_policies where schemaname = 'public'
        and (roles && array['public', 'smartsync_app']::name[]) and cmd <> 'ALL'`);
    expect(others).toEqual([]);
  });

  it('has for every tenant table an index that starts with the organisation', async () => {
    const indexed = await database.asOwner<{ name: string }>(`
      select distinct c.relname as name from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'public'::regnamespace and i.indpred is null
        and (a.attname = 'organization_id' or c.relname = 'organizations') order by 1`);
    expect(indexed.map(({ name }) => name)).toEqual(
      tables.filter(({ tenant }) => tenant).map(({ name }) => name),
    );
  });

  it('carries the organisation in every foreign key between tenant tables', async () => {
    const careless = await database.asOwner(`
      select con.conrelid::regclass::text as from, con.confrelid::regclass::text as to
      from pg_constraint con
      where con.contype = 'f' and con.connamespace = 'public'::regnamespace
        and con.confrelid <> 'organizations'::regclass
        and not exists (
          select from unnest(con.conkey, con.confkey) as pair(own, other)
            join pg_attribute a on a.attrelid = con.conrelid and a.attnum = pair.own
            join pg_attribute b on b.attrelid = con.confrelid and b.attnum = pair.other
          where a.attname = 'organization_id' and b.attname = 'organization_id')`);
    expect(careless).toEqual([]);
  });

  it('never makes a tenant row without its organisation', async () => {
    const nullable = await database.asOwner(`
      select attrelid::regclass::text as name from pg_attribute
      where attname = 'organization_id' and not attnotnull
        and attrelid in (select oid from pg_class where relkind in ('r', 'p')
          and relnamespace = 'public'::regnamespace)`);
    expect(nullable).toEqual([]);
  });
});
